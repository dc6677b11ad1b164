"""The page that a question became, as far as its asker may read it."""

from servicedesk.desk.passages import audience_of_asker
from servicedesk.questions.models import Question
from vraagbaak.knowledge.faqs.models import FaqPage


def page_for_asker(question: Question) -> FaqPage | None:
    """None while it is not published, and where it is not for this asker (rule 5)."""
    page = question.promoted_page
    if page is None or not page.live:
        return None
    return page if page.effective_audience in audience_of_asker(question).visible else None
