"""The two buttons on the page of a question that is held back."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from servicedesk.desk.views import QuestionButton
from servicedesk.lifecycle.quarantine import refuse_as_spam, release


class ReleaseView(QuestionButton):
    def do(self, form: Any) -> str:
        question = release(question=self.question, user=self.request.user, now=timezone.now())
        return _("The question was released: %s gets the confirmation by mail.") % question.asker.email


class RefuseView(QuestionButton):
    def do(self, form: Any) -> str:
        refuse_as_spam(question=self.question, user=self.request.user, now=timezone.now())
        return _("The question was refused as spam. Nobody was written to.")
