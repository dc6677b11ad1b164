"""What about a request makes its question wait in quarantine. Nothing is refused for it, and nobody is told."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from servicedesk.asking.choices import AskOutcome
from servicedesk.asking.models import AskRun
from servicedesk.questions.choices import Suspicion
from website.asking.forms import WebAskForm
from website.asking.visits import visitor_of
from website.asking.work import work_was_done


def suspicion_of(request: HttpRequest, form: WebAskForm) -> str:
    """Empty for most. What the text itself tells (`suspicion_of_texts`) comes after this."""
    if form.cleaned_data["website"]:
        return Suspicion.HONEYPOT
    if form.office.demands_work and not work_was_done(form.cleaned_data["altcha"] or ""):
        return Suspicion.WORK
    return Suspicion.SESSION if asks_very_often(request) else ""


def asks_very_often(request: HttpRequest) -> bool:
    asked = AskRun.objects.filter(visitor=visitor_of(request, now=timezone.now()), outcome=AskOutcome.ASKED)
    return asked.count() >= settings.ASK_HELD_AFTER_PER_DAY
