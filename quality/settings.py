"""The product's own settings, with a database and an index below QUALITY_FOLDER, and without background tasks."""

import os
from pathlib import Path

FOLDER = Path(os.environ["QUALITY_FOLDER"])
os.environ.update(
    {
        "SECRET_KEY": "only-for-measuring-" + "0" * 40,
        "ALLOWED_HOSTS": "localhost",
        "BASE_URL": "http://localhost",
        "DATA_DIR": str(FOLDER),
        "DATABASE_URL": os.environ.get("QUALITY_DATABASE_URL", f"sqlite:///{FOLDER / 'quality.sqlite3'}"),
        "LOG_LEVEL": "WARNING",
    }
)

from website.settings import *  # noqa: E402, F403
from website.settings import DATABASES, WAGTAILSEARCH_BACKENDS  # noqa: E402

# The index is built in one go, after everything is imported.
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
WAGTAILSEARCH_BACKENDS["default"]["REBUILD_IN_BACKGROUND"] = False
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # This database can always be created again.
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"
