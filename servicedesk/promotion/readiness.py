"""Whether there is something to take up."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from servicedesk.questions.choices import SETTLED
from servicedesk.questions.models import Question

NOT_ANSWERED = gettext_lazy("Answer or close the question first; then it can be taken up.")


def reason_against(question: Question) -> str:
    """Why the question cannot be taken up now, as a sentence; empty when it can."""
    if question.status not in SETTLED:
        return str(NOT_ANSWERED)
    if question.erased_at:
        return _("The texts of this question were erased; there is nothing to take up.")
    if page := question.promoted_page:
        return _("This question was taken up already: “%s”.") % page.title
    return ""
