"""The results that editors promoted for a query, with Wagtail's promoted search results."""

from wagtail.contrib.search_promotions.models import SearchPromotion

from vraagbaak.finding.cards import FaqCard, read_cards
from vraagbaak.finding.query_log.normalising import wordings
from vraagbaak.finding.search_scope import SearchScope


def promoted_cards(*, query: str, scope: SearchScope) -> list[FaqCard]:
    """In the editor's order, and only pages that may be found in `scope`."""
    chosen = SearchPromotion.objects.filter(query__query_string__in=wordings(query), page__isnull=False)
    keys = list(chosen.order_by("sort_order", "pk").values_list("page_id", flat=True))
    cards = read_cards(scope, keys) if keys else []
    for card in cards:
        card.is_promoted = True
    return cards
