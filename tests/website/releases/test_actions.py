"""Data of a release is brought up to date, and data from before the first one is refused whole."""

import sqlite3
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.signal_handlers import connect_reference_index_signal_handlers

from scripts.serving.folder import DataFolder
from website.releases.actions import note_release, refuse_data_of_before
from website.releases.models import Release
from website.releases.recognition import RELEASE_TABLE, is_of_before_releases


@pytest.mark.parametrize(
    ("tables", "migrated_apps", "is_of_before"),
    [
        ([], [], False),
        (["django_migrations", "servicedesk_question"], ["servicedesk"], False),
        (["django_migrations", RELEASE_TABLE], ["servicedesk", "website"], False),
        (["django_migrations", "website_homepage"], ["servicedesk", "website"], True),
    ],
    ids=["empty", "interrupted at its first start", "of a release", "of before"],
)
def test_data_of_before_has_a_migration_on_record_and_no_table_of_releases(
    tables: list[str], migrated_apps: list[str], is_of_before: bool
) -> None:
    assert is_of_before_releases(tables=tables, migrated_apps=migrated_apps) == is_of_before


@pytest.fixture
def _wagtail_listens_again() -> Iterator[None]:
    """Wagtail notes no references while it migrates, and goes on afterwards: after a refusal it does not."""
    yield
    connect_reference_index_signal_handlers()


@pytest.mark.django_db
class TestDatabase:
    def test_knows_the_version_that_migrated_it_once(self) -> None:
        note_release(using="default")

        assert [release.version for release in Release.objects.all()] == [version("vraagbaak")]

    def test_of_this_version_is_migrated(self) -> None:
        refuse_data_of_before(using="default")

    @pytest.mark.usefixtures("_wagtail_listens_again")
    def test_of_before_is_refused_before_anything_is_changed(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {RELEASE_TABLE}")
        tables = connection.introspection.table_names()

        with pytest.raises(CommandError, match=r"before version 0\.2\.0.*Nothing was changed"):
            call_command("migrate", verbosity=0)

        assert connection.introspection.table_names() == tables


class TestFolderOfTheDemo:
    def database(self, folder: Path, *statements: str) -> DataFolder:
        data = DataFolder(folder)
        with sqlite3.connect(data.database) as database:
            for statement in statements:
                database.execute(statement)
        return data

    def test_that_is_new_is_taken(self, tmp_path: Path) -> None:
        assert not DataFolder(tmp_path).is_of_before_releases

    def test_with_an_empty_database_is_taken(self, tmp_path: Path) -> None:
        assert not self.database(tmp_path).is_of_before_releases

    def test_of_before_is_recognised(self, tmp_path: Path) -> None:
        folder = self.database(
            tmp_path,
            "CREATE TABLE django_migrations (app TEXT, name TEXT)",
            "INSERT INTO django_migrations VALUES ('website', '0001_initial')",
        )

        assert folder.is_of_before_releases
