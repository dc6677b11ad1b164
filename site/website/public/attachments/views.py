"""Files that came with questions: for those who may see the question, and only as a download."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from servicedesk.attachments.models import Attachment
from servicedesk.mail.status_links.actions import StatusLinkExpiredError, question_for_token
from servicedesk.mail.status_links.models import StatusLink
from servicedesk.questions.choices import GENUINE
from servicedesk.questions.models import Question
from website.visits.sites import site_of

# Should a browser show the file nevertheless, then as a page that can run and load nothing.
SANDBOX = "default-src 'none'; sandbox"


@require_safe
def agent_attachment(request: HttpRequest, pk: int) -> FileResponse:
    """Its URL is below that of the admin, which demands a log-in first."""
    visible = Question.objects.visible_to(request.user)
    return send(get_object_or_404(Attachment, pk=pk, question__in=visible))


@never_cache
@require_safe
def asker_attachment(request: HttpRequest, token: str, pk: int) -> FileResponse:
    """For whoever holds the status link of the question. Files of questions in quarantine are for agents only."""
    try:
        question = question_for_token(token=token, now=timezone.now())
    except (StatusLink.DoesNotExist, StatusLinkExpiredError) as unknown:
        raise Http404 from unknown
    questions = Question.objects.filter(
        pk=question.pk, status__in=GENUINE, erased_at=None, office__site=site_of(request)
    )
    return send(get_object_or_404(Attachment, pk=pk, question__in=questions))


def send(attachment: Attachment) -> FileResponse:
    try:
        content = attachment.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(
        content, as_attachment=True, filename=attachment.name, content_type=attachment.content_type
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
