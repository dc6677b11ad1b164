"""Freezes this version: python -m tests.frozen.freeze

Makes a small database with SQLite and with PostgreSQL, and keeps both beside the facts that stand in them. What was
frozen is never made anew: only the version itself can say what its databases look like.
"""

import gzip
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

from scripts.serving.postgres import Cluster, private_cluster

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
MIGRATIONS = ("vraagbaak/migrations", "servicedesk/migrations", "site/website/migrations")


def frozen(release: str, ending: str) -> Path:
    return FOLDER / f"{release}.{ending}"


def run(*arguments: str, database_url: str) -> str:
    """`tests.frozen.database` on a database; gives the facts, or raises CalledProcessError."""
    finished = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.frozen.database", *arguments],
        cwd=ROOT,
        env=environment(database_url),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return finished.stdout


def environment(database_url: str) -> Mapping[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "TEST_"))}
    paths = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    return {
        **clean,
        "TEST_DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": paths,
    }


def freeze_sqlite(target: Path) -> str:
    with tempfile.TemporaryDirectory() as place:
        database, whole = Path(place, "made.sqlite3"), Path(place, "whole")
        facts = run("fill", database_url=f"sqlite:///{database}")
        with closing(sqlite3.connect(database)) as made:
            made.execute("VACUUM INTO ?", [str(whole)])
        target.write_bytes(gzip.compress(whole.read_bytes(), mtime=0))
    return facts


def thaw_sqlite(source: Path, target: Path) -> None:
    target.write_bytes(gzip.decompress(source.read_bytes()))


def freeze_postgresql(target: Path) -> str:
    with private_cluster() as cluster:
        cluster.create_database("frozen")
        facts = run("fill", database_url=cluster.url("frozen"))
        sql = cluster.run("pg_dump", "--no-owner", "--no-privileges", "frozen")
    # Newer programs begin a script with a command that older ones do not know.
    lines = [
        line for line in sql.splitlines(keepends=True) if not line.startswith(("\\restrict", "\\unrestrict"))
    ]
    target.write_bytes(gzip.compress("".join(lines).encode(), mtime=0))
    return facts


def thaw_postgresql(source: Path, cluster: Cluster, name: str) -> None:
    cluster.create_database(name)
    script = cluster.folder / f"{name}.sql"
    script.write_bytes(gzip.decompress(source.read_bytes()))
    cluster.run(
        "psql", "--dbname", name, "--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "-f", str(script)
    )


def migrations() -> dict[str, str]:
    """Of our own packages: each file with the digest of what stands in it."""
    files = sorted(path for name in MIGRATIONS for path in (ROOT / name).glob("0*.py"))
    return {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def main() -> None:
    release = version("vraagbaak")
    targets = {
        ending: frozen(release, ending) for ending in ("sqlite.gz", "postgresql.gz", "facts", "migrations")
    }
    if any(target.exists() for target in targets.values()):
        sys.exit(f"{release} was frozen before, and stays as it is.")
    facts = freeze_sqlite(targets["sqlite.gz"])
    if freeze_postgresql(targets["postgresql.gz"]) != facts:
        sys.exit("SQLite and PostgreSQL hold different facts: look at tests/frozen/facts.py.")
    targets["facts"].write_text(facts, encoding="utf-8")
    targets["migrations"].write_text(json.dumps(migrations(), indent=1) + "\n", encoding="utf-8")
    print(f"Frozen: {', '.join(target.name for target in targets.values())}.")


if __name__ == "__main__":
    main()
