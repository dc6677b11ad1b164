"""What a process remembers of its sites, and the addresses of cards."""

from typing import Any

import pytest
from django.test import RequestFactory
from wagtail.models import Locale, Site

from tests.factories import FaqPageFactory, KnowledgeBaseFactory
from vraagbaak.finding.cards import read_cards
from vraagbaak.finding.search_scope import SearchScope
from website.visits.page_urls import page_urls_of
from website.visits.sites import active_locale, locale_of, site_of

pytestmark = pytest.mark.django_db


def asked(host: str = "testserver") -> Any:
    return RequestFactory().get("/", HTTP_HOST=host)


def test_the_site_of_a_host_is_asked_for_once(site: Site, django_assert_num_queries: Any) -> None:
    site_of(asked())

    with django_assert_num_queries(0):
        assert site_of(asked()) == site


def test_a_request_knows_its_site_where_wagtail_looks(site: Site, django_assert_num_queries: Any) -> None:
    request = asked()
    site_of(request)

    with django_assert_num_queries(0):
        assert Site.find_for_request(request) == site


def test_each_host_has_its_own_site(site: Site) -> None:
    other = Site.objects.create(hostname="anders.example", root_page=site.root_page)

    assert [site_of(asked()), site_of(asked("anders.example")), site_of(asked("nergens.example"))] == [
        site,
        other,
        site,
    ]


def test_a_changed_site_or_language_is_known_at_once(site: Site, dutch: Locale) -> None:
    assert (site_of(asked()), locale_of("fr"), active_locale()) == (site, None, dutch)
    site.site_name = "Anders"
    site.save()
    french = Locale.objects.create(language_code="fr")

    assert (site_of(asked()).site_name, locale_of("fr")) == ("Anders", french)


@pytest.mark.parametrize("slug", ["vraag", "vraag-é", "问题"])
def test_a_card_stands_at_the_address_of_its_page(
    base: Any, home: Any, english: Any, stranger: Any, site: Site, slug: str
) -> None:
    english_home = home.copy_for_translation(english)
    english_home.save_revision().publish()
    pages = [
        FaqPageFactory(parent=base, slug=slug),
        FaqPageFactory(parent=KnowledgeBaseFactory(parent=english_home), slug=slug),
    ]
    fresh = Site.objects.get(pk=site.pk)
    cards = read_cards(SearchScope(user=stranger, site=fresh), [page.pk for page in pages])
    addresses = page_urls_of(fresh)

    assert [addresses.full_url_of(card) for card in cards] == [page.get_full_url() for page in pages]
    assert [addresses.path_of(card) for card in cards] == [page.get_url(asked()) for page in pages]
