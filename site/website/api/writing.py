"""Asking and giving feedback: the same verbs and limits as the forms on the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from ninja import Router, Status

from servicedesk.asking.forms import AskForm
from servicedesk.mail.emails import mail_language, status_url
from servicedesk.offices.models import Office
from servicedesk.questions.choices import Channel
from vraagbaak.feedback.actions import give_feedback
from website.api import schemas
from website.api.errors import Refusal, RefusedError, refused_fields
from website.api.reading import find_faq, site_of
from website.limits import allow_address

router = Router()
REFUSED = dict.fromkeys((400, 404, 413, 415, 422, 429), Refusal)


@router.post("/questions", response={201: schemas.Asked, **REFUSED}, operation_id="ask", tags=["questions"])
def ask(request: HttpRequest, asked: schemas.NewQuestion) -> Any:
    """Asks a question; the asker gets the same confirmation by mail as from the form."""
    form = AskForm(asked.dict(), office=office_of(request))
    if not form.is_valid():
        raise refused_fields({name: [str(each) for each in errors] for name, errors in form.errors.items()})
    refuse_too_often(request, name="ask", limit=settings.ASK_LIMIT_PER_HOUR)
    language = asked.language or translation.get_language()
    question = form.save(language=language, channel=Channel.API, now=timezone.now())
    with translation.override(mail_language(question)):
        return Status(201, {"status_url": status_url(question)})


@router.post(
    "/faqs/{page_id}/feedback",
    response={201: schemas.FeedbackGiven, **REFUSED},
    operation_id="feedback",
    tags=["faqs"],
)
def feedback(request: HttpRequest, page_id: int, given: schemas.NewFeedback) -> Any:
    """Tells whether an answer helped."""
    page = find_faq(request, page_id)
    refuse_too_often(request, name="feedback", limit=settings.FEEDBACK_LIMIT_PER_HOUR)
    give_feedback(page=page, helpful=given.helpful, reason=given.reason.strip(), now=timezone.now())
    return Status(201, {"helpful": given.helpful})


def office_of(request: HttpRequest) -> Office:
    office = Office.objects.filter(site=site_of(request)).first()
    if office is None:
        raise RefusedError(404, _("Questions cannot be asked on this site."))
    return office


def refuse_too_often(request: HttpRequest, *, name: str, limit: int) -> None:
    if not allow_address(request, name=name, limit=limit):
        raise RefusedError(429, _("Too much came from your address this hour. Try again later."))
