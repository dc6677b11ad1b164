"""What every test may use: a site with a knowledge base, people on the three chairs, an index of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from pytest_django import DjangoDbBlocker
from wagtail.models import Locale, Page, Site

from tests import database_template, factories
from vraagbaak.knowledge.audiences.choices import Audience, GroupName
from website.visits.sites import memory


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    with django_db_blocker.unblock(), database_template.test_database(), django_db_blocker.block():
        yield


@pytest.fixture(autouse=True)
def _empty_index(tmp_path: Path, settings: Any) -> Iterator[None]:
    """Each test searches its own index, which is gone afterwards."""
    folder = tmp_path / "search-index"
    backend = {
        **settings.WAGTAILSEARCH_BACKENDS["default"],
        "INDEX_DIR": str(folder),
        "REBUILD_IN_BACKGROUND": False,
    }
    settings.WAGTAILSEARCH_BACKENDS = {"default": backend}
    settings.SEARCH_INDEX_DIR = folder
    yield
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _memory_cache(settings: Any) -> None:
    """Each test begins with an empty cache, so that no rate limit of another one holds, and knows no sites yet."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
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
    root = Page.get_first_root_node()
    return root.add_child(instance=factories.HomePageFactory.build(locale=dutch))


@pytest.fixture
def site(home: Page) -> Site:
    Site.objects.all().delete()
    return Site.objects.create(hostname="testserver", port=80, root_page=home, is_default_site=True)


@pytest.fixture
def office(site: Site) -> Any:
    return factories.OfficeFactory(site=site)


@pytest.fixture
def base(home: Page, site: Site) -> Any:
    """A knowledge base for everyone."""
    return factories.KnowledgeBaseFactory(
        parent=home, title="Veelgestelde vragen", slug="veelgestelde-vragen"
    )


@pytest.fixture
def portal_base(home: Page, site: Site) -> Any:
    return factories.KnowledgeBaseFactory(parent=home, title="Ledenvraagbaak", audience=Audience.PORTAL)


@pytest.fixture
def agents_base(home: Page, site: Site) -> Any:
    return factories.KnowledgeBaseFactory(parent=home, title="Werkinstructies", audience=Audience.AGENTS)


@pytest.fixture
def topic(base: Any) -> Any:
    return factories.TopicFactory(parent=base, title="Paspoort")


@pytest.fixture
def stranger() -> AnonymousUser:
    return AnonymousUser()


@pytest.fixture
def portal_user(db: None) -> Any:
    return factories.UserFactory(group=GroupName.PORTAL_USERS)


@pytest.fixture
def agent(office: Any) -> Any:
    """An agent in a team of the office."""
    user = factories.UserFactory(group=GroupName.AGENTS)
    factories.TeamFactory(office=office, members=[user])
    return user


@pytest.fixture
def editor(db: None) -> Any:
    return factories.UserFactory(group=GroupName.EDITORS)


@pytest.fixture
def moderator(db: None) -> Any:
    return factories.UserFactory(group=GroupName.MODERATORS)


@pytest.fixture
def manager(db: None) -> Any:
    return factories.UserFactory(group=GroupName.MANAGERS)
