"""A process that writes: `write_documents.py INDEX_DIR FIRST COUNT`, one commit per document."""

import sys

import django

django.setup()

from vraagbaak.search.documents import Document  # noqa: E402
from vraagbaak.search.store import store_for  # noqa: E402
from vraagbaak.search.values import encode  # noqa: E402

folder, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
store = store_for(folder)
for key in range(first, first + count):
    title = f"Paspoort {key}"
    document = Document(f"library.book:{key}", encode(key), "library.book", "nl", [("title", title, 1.0)])
    store.write([document])
    sys.stdout.write(f"{key}\n")
    sys.stdout.flush()
