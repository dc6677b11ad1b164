"""What the question itself holds of its asker: texts of both sides, and who was logged in."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import translation
from django.utils.translation import gettext as _

from servicedesk.parties.holdings import Counts, Holding, Parties
from servicedesk.questions.choices import AWAITED
from servicedesk.questions.languages import language_for_asker
from servicedesk.questions.models import Answer, Question, Reaction, Remark


def count(parties: Parties) -> Counts:
    """`open_questions` are those that still wait for an answer, in quarantine too."""
    questions = Question.objects.filter(asker__in=parties, erased_at=None)
    counts: Counts = questions.aggregate(
        questions=Count("pk"), open_questions=Count("pk", filter=Q(status__in=AWAITED))
    )
    return {
        **counts,
        "answers": Answer.objects.filter(question__in=questions).exclude(signed_off_at=None).count(),
        "reactions": Reaction.objects.filter(question__in=questions).count(),
        "remarks": Remark.objects.filter(question__in=questions).count(),
    }


def export(question: Question, *, for_office: bool) -> dict[str, Any]:
    """Remarks of agents, and why it was held back, are for the office alone."""
    shown: dict[str, Any] = {
        "nummer": question.pk,
        "soort": question.kind,
        "kanaal": question.channel,
        "taal": question.language,
        "onderwerp": question.title,
        "inhoud": question.body,
        "rubriek": question.subject.name if question.subject else None,
        "status": question.status,
        "plaatsgevondenOp": question.asked_at,
        "beantwoordOp": question.answered_at,
        "geslotenOp": question.closed_at,
        "toestemmingGegevenOp": question.consented_at,
        "wilBerichtBijPublicatie": question.tell_when_published,
        "reacties": [
            {"tekst": reaction.text, "geschrevenOp": reaction.written_at}
            for reaction in question.reactions.all()
        ],
        "antwoorden": [
            {"tekst": answer.text, "gegevenOp": answer.signed_off_at}
            for answer in question.answers.all()
            if answer.signed_off_at
        ],
    }
    return {**shown, **said_among_agents(question)} if for_office else shown


def said_among_agents(question: Question) -> dict[str, Any]:
    return {
        "redenVastgehouden": question.suspicion or None,
        "interneOpmerkingen": [
            {"tekst": remark.text, "geschrevenOp": remark.written_at} for remark in question.remarks.all()
        ],
    }


def erase(question: Question, now: datetime) -> None:
    """Saves one by one where a search engine may hold the text, so that it hears of it."""
    with translation.override(language_for_asker(question)):
        question.title = _("Erased question")
    question.body, question.portal_user, question.tell_when_published = "", None, False
    question.erased_at = now
    question.save(update_fields=["title", "body", "portal_user", "tell_when_published", "erased_at"])
    question.answers.filter(signed_off_at=None).delete()
    for answer in question.answers.all():
        answer.text = ""
        answer.save(update_fields=["text"])
    question.reactions.update(text="")
    question.remarks.update(text="")


HOLDING = Holding(
    room="questions",
    models=(Question, Answer, Reaction, Remark),
    count=count,
    export_question=export,
    prefetched=("reactions", "answers", "remarks"),
    erase_question=erase,
)
