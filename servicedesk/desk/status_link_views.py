"""The buttons on a question's page in the admin that are about the asker's links."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from servicedesk.desk.views import QuestionButton, QuestionSubscreen
from servicedesk.mail.link_renewal import DOUBLE_PRESS, mail_new_link
from servicedesk.mail.status_links.actions import revoke_links
from servicedesk.mail.status_links.models import StatusLink
from servicedesk.offices.permissions import may_answer


class RevokeLinksView(QuestionSubscreen):
    """Asks for a confirmation, and ends all links to the question."""

    template_name = "servicedesk/privacy/revoke_links.html"
    header_icon = "link"
    may = staticmethod(may_answer)

    def get_page_title(self) -> str:
        return _("Revoke the links")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        valid = StatusLink.objects.filter(question=self.question).valid(timezone.now()).count()
        context = self.get_context_data(question=self.question, valid=valid)
        return TemplateResponse(request, self.template_name, context)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        revoked = revoke_links(question=self.question, user=request.user, now=timezone.now())
        sentence = ngettext("%d link opens nothing any more.", "%d links open nothing any more.", revoked)
        messages.success(request, sentence % revoked if revoked else _("No link opens this question."))
        return redirect(self.page_url())


class MailLinkView(QuestionButton):
    def do(self, form: Any) -> str:
        planned = mail_new_link(
            question=self.question,
            now=timezone.now(),
            user=self.request.user,
            at_most_once_in=DOUBLE_PRESS,
        )
        if planned:
            return _("%s gets a mail with a new link.") % self.question.asker.email
        return _("No mail was sent: one went out less than a minute ago, or there is no address.")
