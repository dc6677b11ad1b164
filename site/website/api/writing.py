"""Asking and giving feedback: the same verbs and limits as the forms on the site."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from ninja import Router, Status

from servicedesk.asking.forms import AskForm
from servicedesk.asking.subject_fields.forms import field_name, form_data
from servicedesk.mail.emails import status_url
from servicedesk.offices.choices import AskAccess
from servicedesk.offices.models import Office
from servicedesk.questions.choices import Channel, Suspicion
from servicedesk.questions.languages import language_for_asker
from vraagbaak.knowledge.feedback.actions import give_feedback
from website.api import schemas
from website.api.errors import Refusal, RefusedError, refused_fields
from website.api.reading import find_faq, site_of
from website.visits.rate_limits import allow_client

router = Router()
REFUSED = dict.fromkeys((400, 403, 404, 413, 415, 422, 429), Refusal)


@router.post("/questions", response={201: schemas.Asked, **REFUSED}, operation_id="ask", tags=["questions"])
def ask(request: HttpRequest, asked: schemas.NewQuestion) -> Any:
    """Asks a question; the asker gets the same confirmation by mail as from the form."""
    office = office_of(request)
    check_office_is_open(office)
    form = AskForm(form_data_of(asked, office), office=office)
    if not form.is_valid():
        raise refused_fields(errors_of(form))
    check_rate_limit(request, name="ask", limit=settings.ASK_LIMIT_PER_HOUR)
    language = asked.language or translation.get_language()
    # Nobody can send a proof of work here: where one is demanded, the question waits in quarantine, as with the form.
    suspicion = Suspicion.WORK if office.demands_work else ""
    question = form.save(language=language, channel=Channel.API, now=timezone.now(), suspicion=suspicion)
    with translation.override(language_for_asker(question)):
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
    check_rate_limit(request, name="feedback", limit=settings.FEEDBACK_LIMIT_PER_HOUR)
    give_feedback(page=page, helpful=given.helpful, reason=given.reason.strip(), now=timezone.now())
    return Status(201, {"helpful": given.helpful})


def office_of(request: HttpRequest) -> Office:
    office = Office.objects.filter(site=site_of(request)).first()
    if office is None:
        raise RefusedError(404, _("Questions cannot be asked on this site."))
    return office


def form_data_of(asked: schemas.NewQuestion, office: Office) -> dict[str, Any]:
    """What the form on the site would send; here details are given by their labels."""
    subject = office.subjects.filter(pk=asked.subject).first() if asked.subject else None
    try:
        details = form_data(subject=subject, details=asked.details)
    except ValidationError as unknown:
        raise refused_fields({"details": unknown.messages}) from unknown
    return {**asked.dict(exclude={"details"}), **details}


def errors_of(form: AskForm) -> dict[str, list[str]]:
    """Sentences per field; those of the extra fields begin with the label, under `details`."""
    labels = {field_name(field): field.label for field in form.subject_fields}
    errors: dict[str, list[str]] = {}
    for name, found in form.errors.items():
        if name in labels:
            errors.setdefault("details", []).extend(f"{labels[name]}: {each}" for each in found)
        else:
            errors[name] = [str(each) for each in found]
    return errors


def check_office_is_open(office: Office) -> None:
    """Callers are anonymous: an office that wants to know who asks can only be asked by the form on the site."""
    if office.ask_access == AskAccess.CLOSED:
        raise RefusedError(403, f"{_('Questions cannot be asked now.')} {office.closed_message}".strip())
    if office.ask_access != AskAccess.OPEN:
        raise RefusedError(403, _("Here only who is known may ask: use the form on the site."))


def check_rate_limit(request: HttpRequest, *, name: str, limit: int) -> None:
    if not allow_client(request, name=name, limit=limit):
        raise RefusedError(429, _("Too much came from your address this hour. Try again later."))
