"""The audience that somebody must belong to for a page of any type (rule 5)."""

from wagtail.models import Page

from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic
from vraagbaak.knowledge.faqs.models import FaqPage


def required_audience(page: Page) -> Audience:
    """`page` is specific; pages of other types than those of a knowledge base are for everyone."""
    match page:
        case FaqPage():
            return Audience(page.effective_audience)
        case KnowledgeBase():
            return Audience(page.audience)
        case Topic():
            return Audience(KnowledgeBase.objects.ancestor_of(page).get().audience)
        case _:
            return Audience.EVERYONE
