"""Keeps what an answer is made from (rule 13)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from servicedesk.questions.models import Answer, Question
from servicedesk.questions.sources.models import InsertedAs, UsedSource
from vraagbaak.knowledge.faqs.models import FaqPage

MAX_TITLE_LENGTH = UsedSource._meta.get_field("title").max_length


@transaction.atomic
def note_source(
    *,
    question: Question,
    source: FaqPage | Answer,
    title: str,
    inserted_as: InsertedAs,
    user: Any,
    now: datetime,
) -> UsedSource:
    """Notes with the draft what was put in it. A source counts once: as text first and as link then is as both."""
    draft, _is_new = Answer.objects.get_or_create(
        question=question, signed_off_at=None, defaults={"author": user}
    )
    which = {"page": source} if isinstance(source, FaqPage) else {"earlier_answer": source}
    noted, is_new = UsedSource.objects.get_or_create(
        answer=draft,
        **which,
        defaults={
            "title": title[:MAX_TITLE_LENGTH],
            "inserted_as": inserted_as,
            "user": user,
            "inserted_at": now,
        },
    )
    if not is_new and noted.inserted_as != inserted_as:
        noted.inserted_as = InsertedAs.BOTH
        noted.save(update_fields=["inserted_as"])
    return noted


@transaction.atomic
def forget_source(*, question: Question, source_pk: int) -> bool:
    """For a text that the agent took out of the draft again; what was signed off keeps its sources."""
    of_draft = UsedSource.objects.filter(pk=source_pk, answer__question=question, answer__signed_off_at=None)
    return bool(of_draft.delete()[0])
