"""Suggests pages for a question that somebody is asking: all that is typed counts, the question itself most."""

from itertools import islice

from modelsearch.query import PlainText
from wagtail.models import Locale, Site
from wagtail.search.backends import get_search_backend

from vraagbaak.finding.cards import FaqCard, card_queryset
from vraagbaak.finding.queries import MAX_SUGGESTIONS, MIN_QUERY_LENGTH, shortened, suggest_cards
from vraagbaak.finding.results import SCORE, CardResults
from vraagbaak.finding.search_scope import SearchScope
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.search.analysis import language_key, words
from vraagbaak.search.stopwords import stop_words

EXPLANATION_BOOST = 0.5
"""The weight of a word of the explanation, relative to one of the question; measured in docs/search.md."""
GUARANTEED = 2
"""This many of the best pages for the question alone are always suggested."""
MAX_CHARACTERS = 4_000
MAX_WORDS = 24


def suggest_for_question(
    *, title: str, body: str, user: User, site: Site, locale: Locale, limit: int = MAX_SUGGESTIONS
) -> list[FaqCard]:
    """At most `limit` pages for a question that is being typed and its explanation, best first (rule 7).

    However long the explanation, the best pages for the question itself are among them.
    """
    scope = SearchScope(user=user, site=site, locale=locale)
    about_title = suggest_cards(query=title, user=user, site=site, locale=locale, limit=limit)
    about_all = search_for(shortened(title), informative_words(body, locale.language_code), scope, limit)
    guaranteed = {card.pk for card in about_title[:GUARANTEED]}.difference(card.pk for card in about_all)
    best = about_all[: limit - len(guaranteed)]
    included = {card.pk for card in best}
    return [*best, *(card for card in about_title if card.pk not in included)][:limit]


def search_for(title: str, explanation: str, scope: SearchScope, limit: int) -> list[FaqCard]:
    """Nothing without an explanation: then the suggestions for the question itself are enough."""
    if not explanation:
        return []
    query = PlainText(explanation, operator="or", boost=EXPLANATION_BOOST)
    if title:
        query = PlainText(title, operator="or") | query
    results = get_search_backend().search(query, card_queryset(scope)).annotate_score(SCORE)[:limit]
    return CardResults(query="", scope=scope).cards(results)


def informative_words(text: str, language: str) -> str:
    """The first words of a text that are not stop words, each once; nothing under three characters."""
    key, text = language_key(language), text[:MAX_CHARACTERS].replace("\0", " ")
    found: dict[tuple[str, ...], str] = {}
    for word in words(text, key):
        if not stop_words(key).issuperset(word.parts):
            found.setdefault(word.parts, text[word.start : word.end])
    chosen = shortened(" ".join(islice(found.values(), MAX_WORDS)))
    return chosen if len(chosen) >= MIN_QUERY_LENGTH else ""
