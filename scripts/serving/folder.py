"""The one folder that holds all that a running Vraagbaak keeps, from its database to its logs and secrets."""

import fcntl
import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from website.releases.recognition import is_of_before_releases

SUBFOLDERS = ("logs", "mails", "media", "static")
HOSTS = "localhost,.localhost,127.0.0.1"
NOT_PASSED_ON = {"DEBUG", "PYTHONPATH"}


def write_secret(path: Path, text: str) -> None:
    """Readable by the owner alone from the first moment on."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


class DataFolder:
    def __init__(self, path: Path) -> None:
        self.path = path.resolve()

    @property
    def accounts(self) -> Path:
        return self.path / "accounts.txt"

    @property
    def database(self) -> Path:
        return self.path / "vraagbaak.sqlite3"

    @property
    def secret_key_file(self) -> Path:
        return self.path / "secret-key"

    def log(self, name: str) -> Path:
        return self.path / "logs" / f"{name}.log"

    def prepare(self) -> None:
        for name in SUBFOLDERS:
            (self.path / name).mkdir(parents=True, exist_ok=True)
        if not self.secret_key_file.exists():
            write_secret(self.secret_key_file, secrets.token_urlsafe(50))

    def claim(self) -> bool:
        """Whether no other process uses this folder; the claim lasts as long as this process does."""
        self._lock = (self.path / "in-use").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    @property
    def is_of_before_releases(self) -> bool:
        """Whether there is a database, made before the first release: nothing can bring it up to date."""
        if not self.database.exists():
            return False
        with closing(sqlite3.connect(self.database)) as database:
            rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            tables = {name for (name,) in rows}
            migrated_apps = set()
            if "django_migrations" in tables:
                migrated_apps = {app for (app,) in database.execute("SELECT app FROM django_migrations")}
        return is_of_before_releases(tables=tables, migrated_apps=migrated_apps)

    def environment(self, *, port: int) -> dict[str, str]:
        """The settings of production, on this machine alone."""
        return {
            **{name: value for name, value in os.environ.items() if name not in NOT_PASSED_ON},
            "DJANGO_SETTINGS_MODULE": "website.settings",
            "SECRET_KEY": self.secret_key_file.read_text(encoding="utf-8"),
            "ALLOWED_HOSTS": HOSTS,
            "BASE_URL": f"http://localhost:{port}",
            "DATA_DIR": str(self.path),
            "DATABASE_URL": f"sqlite:///{quote(str(self.database))}",
            "EMAIL_DIR": str(self.path / "mails"),
            "PYTHONUNBUFFERED": "1",
        }
