"""The answer that is being written: one draft per question, on which agents may meet."""

from hashlib import blake2b

from django.db.models import Max, Q

from servicedesk.questions.models import Answer, Question


def draft_of(question: Question) -> Answer | None:
    return question.answers.filter(signed_off_at=None).select_related("author").first()


def last_signed_off(question: Question) -> Answer | None:
    return question.answers.exclude(signed_off_at=None).select_related("author").last()


def last_said(question: Question) -> str:
    """A mark that changes with each answer that is given and each reaction; empty while there is neither."""
    last = Question.objects.filter(pk=question.pk).aggregate(
        answer=Max("answers__pk", filter=Q(answers__signed_off_at__isnull=False)),
        reaction=Max("reactions__pk"),
    )
    return f"{last['answer'] or 0}-{last['reaction'] or 0}" if any(last.values()) else ""


def fingerprint(text: str) -> str:
    """Goes along with the form, and tells whether the draft has changed since it was shown."""
    return blake2b(text.encode(), digest_size=8).hexdigest()
