"""Called around each migration: refuses foreign data before anything is changed, and notes the version after."""

from importlib.metadata import version
from typing import Any

from django.core.management import CommandError
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from website.releases.models import Release
from website.releases.recognition import REFUSAL, RELEASE_TABLE, is_of_before_releases


def refuse_data_of_before(*, using: str, **kwargs: Any) -> None:
    """Raises CommandError, with a sentence that says what to do."""
    connection = connections[using]
    recorder = MigrationRecorder(connection)
    if is_of_before_releases(
        tables=connection.introspection.table_names(),
        migrated_apps={app for app, _name in recorder.applied_migrations()},
    ):
        raise CommandError(REFUSAL.format(place=place_of(connection)))


def place_of(connection: BaseDatabaseWrapper) -> str:
    return str(connection.settings_dict["NAME"])


def note_release(*, using: str, **kwargs: Any) -> None:
    """Notes the version that is installed; the same one migrating again changes nothing.

    Django calls this after `migrate APP` too, when the tables of this app may not be there yet.
    """
    if RELEASE_TABLE in connections[using].introspection.table_names():
        Release.objects.using(using).get_or_create(version=version("vraagbaak"))
