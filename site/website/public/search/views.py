from functools import partial
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from vraagbaak.finding.queries import search_cards
from vraagbaak.finding.query_log.normalising import kept_text
from vraagbaak.knowledge.bases.models import KnowledgeBase
from website.public.pages.paging import page_of
from website.public.search.forms import SearchForm
from website.public.search.offers import Offer, read_offer
from website.public.search.search_counts import count_chosen, count_searched, is_search
from website.public.search.visitors import is_counted
from website.visits.access import find_faq
from website.visits.deferred_counts import CountedResponse, count_if_possible
from website.visits.sites import active_locale, site_of

RESULTS_PER_PAGE = 10
TEMPLATE = "website/search/search.html"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    site, locale = site_of(request), active_locale()
    knowledge_bases = KnowledgeBase.objects.visible_to(request.user).of_site(site).in_language(locale)
    form = SearchForm(request.GET, knowledge_bases=knowledge_bases)
    valid = form.is_valid()
    query = form.cleaned_data.get("q", "")
    context: dict[str, Any] = {"form": form, "query": query, "knowledge_bases": knowledge_bases}
    if not (valid and query):
        return HttpResponse(render_to_string(TEMPLATE, context, request))
    return show_results(request, context, base=form.cleaned_data["knowledge_base"])


def show_results(
    request: HttpRequest, context: dict[str, Any], *, base: KnowledgeBase | None
) -> HttpResponse:
    site, locale, query = site_of(request), active_locale(), context["query"]
    found = search_cards(query=query, user=request.user, site=site, locale=locale, knowledge_base=base)
    results = page_of(found, request=request, size=RESULTS_PER_PAGE)
    person, language, text = is_counted(request), locale.language_code, kept_text(query)
    counted = person and is_search(query=query, first_page=results.number == 1, filtered=bool(base))
    context |= {"results": results, "found": found, "chosen": base}
    if person and text:
        cards = [card.pk for card in results]
        context["offer"] = Offer.make(request, query=text, language=language, pages=cards, counted=counted)
    page = render_to_string(TEMPLATE, context, request)
    if not counted:
        return HttpResponse(page)
    answered = bool(found.count()) and not found.is_corrected
    count = partial(count_searched, query=text, site=site, language=language, found=answered)
    return CountedResponse(page, count=count)


@csrf_exempt  # the signed offer was made for this visitor, and proves more than a token would
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """A script reports here which result was opened; the link itself works without it."""
    offer = read_offer(request.POST.get("offer", ""))
    page = find_faq(request, request.POST.get("page", ""))
    if offer is None or page.pk not in offer.pages or not offer.is_for(request):
        raise SuspiciousOperation("A choice that was not offered.")
    site = site_of(request)
    count_if_possible(lambda: count_chosen(request, offer=offer, page=page, site=site))
    return HttpResponse(status=204)
