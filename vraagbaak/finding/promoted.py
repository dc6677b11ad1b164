"""The results that editors chose for a query, in Wagtail's own promoted results."""

from wagtail.contrib.search_promotions.models import SearchPromotion

from vraagbaak.finding.cards import FaqCard, read_cards
from vraagbaak.finding.query_log.normalising import wordings
from vraagbaak.finding.search_scope import Place


def promoted_cards(*, query: str, place: Place) -> list[FaqCard]:
    """In the editor's order; only pages that may be found in `place`."""
    chosen = SearchPromotion.objects.filter(query__query_string__in=wordings(query), page__isnull=False)
    keys = list(chosen.order_by("sort_order", "pk").values_list("page_id", flat=True))
    cards = read_cards(place, keys) if keys else []
    for card in cards:
        card.is_promoted = True
    return cards
