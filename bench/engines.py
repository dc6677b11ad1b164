"""The engines that are compared, each as the product's settings configure it."""

from dataclasses import dataclass, field

DATABASE_SEARCH = {"SEARCH_BACKEND": "modelsearch.backends.database"}


@dataclass(frozen=True)
class Engine:
    name: str
    label: str
    on_postgres: bool = False
    settings: dict[str, str] = field(default_factory=dict)


ENGINES = {
    engine.name: engine
    for engine in (
        Engine("vraagbaak", "Vraagbaak on SQLite"),
        Engine("sqlite", "Wagtail's search, SQLite FTS5", settings=DATABASE_SEARCH),
        Engine("postgresql", "Wagtail's search, PostgreSQL", on_postgres=True, settings=DATABASE_SEARCH),
        Engine("vraagbaak-postgresql", "Vraagbaak on PostgreSQL", on_postgres=True),
    )
}
SIDE_BY_SIDE = ("vraagbaak", "sqlite", "postgresql")
