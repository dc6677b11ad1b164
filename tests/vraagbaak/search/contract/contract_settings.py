"""modelsearch's own test models, on this backend; run by test_contract.py in a process of its own."""

import os
from pathlib import Path

from modelsearch.test.settings import *  # noqa: F403

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MODELSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "vraagbaak.search.backend",
        "INDEX_DIR": Path(os.environ["CONTRACT_INDEX_DIR"]),
        "REBUILD_IN_BACKGROUND": False,
        "AUTO_UPDATE": False,
    }
}
