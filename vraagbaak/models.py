"""Where Django looks for the models; each lives with its aggregate."""

from vraagbaak.approval.models import FaqApprovalTask
from vraagbaak.bases.models import KnowledgeBase, Topic
from vraagbaak.daily.models import DailyRun
from vraagbaak.digests.models import Digest, DigestPage, DigestPreference
from vraagbaak.faqs.models import AlternativePhrasing, FaqPage, FaqTag, RelatedFaq, TaggedFaq
from vraagbaak.feedback.models import Feedback
from vraagbaak.links.models import Link, LinkUse
from vraagbaak.pageviews.models import ViewDay
from vraagbaak.querylog.models import ChosenPage, QueryDay
from vraagbaak.reviewhistory.models import ReviewDay
from vraagbaak.reviews.models import Review, ReviewTask
from vraagbaak.reviewsignals.models import ReviewSignal
from vraagbaak.synonyms.models import Synonym
from vraagbaak.synonyms.versions import SynonymVersion

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
