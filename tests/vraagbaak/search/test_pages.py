"""The engine behind Wagtail's own search calls, with pages in the database."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from modelsearch.backends import get_search_backend
from modelsearch.backends.base import FilterError, OrderByFieldError
from modelsearch.query import MATCH_ALL
from wagtail.models import Locale, Page

pytestmark = pytest.mark.django_db

MakePage = Callable[..., Page]


@pytest.fixture
def root(db: None) -> Page:
    root = Page.get_first_root_node()
    get_search_backend().reset_indexes()
    return root


@pytest.fixture
def make_page(root: Page) -> MakePage:
    def make_page(title: str, parent: Page | None = None, **fields: Any) -> Page:
        page = (parent or Page.objects.get(pk=root.pk)).add_child(instance=Page(title=title, **fields))
        get_search_backend().add(page)
        return page

    return make_page


def titles(results: Any) -> list[str]:
    return [page.title for page in results]


def test_a_queryset_searches_within_its_own_filters(make_page: MakePage) -> None:
    paspoort = make_page("Paspoort")
    make_page("Paspoort kwijt", paspoort)
    make_page("Paspoort in concept", paspoort, live=False)
    make_page("Paspoort elders")

    results = Page.objects.descendant_of(paspoort).live().search("paspoort")

    assert (titles(results), results.count()) == (["Paspoort kwijt"], 1)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"title": "Aap"}, ["Aap"]),
        ({"title__in": ["Aap", "Mies"]}, ["Aap", "Mies"]),
        ({"title__in": []}, []),
        ({"title__startswith": "No"}, ["Noot"]),
        ({"title__istartswith": "no"}, ["Noot"]),
        ({"title__contains": "ie"}, ["Mies"]),
        ({"title__icontains": "IE"}, ["Mies"]),
        ({"title__iexact": "aap"}, ["Aap"]),
        ({"title__endswith": "s"}, ["Mies"]),
        ({"title__regex": "^[AM]"}, ["Aap", "Mies"]),
        ({"title__gt": "B", "title__lt": "N"}, ["Mies"]),
        ({"title__gte": "Mies"}, ["Mies", "Noot"]),
        ({"title__range": ("Aap", "Mies")}, ["Aap", "Mies"]),
        ({"first_published_at__isnull": True}, ["Mies", "Noot"]),
        ({"first_published_at__isnull": False}, ["Aap"]),
        ({"first_published_at__year": 2024}, ["Aap"]),
        ({"first_published_at__year__gt": 2024}, []),
        ({"depth": 2}, ["Aap", "Mies", "Noot"]),
        ({"depth__lt": 2}, []),
        ({"locked": True}, []),
        ({"title__in": Page.objects.filter(slug="aap").values("title")}, ["Aap"]),
        ({"id__in": Page.objects.filter(slug__in=["aap", "noot"])}, ["Aap", "Noot"]),
        ({"locale__in": Locale.objects.all()}, ["Aap", "Mies", "Noot"]),
    ],
)
def test_filters_are_answered_by_the_index(
    make_page: MakePage, django_assert_max_num_queries: Any, filters: dict[str, Any], found: list[str]
) -> None:
    published = timezone.make_aware(timezone.datetime(2024, 1, 1))
    make_page("Aap", first_published_at=published)
    make_page("Noot")
    make_page("Mies")

    results = Page.objects.filter(**filters).search(MATCH_ALL)

    with django_assert_max_num_queries(2):  # content types, and a subquery where there is one
        count = results.count()
    assert (sorted(titles(results)), count) == (found, len(found))


def test_a_filter_that_is_no_field_is_refused(make_page: MakePage) -> None:
    with pytest.raises(FilterError):
        Page.objects.filter(first_published_at__date="2026-01-01").search(MATCH_ALL)


def test_exclusion_keeps_pages_without_a_value(make_page: MakePage) -> None:
    make_page("Aap", first_published_at=timezone.now())
    make_page("Noot")

    results = Page.objects.exclude(first_published_at__gt=timezone.now() - timedelta(days=1)).search(
        MATCH_ALL
    )

    assert titles(results) == ["Noot"]


def test_what_the_queryset_no_longer_shows_never_comes_back(make_page: MakePage) -> None:
    pages = [make_page(f"Paspoort {number}") for number in range(6)]
    Page.objects.filter(pk__in=[pages[5].pk, pages[2].pk]).update(live=False)  # the index does not know

    results = Page.objects.live().search("paspoort")

    assert titles(results) == ["Paspoort 4", "Paspoort 3", "Paspoort 1", "Paspoort 0"]


def test_pages_of_results_fill_up_and_neither_overlap_nor_skip(make_page: MakePage) -> None:
    pages = [make_page(f"Paspoort {number}") for number in range(7)]
    Page.objects.filter(pk__in=[pages[6].pk, pages[3].pk]).update(live=False)

    results = Page.objects.live().search("paspoort")

    assert [titles(results[start : start + 2]) for start in (0, 2, 4)] == [
        ["Paspoort 5", "Paspoort 4"],
        ["Paspoort 2", "Paspoort 1"],
        ["Paspoort 0"],
    ]


def test_a_deleted_page_is_gone(make_page: MakePage) -> None:
    make_page("Paspoort").delete()

    results = Page.objects.search("paspoort")

    assert (titles(results), results.count()) == ([], 0)


def test_a_changed_page_is_found_by_its_new_words_only(make_page: MakePage) -> None:
    page = make_page("Paspoort")
    page.title = "Rijbewijs"
    page.save()
    get_search_backend().add(page)

    assert (titles(Page.objects.search("paspoort")), titles(Page.objects.search("rijbewijs"))) == (
        [],
        ["Rijbewijs"],
    )


def test_the_language_of_a_page_chooses_its_stems(make_page: MakePage) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    dutch = Locale.objects.get_or_create(language_code="nl")[0]
    make_page("Passports", locale=english)
    make_page("Paspoorten", locale=dutch)

    found = {code: titles(Page.objects.filter(locale__in=[locale]).search("passport"))
             for code, locale in (("en", english), ("nl", dutch))}  # fmt: skip

    assert (found, titles(Page.objects.search("paspoort"))) == (
        {"en": ["Passports"], "nl": []},
        ["Paspoorten"],
    )


def test_results_can_be_ordered_by_a_field(make_page: MakePage) -> None:
    for title in ("Noot", "Aap", "Mies"):
        make_page(title)

    ordered = Page.objects.filter(depth=2).order_by("-title").search(MATCH_ALL, order_by_relevance=False)

    assert titles(ordered) == ["Noot", "Mies", "Aap"]
    with pytest.raises(OrderByFieldError):
        Page.objects.order_by("seo_title").search(MATCH_ALL, order_by_relevance=False)


def test_facets_count_what_the_query_matches(make_page: MakePage) -> None:
    make_page("Paspoort", live=False)
    make_page("Paspoort kwijt")
    make_page("Paspoort weg")

    assert dict(Page.objects.search("paspoort").facet("live")) == {True: 2, False: 1}


def test_the_title_completes_as_it_is_typed(make_page: MakePage) -> None:
    make_page("Paspoort aanvragen")
    make_page("Passend onderwijs")

    assert titles(Page.objects.autocomplete("paspoort aanv")) == ["Paspoort aanvragen"]


def test_scores_are_annotated(make_page: MakePage) -> None:
    make_page("Paspoort")

    assert Page.objects.search("paspoort").annotate_score("score")[0].score > 0


def test_a_subclass_is_found_through_its_parent_and_as_itself(base: Any) -> None:
    get_search_backend().add(base)

    found = Page.objects.search("veelgestelde")
    own = type(base).objects.search("veelgestelde")

    assert ([type(page) for page in found], [type(page) for page in own]) == ([Page], [type(base)])
