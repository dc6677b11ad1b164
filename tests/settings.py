"""The product's own settings with what a test run needs: its own folders and tasks that run at once."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

if "TEST_RUN_DIR" not in os.environ:
    os.environ["TEST_RUN_DIR"] = tempfile.mkdtemp(prefix="vraagbaak-test-")
    atexit.register(shutil.rmtree, os.environ["TEST_RUN_DIR"], ignore_errors=True)
RUN_DIR = Path(os.environ["TEST_RUN_DIR"])
if sys.dont_write_bytecode:
    # Compiling takes longer than a small test file: where nothing may be written beside the sources, it is kept here.
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(__file__).parents[1] / ".test-cache/bytecode")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
WORKER_DIR = RUN_DIR / os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ["SECRET_KEY"] = "only-for-tests-" + "0" * 40
os.environ["ALLOWED_HOSTS"] = "localhost,.localhost,127.0.0.1,testserver"
os.environ["BASE_URL"] = "http://localhost:8000"
os.environ["DATA_DIR"] = str(WORKER_DIR)
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", f"sqlite:///{WORKER_DIR / 'dev.sqlite3'}")

from website.settings import *  # noqa: E402, F403
from website.settings import DATABASES, LOGGING, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    DATABASES["default"]["TEST"] = {"NAME": str(WORKER_DIR / "test.sqlite3")}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
ASK_MINIMUM_SECONDS = 0
# Each page that is made would be told in some ten lines that no test reads.
LOGGING["loggers"] = {"django_tasks": {"level": "WARNING"}, "wagtail": {"level": "WARNING"}}
