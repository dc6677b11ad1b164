"""What a reader asked to see: of which office and knowledge base, and from when to when."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from servicedesk.insight.periods import Period
from servicedesk.insight.permissions import bases_seen_by
from servicedesk.offices.models import Office
from servicedesk.offices.permissions import may_view_desk
from servicedesk.questions.choices import GENUINE
from servicedesk.questions.models import Answer, Question
from servicedesk.questions.querysets import QuestionQuerySet
from servicedesk.questions.sources.models import UsedSource
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.bases.models import KnowledgeBase


@dataclass(frozen=True, kw_only=True)
class Scope:
    user: User
    now: datetime
    period: Period
    office: Office | None = None
    knowledge_base: KnowledgeBase | None = None

    @property
    def before(self) -> "Scope":
        return replace(self, period=self.period.before)

    @property
    def of_desk(self) -> bool:
        """Whether the reader sees what happens at the desk, and not only what the knowledge bases did."""
        return may_view_desk(self.user)

    def questions(self) -> QuestionQuerySet:
        """The genuine questions whose subject belongs to the knowledge base, if one was chosen, of whatever day."""
        questions = self.of_offices()
        if self.knowledge_base:
            return questions.filter(subject__knowledge_base=self.knowledge_base)
        return questions

    def of_offices(self) -> QuestionQuerySet:
        genuine = Question.objects.order_by().filter(status__in=GENUINE)
        if self.office:
            genuine = genuine.filter(office=self.office)
        return genuine.visible_to(self.user) if self.of_desk else genuine

    def asked(self) -> QuestionQuerySet:
        return self.questions().filter(asked_at__gte=self.period.begin, asked_at__lt=self.period.end)

    def answers(self) -> Any:
        """The answers that were given in the period, to the questions of the offices."""
        given = Answer.objects.filter(signed_off_at__gte=self.period.begin, signed_off_at__lt=self.period.end)
        return given.order_by().filter(question__in=self.of_offices().values("pk"))

    def answers_with_knowledge(self) -> Any:
        """Of which the subject belongs to the knowledge base, or in which a page of it was used."""
        if self.of_desk and not self.knowledge_base:
            return self.answers()
        bases = (
            [self.knowledge_base] if self.knowledge_base else bases_seen_by(self.user).order_by().values("pk")
        )
        used = UsedSource.objects.filter(answer=OuterRef("pk"), page__knowledge_base__in=bases)
        return self.answers().filter(Q(question__subject__knowledge_base__in=bases) | Exists(used))

    def first_answers(self) -> Any:
        """The first answer that each question got, if that was in the period."""
        earlier = Answer.objects.filter(
            question=OuterRef("question"), signed_off_at__lt=OuterRef("signed_off_at")
        )
        first = self.answers().exclude(Exists(earlier))
        if self.knowledge_base:
            return first.filter(question__subject__knowledge_base=self.knowledge_base)
        return first
