"""The models of all packages, where Django looks for them."""

from vraagbaak.finding.popularity.models import ChosenPage
from vraagbaak.finding.query_log.models import QueryDay
from vraagbaak.finding.synonyms.models import Synonym
from vraagbaak.finding.synonyms.versions import SynonymVersion
from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic
from vraagbaak.knowledge.faqs.models import AlternativePhrasing, FaqPage, FaqTag, RelatedFaq, TaggedFaq
from vraagbaak.knowledge.feedback.models import Feedback
from vraagbaak.knowledge.links.models import Link, LinkUse
from vraagbaak.review.approval_dates.models import FaqApprovalTask
from vraagbaak.review.daily.models import DailyRun
from vraagbaak.review.digests.models import Digest, DigestPage, DigestPreference
from vraagbaak.review.history.models import ReviewDay
from vraagbaak.review.page_views.models import ViewDay
from vraagbaak.review.reviews.models import Review, ReviewTask
from vraagbaak.review.signals.models import ReviewSignal

__all__ = [
    "AlternativePhrasing",
    "ChosenPage",
    "DailyRun",
    "Digest",
    "DigestPage",
    "DigestPreference",
    "FaqApprovalTask",
    "FaqPage",
    "FaqTag",
    "Feedback",
    "KnowledgeBase",
    "Link",
    "LinkUse",
    "QueryDay",
    "RelatedFaq",
    "Review",
    "ReviewDay",
    "ReviewSignal",
    "ReviewTask",
    "Synonym",
    "SynonymVersion",
    "TaggedFaq",
    "Topic",
    "ViewDay",
]
