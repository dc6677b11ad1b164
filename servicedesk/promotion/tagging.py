"""Which tags a new page may get: those of pages like it, and words that are tags already."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils.text import slugify

from servicedesk.questions.models import Question
from vraagbaak.knowledge.faqs.models import FaqPage, FaqTag

MAX_TAGS = 5
MAX_WORDS = 300
SAME_SUBJECT, IN_THE_TEXT = 0.5, 2.0
"""Weights, next to 1, 1/2, 1/3… for the tags of the pages that resemble it most."""
ENOUGH = 1.0


def proposed_tags(*, question: Question, text: str, pages: Sequence[FaqPage]) -> list[FaqTag]:
    """Best first, at most `MAX_TAGS`."""
    weights: defaultdict[FaqTag, float] = defaultdict(float)
    for place, page in enumerate(pages, start=1):
        for item in page.tagged_items.all():
            weights[item.tag] += 1 / place
    for tag in tags_of_subject(question):
        weights[tag] += SAME_SUBJECT
    for tag in tags_in(text):
        weights[tag] += IN_THE_TEXT
    best = sorted(weights, key=lambda tag: (-weights[tag], tag.name))
    return [tag for tag in best if weights[tag] >= ENOUGH][:MAX_TAGS]


def tags_of_subject(question: Question) -> list[FaqTag]:
    """Once for each page that came of a question about the same subject."""
    if not question.subject_id:
        return []
    pages = FaqPage.objects.filter(triages__question__subject=question.subject_id).distinct()
    return list(FaqTag.objects.filter(tagged_faqs__content_object__in=pages))


def tags_in(text: str) -> list[FaqTag]:
    words = {slugify(word, allow_unicode=True) for word in text.split()[:MAX_WORDS]}
    return list(FaqTag.objects.filter(slug__in=words - {""}))
