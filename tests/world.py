"""The pages and people that nearly all tests begin with, made once for each combination that is asked for.

To make them takes longer than most tests. A test asks for them by its fixtures; what it does to them is rolled back,
or, when it commits, overwritten by the image that the next test needs.
"""

import inspect
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings
from wagtail.models import Locale, Page, Site

from tests import database_template, factories
from tests.lazy_index import LazyStore, Owed, index_in
from vraagbaak.knowledge.audiences.choices import GroupName

MEMORY_CACHE = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


def make_home() -> Page:
    dutch = Locale.objects.get_or_create(language_code="nl")[0]
    return Page.get_first_root_node().add_child(instance=factories.HomePageFactory.build(locale=dutch))


def make_site(home: Page) -> Site:
    Site.objects.all().delete()
    return Site.objects.create(hostname="testserver", port=80, root_page=home, is_default_site=True)


def make_office(site: Site) -> Any:
    return factories.OfficeFactory(site=site)


def make_base(home: Page, site: Site) -> Any:
    return factories.KnowledgeBaseFactory(
        parent=home, title="Veelgestelde vragen", slug="veelgestelde-vragen"
    )


def make_topic(base: Any) -> Any:
    return factories.TopicFactory(parent=base, title="Paspoort")


def make_agent(office: Any) -> Any:
    user = factories.UserFactory(group=GroupName.AGENTS)
    factories.TeamFactory(office=office, members=[user])
    return user


def make_editor() -> Any:
    return factories.UserFactory(group=GroupName.EDITORS)


MAKERS: dict[str, Callable[..., Any]] = {
    "home": make_home,
    "site": make_site,
    "office": make_office,
    "base": make_base,
    "topic": make_topic,
    "agent": make_agent,
    "editor": make_editor,
}
NEEDS = {name: tuple(inspect.signature(make).parameters) for name, make in MAKERS.items()}


class World:
    """The database of this process, and what of `MAKERS` is in it."""

    def __init__(self) -> None:
        self.database: database_template.Sqlite | database_template.Postgresql | None = None
        self.wanted: tuple[str, ...] = ()
        self.present: tuple[str, ...] = ()
        self.touched = False
        self.values: dict[str, Any] = {}
        self.owed: Owed = {}
        self._made: dict[tuple[str, ...], tuple[bytes, Owed]] = {(): (pickle.dumps({}), {})}

    @contextmanager
    def in_use(self, folder: Path) -> Iterator[None]:
        postgresql = connection.vendor == "postgresql"
        self.database = database_template.Postgresql() if postgresql else database_template.Sqlite()
        self.folder = folder
        with database_template.in_use(self.database):
            self.bring()
            yield
        self.database = None

    def want(self, names: tuple[str, ...], *, commits: bool) -> None:
        """For the test that comes: these are there when it begins, and nothing of the test before."""
        self.wanted = names
        if self.database:
            self.bring()
        self.touched = commits

    def bring(self) -> None:
        assert self.database
        wanted = self.wanted if self.database.makes_images else ()
        if wanted not in self._made:
            self._make(wanted)
        elif wanted != self.present or self.touched:
            self.database.restore(wanted)
        values, self.owed = self._made[wanted]
        self.present, self.values = wanted, pickle.loads(values)  # noqa: S301 - our own, of a moment ago

    def _make(self, names: tuple[str, ...]) -> None:
        """As in a test: in a transaction after which nothing is done, with a cache and an index of its own."""
        self.database.restore()
        values: dict[str, Any] = {}
        with override_settings(CACHES=MEMORY_CACHE), index_in(self.folder, LazyStore) as owed:
            with transaction.atomic():
                for name in names:
                    values[name] = MAKERS[name](**{needed: values[needed] for needed in NEEDS[name]})
                connection.run_on_commit.clear()
            self._made[names] = pickle.dumps(values), owed()
        self.database.keep(names)

    def take(self, name: str, **needed: Any) -> Any:
        """What is there already, else made now."""
        return self.values[name] if name in self.values else MAKERS[name](**needed)


world = World()


def names_for(item: pytest.Item) -> tuple[str, ...]:
    """What a test asks for; a fixture that was given another meaning, and all that needs it, is made in the test."""
    definitions = item._fixtureinfo.name2fixturedefs
    names: list[str] = []
    for name in MAKERS:
        ours = len(definitions.get(name, ())) == 1 and set(NEEDS[name]) <= set(names)
        if name in item.fixturenames and ours:
            names.append(name)
    return tuple(names)
