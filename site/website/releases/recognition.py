"""Whether data was made by a release of ours. Without Django, so that `make demo` looks before it starts anything."""

from collections.abc import Collection

FIRST_RELEASE = "0.2.0"
RELEASE_TABLE = "website_release"
REFUSAL = (
    "The data in {place} was made by Vraagbaak before version "
    + FIRST_RELEASE
    + ", and cannot be brought up to date."
    " Nothing was changed. Choose an empty data folder or a new database, and keep the old one until you miss nothing."
)


def is_of_before_releases(*, tables: Collection[str], migrated_apps: Collection[str]) -> bool:
    """From the tables of a database, and the apps of which it has a migration on record.

    The table of releases comes with the first migration of `website`. Where that is on record and the table is not
    there, the migration was another one of the same name. A first start that was interrupted has neither.
    """
    return "website" in migrated_apps and RELEASE_TABLE not in tables
