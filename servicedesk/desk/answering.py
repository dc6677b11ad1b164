"""What an agent needs besides the text to write an answer: its sources, and the standard texts of the office."""

from dataclasses import dataclass
from typing import Any

from servicedesk.desk.standard_texts.models import StandardText
from servicedesk.questions.choices import KnowledgeHeld
from servicedesk.questions.models import Answer, Question
from servicedesk.questions.sources.models import UsedSource
from servicedesk.questions.sources.reuse import proposed_held


@dataclass(frozen=True)
class SignOffButton:
    """Signs off, and says in the same click whether a knowledge base had the answer; `key` presses it."""

    held: KnowledgeHeld
    key: int
    is_proposed: bool


def answering(question: Question, *, draft: Answer | None) -> dict[str, Any]:
    """For the templates of the answer; nothing while nobody can write one."""
    if not question.is_open:
        return {"sources": [], "sign_off_buttons": [], "standard_texts": []}
    sources = list(draft.sources.all()) if draft else []
    return {
        "sources": sources,
        "sign_off_buttons": sign_off_buttons(sources),
        "standard_texts": standard_texts_for(question),
    }


def sign_off_buttons(sources: list[UsedSource]) -> list[SignOffButton]:
    proposed = proposed_held(sources)
    return [SignOffButton(held, key, held == proposed) for key, held in enumerate(KnowledgeHeld, start=1)]


def standard_texts_for(question: Question) -> list[StandardText]:
    """Of the office, those in the language of the question first."""
    texts = StandardText.objects.filter(office=question.office).order_by("name", "pk")
    return sorted(texts, key=lambda text: text.language != question.language)
