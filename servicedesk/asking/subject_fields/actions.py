from collections.abc import Iterable

from servicedesk.asking.subject_fields.models import QuestionDetail
from servicedesk.questions.models import Question


def note_details(*, question: Question, details: Iterable[tuple[str, str]]) -> list[QuestionDetail]:
    """Keeps what was filled in about a question: labels with values, in the order of the form."""
    rows = [QuestionDetail(question=question, label=label, value=value) for label, value in details]
    return QuestionDetail.objects.bulk_create(rows)
