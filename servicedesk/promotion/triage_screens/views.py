from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from servicedesk.desk.screens import DeskScreen
from servicedesk.offices.permissions import may_promote
from servicedesk.promotion.triage_screens.conflict_messages import why_not_waiting
from servicedesk.questions.models import Question
from servicedesk.triage.actions import NotWaitingError, triage_again


class AgainView(DeskScreen):
    """The button beside a question whose page was deleted."""

    http_method_names = ["post"]
    may = staticmethod(may_promote)

    def post(self, request: HttpRequest, *, pk: int, **kwargs: Any) -> HttpResponse:
        question = get_object_or_404(Question.objects.visible_to(request.user), pk=pk)
        try:
            again = triage_again(question=question, user=request.user, now=timezone.now())
        except NotWaitingError:
            question.refresh_from_db()
            messages.warning(request, why_not_waiting(question))
        else:
            self.tell(again)
        return redirect(get_valid_next_url_from_request(request) or reverse("triage:index"))

    def tell(self, again: bool) -> None:
        if again:
            messages.success(self.request, _("The question stands in the triage again."))
        else:
            messages.warning(self.request, _("Somebody was first: this question was decided on already."))
