from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from servicedesk.desk.presence.forms import PresenceForm
from servicedesk.desk.presence.present import others_present
from servicedesk.desk.views import QuestionScreen


class PresenceView(QuestionScreen):
    """A page that is open reports itself here, and hears who else is there."""

    http_method_names = ["post"]
    changes_the_question = False
    template_name = "servicedesk/desk/present.html"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        now = timezone.now()
        form = PresenceForm(request.POST, question=self.question, user=request.user)
        if form.is_valid() and not self.question.erased_at:
            form.save(now=now)
        present = others_present(question=self.question, user=request.user, now=now)
        return TemplateResponse(request, self.template_name, {"present": present})
