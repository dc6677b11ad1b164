"""What every test may use: a site with a knowledge base, people on the three chairs, an index of its own."""

import gc
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as product_settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key
from wagtail.models import Locale, Page, Site

from tests import factories
from tests.lazy_index import LazyStore, index_in
from tests.loopback import refuse_other_machines
from tests.ordering import shared_out
from tests.world import MEMORY_CACHE, names_for, world
from vraagbaak.knowledge.audiences.choices import Audience, GroupName
from vraagbaak.search.store import Store
from website.visits.sites import memory

INDEXES = Path(product_settings.DATA_DIR) / "search-indexes"
SELDOM = (20_000, 50, 100)
numbers = map(str, itertools.count())


def pytest_configure(config: pytest.Config) -> None:
    refusal = refuse_other_machines()
    refusal.start()
    config.add_cleanup(refusal.stop)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    if workers > 1:
        items[:] = shared_out(items, workers)


def pytest_collection_finish() -> None:
    """What was imported stays until the end: to look through it for what may go takes a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before any fixture: the database is given what this test begins with."""
    marker = item.get_closest_marker("django_db")
    if marker or "db" in item.fixturenames:
        serves = {"live_server", "transactional_db"} & set(item.fixturenames)
        commits = bool(serves or (marker and marker.kwargs.get("transaction")))
        with item.config.stash[blocking_manager_key].unblock():
            world.want(names_for(item), commits=commits)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    folder = INDEXES / "world"
    with django_db_blocker.unblock(), world.in_use(folder), django_db_blocker.block():
        yield


@pytest.fixture
def store_class() -> type[Store]:
    """Tests that need the files of an index, or another process that reads them, take `Store` itself."""
    return LazyStore


@pytest.fixture(autouse=True)
def _index_of_its_own(store_class: type[Store]) -> Iterator[None]:
    """Each test searches its own index, which is gone afterwards."""
    with index_in(INDEXES / next(numbers), store_class, world.owed):
        yield


@pytest.fixture(autouse=True)
def _memory_cache(settings: Any) -> None:
    """Each test begins with an empty cache, so that no rate limit of another one holds, and knows no sites yet."""
    settings.CACHES = MEMORY_CACHE
    cache.clear()
    memory.forget()


@pytest.fixture
def dutch(db: None) -> Locale:
    return Locale.objects.get_or_create(language_code="nl")[0]


@pytest.fixture
def english(db: None) -> Locale:
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def home(dutch: Locale) -> Page:
    return world.take("home")


@pytest.fixture
def site(home: Page) -> Site:
    return world.take("site", home=home)


@pytest.fixture
def office(site: Site) -> Any:
    return world.take("office", site=site)


@pytest.fixture
def base(home: Page, site: Site) -> Any:
    """A knowledge base for everyone."""
    return world.take("base", home=home, site=site)


@pytest.fixture
def portal_base(home: Page, site: Site) -> Any:
    return factories.KnowledgeBaseFactory(parent=home, title="Ledenvraagbaak", audience=Audience.PORTAL)


@pytest.fixture
def agents_base(home: Page, site: Site) -> Any:
    return factories.KnowledgeBaseFactory(parent=home, title="Werkinstructies", audience=Audience.AGENTS)


@pytest.fixture
def topic(base: Any) -> Any:
    return world.take("topic", base=base)


@pytest.fixture
def stranger() -> AnonymousUser:
    return AnonymousUser()


@pytest.fixture
def portal_user(db: None) -> Any:
    return factories.UserFactory(group=GroupName.PORTAL_USERS)


@pytest.fixture
def agent(office: Any) -> Any:
    """An agent in a team of the office."""
    return world.take("agent", office=office)


@pytest.fixture
def editor(db: None) -> Any:
    return world.take("editor")


@pytest.fixture
def moderator(db: None) -> Any:
    return factories.UserFactory(group=GroupName.MODERATORS)


@pytest.fixture
def manager(db: None) -> Any:
    return factories.UserFactory(group=GroupName.MANAGERS)
