"""What may answer somebody who is asking: everything typed counts, the question itself most."""

from itertools import islice

from modelsearch.query import PlainText
from wagtail.models import Locale, Site
from wagtail.search.backends import get_search_backend

from vraagbaak.finding.cards import FaqCard, card_queryset
from vraagbaak.finding.queries import MAX_SUGGESTIONS, SHORTEST_QUERY, shortened, suggest_cards
from vraagbaak.finding.results import SCORE, FoundCards
from vraagbaak.finding.search_scope import Place
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.search.analysis import language_key, words
from vraagbaak.search.stopwords import stop_words

EXPLANATION = 0.5
"""What a word of the explanation counts for, beside one of the question; docs/search.md tells what was measured."""
SURE = 2
"""So many of the best pages for the question alone are always suggested."""
MAX_CHARACTERS = 4_000
MAX_WORDS = 24


def suggest_for_question(
    *, title: str, body: str, user: User, site: Site, locale: Locale, limit: int = MAX_SUGGESTIONS
) -> list[FaqCard]:
    """At most `limit` pages for a question that is being typed and its explanation, best first (rule 7).

    However long the explanation, the best pages for the question itself are among them.
    """
    place = Place(user=user, site=site, locale=locale)
    about_title = suggest_cards(query=title, user=user, site=site, locale=locale, limit=limit)
    about_all = search_for(shortened(title), telling_words(body, locale.language_code), place, limit)
    sure = {card.pk for card in about_title[:SURE]}.difference(card.pk for card in about_all)
    best = about_all[: limit - len(sure)]
    have = {card.pk for card in best}
    return [*best, *(card for card in about_title if card.pk not in have)][:limit]


def search_for(title: str, story: str, place: Place, limit: int) -> list[FaqCard]:
    """Nothing without a story: then the question, of which the last word is still being typed, is all there is."""
    if not story:
        return []
    query = PlainText(story, operator="or", boost=EXPLANATION)
    if title:
        query = PlainText(title, operator="or") | query
    results = get_search_backend().search(query, card_queryset(place)).annotate_score(SCORE)[:limit]
    return FoundCards(query="", place=place).cards(results)


def telling_words(text: str, language: str) -> str:
    """The first words of a story that tell what it is about, each once; nothing under three characters."""
    key, text = language_key(language), text[:MAX_CHARACTERS].replace("\0", " ")
    told: dict[tuple[str, ...], str] = {}
    for word in words(text, key):
        if not stop_words(key).issuperset(word.parts):
            told.setdefault(word.parts, text[word.start : word.end])
    story = shortened(" ".join(islice(told.values(), MAX_WORDS)))
    return story if len(story) >= SHORTEST_QUERY else ""
