"""Another process beside the tests: `python -m tests.vraagbaak.search.other_process DEED FOLDER …`.

write FOLDER FIRST COUNT    one commit per document; prints each key when its commit is done
await FOLDER KEY            searches until the document is there; prints "ready", then when it came
commit FOLDER KEY LIMIT     one commit of a long document, while no file may grow beyond LIMIT bytes
"""

import logging
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings

if not settings.configured:
    settings.configure(USE_TZ=True)
    django.setup()

from tests.vraagbaak.search.books import book, kept, keys, searching
from vraagbaak.search.store import Store

PAUSE = 0.02
WORDS = " ".join(f"woord{number}" for number in range(5_000))


def say(text: object) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def write(store: Store, first: str, count: str) -> None:
    for key in range(int(first), int(first) + int(count)):
        store.write([book(key, f"Paspoort {key}")])
        say(key)


def await_document(store: Store, key: str) -> None:
    keys(store, searching("paspoort"))
    say("ready")
    while int(key) not in keys(store, searching("paspoort")):
        time.sleep(PAUSE)
    say(time.time())


def commit(store: Store, key: str, limit: str) -> None:
    """Python ignores the signal that comes with it, so the system refuses the write with an error."""
    logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(message)s")
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
    try:
        store.write([book(int(key), "Paspoort", body=WORDS)])
    except OSError as error:
        say(f"refused: {error.strerror}")
    say(f"found: {sorted(kept(store))}")


DEEDS: dict[str, Callable[..., None]] = {"write": write, "await": await_document, "commit": commit}

if __name__ == "__main__":
    deed, folder, *arguments = sys.argv[1:]
    DEEDS[deed](Store(Path(folder)), *arguments)
