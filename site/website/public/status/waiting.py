"""What the link to a question shows while an agent has still to look whether it is one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from servicedesk.mail.status_link_models import StatusLink
from servicedesk.mail.status_links import digest_of
from servicedesk.questions.choices import QUARANTINED
from website.visits.sites import site_of


def show_waiting(request: HttpRequest, token: str) -> HttpResponse:
    """That it was received, as for any question, and nothing more. Raises Http404 for any other link."""
    links = StatusLink.objects.valid(timezone.now()).filter(
        question__status__in=QUARANTINED, question__erased_at=None, question__office__site=site_of(request)
    )
    link = get_object_or_404(links.select_related("question"), digest=digest_of(token))
    return render(request, "website/status/waiting.html", {"question": link.question})
