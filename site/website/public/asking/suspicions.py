"""What about a request makes its question wait in quarantine. Nothing is refused for it, and nobody is told."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from servicedesk.deflection.choices import AskOutcome
from servicedesk.deflection.models import AskRun
from servicedesk.questions.choices import Suspicion
from website.public.asking.forms import WebAskForm
from website.public.asking.proof_of_work import work_was_done
from website.public.asking.visits import visitor_of


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
