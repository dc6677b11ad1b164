"""The database of the tests: which copy may be used, and that nothing of a test stays in it."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.models import Page

from tests import database_template
from vraagbaak.knowledge.audiences.choices import GroupName


@pytest.fixture
def fingerprint() -> str:
    return database_template.fingerprint()


def test_every_migration_of_every_app_decides() -> None:
    deciding = set(database_template.deciding_files())

    for config in apps.get_app_configs():
        assert set(Path(config.path).glob("migrations/0*.py")) <= deciding


def test_the_modules_that_our_migrations_import_decide(tmp_path: Path) -> None:
    migration = tmp_path / "0001_initial.py"
    migration.write_text("import vraagbaak.knowledge.audiences.choices\nfrom django.db import models\n")

    assert [path.name for path in database_template.imported_by(migration)] == ["choices.py"]


def test_other_content_is_another_database(
    fingerprint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migration = tmp_path / "0002_another.py"
    migration.write_text("")
    files = database_template.deciding_files()
    monkeypatch.setattr(database_template, "deciding_files", lambda: [*files, migration])
    with_another = database_template.fingerprint()
    migration.write_text("# changed")

    assert len({fingerprint, with_another, database_template.fingerprint()}) == 3


def test_another_language_is_another_database(fingerprint: str, settings: Any) -> None:
    settings.LANGUAGE_CODE = "de"

    assert database_template.fingerprint() != fingerprint


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_commits_is_gone_and_what_migrating_made_is_back(time: str) -> None:
    assert Page.objects.exists()
    assert set(GroupName) == set(Group.objects.values_list("name", flat=True))

    Group.objects.all().delete()
    Group.objects.create(name=time)


@pytest.mark.django_db
def test_a_test_after_one_that_committed_finds_what_migrating_made() -> None:
    assert set(GroupName) == set(Group.objects.values_list("name", flat=True))
