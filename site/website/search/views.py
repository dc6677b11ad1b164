from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Site

from vraagbaak.bases.models import KnowledgeBase
from vraagbaak.finding.queries import search_faqs
from website.paging import page_of
from website.search.forms import SearchForm

RESULTS_PER_PAGE = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    site, locale = Site.find_for_request(request), Locale.get_active()
    knowledge_bases = KnowledgeBase.objects.visible_to(request.user).of_site(site).in_language(locale)
    form = SearchForm(request.GET, knowledge_bases=knowledge_bases)
    valid = form.is_valid()
    query = form.cleaned_data.get("q", "")
    context: dict[str, Any] = {"form": form, "query": query, "knowledge_bases": knowledge_bases}
    if valid and query:
        base = form.cleaned_data["knowledge_base"]
        found = search_faqs(query=query, user=request.user, site=site, locale=locale, knowledge_base=base)
        context |= {"results": page_of(found, request=request, size=RESULTS_PER_PAGE), "chosen": base}
    return render(request, "website/search.html", context)
