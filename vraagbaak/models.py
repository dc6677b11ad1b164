"""Where Django looks for the models; each lives with its aggregate."""

from vraagbaak.bases.models import KnowledgeBase, Topic
from vraagbaak.faqs.models import AlternativePhrasing, FaqPage, FaqTag, RelatedFaq, TaggedFaq
from vraagbaak.feedback.models import Feedback

__all__ = [
    "AlternativePhrasing",
    "FaqPage",
    "FaqTag",
    "Feedback",
    "KnowledgeBase",
    "RelatedFaq",
    "TaggedFaq",
    "Topic",
]
