"""The results of a query, best first: those that editors promoted, then the engine's, lifted by popularity."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from django.utils import timezone
from wagtail.search.backends import get_search_backend

from vraagbaak.finding.cards import FaqCard, card_queryset, read_cards
from vraagbaak.finding.lifting import lifted
from vraagbaak.finding.popularity.lifts import lifts_for
from vraagbaak.finding.promoted import promoted_cards
from vraagbaak.finding.query_log.normalising import normalised
from vraagbaak.finding.search_scope import SearchScope
from vraagbaak.knowledge.faqs.models import FaqPage

LIFTED_RESULTS = 50
"""Popularity changes the order among this many of the best results."""
SCORE = "score"


class CardResults:
    """A lazy sequence of cards with a `score`, to be sliced and counted; nothing is searched before it is needed."""

    def __init__(self, *, query: str, scope: SearchScope) -> None:
        self.query, self.scope = query, scope
        self.backend = get_search_backend()

    # The results

    def count(self) -> int:
        return len(self.promoted) + self.results.count()

    def __len__(self) -> int:
        return self.count()

    def __iter__(self) -> Iterator[Any]:
        return iter(self[:])

    def __getitem__(self, wanted: int | slice) -> Any:
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        start, stop = wanted.start or 0, wanted.stop
        shift = len(self.promoted)
        below = self.below(max(start - shift, 0), None if stop is None else max(stop - shift, 0))
        return self.items([*self.promoted[start:stop], *below])

    def items(self, cards: list[FaqCard]) -> list[Any]:
        return cards

    # The corrected query

    @cached_property
    def corrected(self) -> str | None:
        """What the engine thinks was meant ("did you mean"), if that is something else."""
        if not self.query or not hasattr(self.backend, "corrected"):
            return None
        corrected = self.backend.corrected(self.query, card_queryset(self.scope))
        return corrected if corrected and normalised(corrected) != normalised(self.query) else None

    @property
    def is_corrected(self) -> bool:
        """Whether nothing was found for the query as typed, and these are the results of `corrected`."""
        return self.results is not self.typed_results

    @property
    def shown_query(self) -> str:
        """The query of which these are the results."""
        return (self.is_corrected and self.corrected) or self.query

    @property
    def words_sought(self) -> str:
        """The words to highlight in answers: those typed, and those that the engine read a typing error as."""
        return f"{self.query} {self.corrected}" if self.corrected else self.query

    # The search

    @cached_property
    def promoted(self) -> list[FaqCard]:
        return promoted_cards(query=self.query, scope=self.scope) if self.query else []

    @cached_property
    def results(self) -> Any:
        if self.promoted or self.typed_results.count() or not self.corrected:
            return self.typed_results
        results = self.search(self.corrected)
        return results if results.count() else self.typed_results

    @cached_property
    def typed_results(self) -> Any:
        return self.search(self.query)

    def search(self, query: str) -> Any:
        faqs = card_queryset(self.scope)
        if self.promoted:
            faqs = faqs.exclude(id__in=[card.pk for card in self.promoted])
        return self.backend.search(query, faqs, operator="or").annotate_score(SCORE)

    @cached_property
    def lifts(self) -> Any:
        return lifts_for(query=normalised(self.shown_query), today=timezone.localdate())

    def below(self, start: int, stop: int | None) -> list[FaqCard]:
        """The results below the promoted ones."""
        if stop is not None and stop <= start:
            return []
        if not self.lifts or start >= LIFTED_RESULTS:
            return self.cards(self.results[start:stop])
        best = self.lifted_results[start:stop]
        if stop is not None and stop <= LIFTED_RESULTS:
            return best
        return [*best, *self.cards(self.results[LIFTED_RESULTS:stop])]

    @cached_property
    def lifted_results(self) -> list[FaqCard]:
        """The best results, ordered by score times lift. The lift is small, and the engine gives the exact question a
        score far above the others, so that no lift overtakes it."""
        cards = self.cards(self.results[:LIFTED_RESULTS])
        scores, lifts = [card.score for card in cards], [self.lifts.get(card.pk, 1) for card in cards]
        ranked = lifted(cards, scores=scores, lifts=lifts)
        for card, score in ranked:
            card.score = score
        return [card for card, _score in ranked]

    def cards(self, results: Any) -> list[FaqCard]:
        found = list(results)
        if all(isinstance(each, FaqCard) for each in found):
            return found
        scores = {page.pk: page.score for page in found}
        cards = read_cards(self.scope, list(scores))
        for card in cards:
            card.score = scores[card.pk]
        return cards


class FaqResults(CardResults):
    """The same as whole pages, for callers that need more than a list shows."""

    def items(self, cards: list[FaqCard]) -> list[Any]:
        return pages_of(cards)


def pages_of(cards: Sequence[FaqCard]) -> list[FaqPage]:
    """The pages of these cards, with knowledge base, topic and language, and with the cards' scores."""
    pages = FaqPage.objects.with_place().in_bulk([card.pk for card in cards]) if cards else {}
    for card in cards:
        if card.pk in pages:
            pages[card.pk].score = card.score
    return [pages[card.pk] for card in cards if card.pk in pages]


def suggested_cards(*, query: str, scope: SearchScope, limit: int) -> list[FaqCard]:
    """Pages that begin like the query, then pages that match its words; each once."""
    backend = get_search_backend()
    begun = engine_cards(backend.autocomplete, query, scope, limit)
    if len(begun) >= limit:
        return begun
    included = {card.pk for card in begun}
    others = (card for card in engine_cards(backend.search, query, scope, limit) if card.pk not in included)
    return [*begun, *islice(others, limit - len(begun))]


def engine_cards(search: Any, query: str, scope: SearchScope, limit: int) -> list[FaqCard]:
    results = search(query, card_queryset(scope), operator="or").annotate_score(SCORE)[:limit]
    return CardResults(query=query, scope=scope).cards(results)
