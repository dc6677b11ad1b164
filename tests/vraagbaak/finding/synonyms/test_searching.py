"""A synonym that an editor adds is searched at once, without a new index."""

from collections.abc import Callable
from typing import Any

from tests.factories import FaqPageFactory
from vraagbaak.finding.queries import search_faqs
from vraagbaak.finding.synonyms.choices import Direction
from vraagbaak.finding.synonyms.models import Synonym


def found(query: str, *, site: Any, user: Any) -> list[str]:
    return [page.question for page in search_faqs(query=query, user=user, site=site)]


def test_synonym_works_at_once_and_is_gone_at_once(
    base: Any, site: Any, stranger: Any, synonym: Callable[..., Synonym]
) -> None:
    page = FaqPageFactory(parent=base, title="Hoe verleng ik mijn rijbewijs?", answer="<p>Aan de balie.</p>")
    before = found("roze pasje", site=site, user=stranger)

    made = synonym("roze pasje, roze kaart", "rijbewijs")
    during = [found(query, site=site, user=stranger) for query in ("roze pasje", "mijn roze kaart kwijt")]
    made.delete()
    after = found("roze pasje", site=site, user=stranger)

    assert (before, during, after) == ([], [[page.question], [page.question]], [])


def test_one_way_does_not_work_the_other_way(
    base: Any, site: Any, stranger: Any, synonym: Callable[..., Synonym]
) -> None:
    FaqPageFactory(parent=base, title="Wat kost een omgevingsvergunning?", answer="<p>Dat verschilt.</p>")
    old = FaqPageFactory(parent=base, title="Geldt mijn bouwvergunning nog?", answer="<p>Meestal wel.</p>")
    synonym("omgevingsvergunning", "bouwvergunning")

    assert found("bouwvergunning", site=site, user=stranger) == [old.question]
    assert old.question in found("omgevingsvergunning", site=site, user=stranger)


def test_word_of_several_words_is_found_the_other_way_too(
    base: Any, site: Any, stranger: Any, synonym: Callable[..., Synonym]
) -> None:
    page = FaqPageFactory(parent=base, title="Wat is een roze pasje?", answer="<p>Dat is een oud begrip.</p>")
    synonym("roze pasje", "rijbewijs", Direction.TWO_WAY)

    assert found("rijbewijs", site=site, user=stranger) == [page.question]


def test_loop_does_no_harm(base: Any, site: Any, stranger: Any, synonym: Callable[..., Synonym]) -> None:
    page = FaqPageFactory(parent=base, title="Waar laat ik mijn kliko?", answer="<p>Aan de straat.</p>")
    synonym("afvalbak", "kliko")
    synonym("kliko", "afvalbak")

    assert found("afvalbak", site=site, user=stranger) == [page.question]
