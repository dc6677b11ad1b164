"""A database of each release since 0.2.0 is brought up to date, and everything in it is still there."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts.serving.postgres import Cluster, private_cluster
from tests.frozen.freeze import FOLDER, frozen, migrations, run, thaw_postgresql, thaw_sqlite

RELEASES = sorted(path.name.removesuffix(".facts") for path in FOLDER.glob("*.facts"))


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with private_cluster() as cluster:
        yield cluster


def facts_of(release: str) -> Any:
    return json.loads(frozen(release, "facts").read_text(encoding="utf-8"))


def test_the_first_release_is_among_them() -> None:
    assert "0.2.0" in RELEASES


@pytest.mark.parametrize("release", RELEASES)
def test_its_migrations_were_not_touched_since(release: str) -> None:
    """A change of a model is a new migration: what a release has run is never edited."""
    then = json.loads(frozen(release, "migrations").read_text(encoding="utf-8"))
    today = migrations()

    assert {path: today.get(path) for path in then} == then


@pytest.mark.parametrize("release", RELEASES)
def test_sqlite(release: str, tmp_path: Path) -> None:
    database = tmp_path / "frozen.sqlite3"
    thaw_sqlite(frozen(release, "sqlite.gz"), database)

    assert json.loads(run(database_url=f"sqlite:///{database}")) == facts_of(release)


@pytest.mark.parametrize("release", RELEASES)
def test_postgresql(release: str, cluster: Cluster) -> None:
    name = f"release_{release.replace('.', '_')}"
    thaw_postgresql(frozen(release, "postgresql.gz"), cluster, name)

    assert json.loads(run(database_url=cluster.url(name))) == facts_of(release)
