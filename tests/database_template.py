"""The migrated database, made once for all that decides what migrating makes, and copied for each process.

What our own packages do after each migration is done again on every copy, so that an edited right needs no new one.
"""

import fcntl
import hashlib
import os
import re
import sqlite3
import time
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest import mock

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connection
from django.db.models.signals import post_migrate
from django.test import TransactionTestCase

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".test-cache"
OWN_PACKAGES = ("vraagbaak", "servicedesk", "website")
OWN_IMPORT = re.compile(rf"^\s*(?:import|from)\s+((?:{'|'.join(OWN_PACKAGES)})[.\w]*)", re.MULTILINE)
KEPT = 5
LOCKED_SECONDS = 20
DECIDING_SETTINGS = (
    "INSTALLED_APPS",
    "AUTH_USER_MODEL",
    "DEFAULT_AUTO_FIELD",
    "LANGUAGE_CODE",
    "LANGUAGES",
    "WAGTAIL_CONTENT_LANGUAGES",
    "WAGTAIL_I18N_ENABLED",
    "USE_TZ",
    "TIME_ZONE",
)


def fingerprint() -> str:
    """Of the files, versions and settings that decide what migrating makes of an empty database."""
    digest = hashlib.sha256()
    for path in deciding_files():
        digest.update(f"\0{path}\0".encode())
        digest.update(path.read_bytes())
    for name in DECIDING_SETTINGS:
        digest.update(f"\0{name}={getattr(settings, name, None)!r}".encode())
    digest.update(f"\0{connection.vendor} {connection.Database.__name__} {sqlite3.sqlite_version}".encode())
    return digest.hexdigest()[:24]


def deciding_files() -> list[Path]:
    """Installed versions may run ahead of the lock, so the migrations of others count by their content too."""
    files = {ROOT / "requirements.lock", Path(__file__)}
    for config in apps.get_app_configs():
        migrations = sorted(Path(config.path, "migrations").glob("*.py"))
        files.update(migrations or Path(config.path).glob("models.py"))
        if config.name in OWN_PACKAGES:
            files.update(file for path in migrations for file in imported_by(path))
    return sorted(files)


def imported_by(migration: Path) -> Iterator[Path]:
    for name in OWN_IMPORT.findall(migration.read_text(encoding="utf-8")):
        spec = find_spec(name)
        if spec and spec.origin:
            yield Path(spec.origin)


def own_configs() -> list[AppConfig]:
    return [config for config in apps.get_app_configs() if config.name in OWN_PACKAGES]


def migrate() -> None:
    """Makes the test database as Django does, without what our packages do after it."""
    own = {id(config) for config in own_configs()}
    others = [receiver for receiver in post_migrate.receivers if receiver[0][1] not in own]
    with mock.patch.object(post_migrate, "receivers", others):
        post_migrate.sender_receivers_cache.clear()
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    post_migrate.sender_receivers_cache.clear()


def finish_as_our_packages_do() -> None:
    for config in own_configs():
        post_migrate.send(
            sender=config,
            app_config=config,
            verbosity=0,
            interactive=False,
            using=connection.alias,
            plan=[],
            apps=apps,
        )


@contextmanager
def locked(name: str) -> Iterator[None]:
    """One process at a time, whichever the run; a process that dies lets go."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def forget_oldest(pattern: str) -> None:
    """Each branch may have one of its own; more than a few are of the past."""
    newest_first = sorted(CACHE.glob(pattern), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in newest_first[KEPT:]:
        path.unlink()


class Sqlite:
    """A file in the cache, copied into that of the process. Images of it in memory come back in a few milliseconds."""

    makes_images = True

    def __init__(self) -> None:
        self.images: dict[Hashable, sqlite3.Connection] = {}

    def prepare(self) -> None:
        use_database(connection.creation._get_test_db_name())
        with sqlite3.connect(self.made_once()) as made:
            made.backup(connected())
        made.close()
        finish_as_our_packages_do()
        self.keep(())

    def made_once(self) -> Path:
        file = CACHE / f"{fingerprint()}.sqlite3"
        with locked("sqlite"):
            if file.exists():
                os.utime(file)
            else:
                migrate()
                unfinished = file.with_suffix(".unfinished")
                unfinished.unlink(missing_ok=True)
                connected().execute("VACUUM INTO ?", [str(unfinished)])
                unfinished.replace(file)
                forget_oldest("*.sqlite3")
        return file

    def keep(self, name: Hashable) -> None:
        """What the database holds now, for `restore`."""
        self.images[name] = sqlite3.connect(":memory:", check_same_thread=False)
        connected().backup(self.images[name])

    def restore(self, name: Hashable = ()) -> None:
        """Waits for a thread that still writes as long as SQLite itself would, and then says so."""
        deadline = time.monotonic() + LOCKED_SECONDS

        def check(status: int, remaining: int, total: int) -> None:
            if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > deadline:
                raise sqlite3.OperationalError("Something still writes to the database after its test.")

        self.images[name].backup(connected(), progress=check)

    def remove(self) -> None:
        connection.close()
        for image in self.images.values():
            image.close()
        for ending in ("", "-wal", "-shm"):
            Path(f"{connection.settings_dict['NAME']}{ending}").unlink(missing_ok=True)


def connected() -> sqlite3.Connection:
    connection.ensure_connection()
    return connection.connection


class Postgresql:
    """A database beside the one of the tests, which is dropped and copied from it anew after a commit."""

    makes_images = False

    def prepare(self) -> None:
        self.name = connection.creation._get_test_db_name()
        self.template = f"template_{fingerprint()}"
        with locked("postgresql"):
            if not self.has_template():
                migrate()
                connection.close()
                self.run(f"ALTER DATABASE {quoted(self.name)} RENAME TO {quoted(self.template)}")
        self.restore()
        use_database(self.name)
        finish_as_our_packages_do()
        connection.close()
        self.template = f"{self.name}_template"
        self.copy(self.name, self.template)

    def has_template(self) -> bool:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.template])
            return cursor.fetchone() is not None

    def run(self, sql: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(sql)

    def copy(self, name: str, copy: str) -> None:
        self.run(f"DROP DATABASE IF EXISTS {quoted(copy)} WITH (FORCE)")
        self.run(f"CREATE DATABASE {quoted(copy)} TEMPLATE {quoted(name)}")

    def restore(self, name: Hashable = ()) -> None:
        connection.close()
        self.copy(self.template, self.name)

    def remove(self) -> None:
        connection.close()
        for name in (self.name, self.template):
            self.run(f"DROP DATABASE IF EXISTS {quoted(name)} WITH (FORCE)")


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def use_database(name: Any) -> None:
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = name
    connection.settings_dict["NAME"] = name


@contextmanager
def in_use(database: Sqlite | Postgresql) -> Iterator[None]:
    """A test that commits is followed by `restore`, when its place is needed, instead of a flush of each table."""
    kept_name = connection.settings_dict["NAME"]
    database.prepare()
    with mock.patch.object(TransactionTestCase, "_fixture_teardown"):
        yield
    database.remove()
    use_database(kept_name)
