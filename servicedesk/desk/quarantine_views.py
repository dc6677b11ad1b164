"""The two buttons on the page of a question that is held back."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from servicedesk.desk.views import QuestionButton
from servicedesk.lifecycle.actions import refuse, release


class ReleaseView(QuestionButton):
    def do(self, form: Any) -> str:
        question = release(question=self.question, user=self.request.user, now=timezone.now())
        return _("The question was released: %s gets the confirmation by mail.") % question.asker.email


class RefuseView(QuestionButton):
    def do(self, form: Any) -> str:
        refuse(question=self.question, user=self.request.user, now=timezone.now())
        return _("The question was refused as spam. Nobody was written to.")
