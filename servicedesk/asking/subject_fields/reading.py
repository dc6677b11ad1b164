"""What was filled in, for who reads it."""

from servicedesk.asking.subject_fields.models import SubjectField
from servicedesk.questions.models import Question


def details_in(question: Question, *, language: str) -> list[tuple[str, str]]:
    """Labels and values; the label in `language` as long as the subject has a field of that name."""
    details = list(question.details.all())
    if not details:
        return []
    fields = SubjectField.objects.filter(subject=question.subject_id)
    labels = {field.label: field.label_in(language) for field in fields}
    return [(labels.get(detail.label, detail.label), detail.value) for detail in details]
