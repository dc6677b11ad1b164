"""Who an asker is to the knowledge bases: which audience, and whether the page that a question became is for them."""

from servicedesk.questions.models import Question
from vraagbaak.knowledge.audiences.access import audience_of
from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.knowledge.faqs.models import FaqPage


def audience_of_asker(question: Question) -> Audience:
    """That of portal users for who was logged in, and still is one, and is mailed at the address of the account.

    Everyone's for all others: an asker is known by an address that nobody has checked (decisions 10 and 22).
    """
    user = question.portal_user
    if user is None or user.email.lower() != question.asker.email.lower():
        return Audience.EVERYONE
    return Audience.PORTAL if Audience.PORTAL in audience_of(user).visible else Audience.EVERYONE


def page_for_asker(question: Question) -> FaqPage | None:
    """None while it is not published, and where it is not for this asker (rule 5)."""
    page = question.promoted_page
    if page is None or not page.live:
        return None
    return page if page.effective_audience in audience_of_asker(question).visible else None
