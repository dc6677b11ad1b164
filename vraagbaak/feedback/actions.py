from vraagbaak.faqs.models import FaqPage
from vraagbaak.feedback.models import Feedback


def give_feedback(*, page: FaqPage, helpful: bool, reason: str = "") -> Feedback:
    return Feedback.objects.create(page=page, helpful=helpful, reason=reason)


def explain_feedback(*, feedback: Feedback, reason: str) -> Feedback:
    """The reader's reason, given after the word itself."""
    feedback.reason = reason
    feedback.save(update_fields=["reason"])
    return feedback
