"""Which audience a page of any type is for (rule 5)."""

from wagtail.models import Page

from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic
from vraagbaak.knowledge.faqs.models import FaqPage


def audience_needed(page: Page) -> Audience:
    """Of a specific page; one that is none of ours is for everyone."""
    match page:
        case FaqPage():
            return Audience(page.effective_audience)
        case KnowledgeBase():
            return Audience(page.audience)
        case Topic():
            return Audience(KnowledgeBase.objects.ancestor_of(page).get().audience)
        case _:
            return Audience.EVERYONE
