"""In which language an asker is written to."""

from django.conf import settings

from servicedesk.questions.models import Question


def language_for_asker(question: Question) -> str:
    """Dutch for who asked in Dutch; who asked in another language is written to in English."""
    return question.language if question.language == settings.LANGUAGE_CODE else "en"
