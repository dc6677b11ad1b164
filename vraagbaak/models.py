"""Where Django looks for the models; each lives with its aggregate."""

from vraagbaak.bases.models import KnowledgeBase, Topic
from vraagbaak.faqs.models import AlternativePhrasing, FaqPage, FaqTag, RelatedFaq, TaggedFaq
from vraagbaak.feedback.models import Feedback
from vraagbaak.querylog.models import ChosenPage, QueryDay
from vraagbaak.synonyms.models import Synonym
from vraagbaak.synonyms.versions import SynonymVersion

__all__ = [
    "AlternativePhrasing",
    "ChosenPage",
    "FaqPage",
    "FaqTag",
    "Feedback",
    "KnowledgeBase",
    "QueryDay",
    "RelatedFaq",
    "Synonym",
    "SynonymVersion",
    "TaggedFaq",
    "Topic",
]
