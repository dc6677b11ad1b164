from datetime import datetime, timedelta
from typing import Any, Self

from django.db.models import Count, Exists, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from servicedesk.deflection.models import ShownSuggestion
from servicedesk.questions.choices import SETTLED, KnowledgeHeld
from servicedesk.questions.models import Answer, Question
from servicedesk.triage.choices import DECIDED, WITH_PAGE, TriageOutcome
from vraagbaak.knowledge.audiences.access import User

DEMAND_COUNTS_FOR = timedelta(days=365)


class TriageQuerySet(QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Of the questions that `user` may see."""
        return self.filter(question__in=Question.objects.visible_to(user).order_by().values("pk"))

    def waiting(self) -> Self:
        """To be looked at: the question was closed and still has its text."""
        return self.filter(
            outcome=TriageOutcome.WAITING, question__status__in=SETTLED, question__erased_at=None
        )

    def undecided(self) -> Self:
        """Also where the page was deleted to which it had led."""
        return self.filter(Q(outcome=TriageOutcome.WAITING) | self.page_is_gone)

    @property
    def page_is_gone(self) -> Q:
        return Q(outcome__in=WITH_PAGE, page=None)

    def decided(self) -> Self:
        return self.filter(outcome__in=DECIDED)

    def with_all(self) -> Self:
        """With everything a list shows of each triage, in the same query."""
        return self.select_related(
            "question__office",
            "question__subject",
            "question__asker",
            "question__handler",
            "page__knowledge_base",
            "user",
        )


class TriageGroupQuerySet(QuerySet[Any]):
    def waiting_for(self, user: User) -> Self:
        """The groups in which a question waits that `user` may see."""
        waiting = triages().waiting().visible_to(user)
        return self.filter(Exists(waiting.filter(group=OuterRef("pk"))))

    def with_demand(self, now: datetime) -> Self:
        """Annotated with how much the group is needed.

        `asked`: how often it was asked in a year, decided ones included; `missed`: how many of these the knowledge
        base did not answer, or only partly; `anyway`: how many askers saw suggestions and asked anyway; `score`:
        the sum, so that what is asked often and is found badly comes first. `waiting` and `oldest_at` are those of
        what is still to be decided.
        """
        inside = triages().filter(group=OuterRef("pk"))
        asked = inside.filter(question__asked_at__gte=now - DEMAND_COUNTS_FOR)
        waiting = inside.waiting()
        counted = self.annotate(
            asked=number_of(asked),
            missed=number_of(asked.filter(knowledge_missed())),
            anyway=number_of(asked.filter(asked_anyway())),
            waiting=number_of(waiting),
            oldest_at=Subquery(per_group(waiting).annotate(oldest=Min("entered_at")).values("oldest")),
        )
        return counted.annotate(score=F("asked") + F("missed") + F("anyway"))

    def most_needed_first(self) -> Self:
        return self.order_by("-score", "oldest_at", "pk")


def triages() -> TriageQuerySet:
    model: Any = Question._meta.get_field("triage").related_model
    found: TriageQuerySet = model.objects.order_by()
    return found


def knowledge_missed() -> Exists:
    not_quite = Answer.objects.filter(knowledge_held__in=[KnowledgeHeld.NO, KnowledgeHeld.PARTLY])
    return Exists(not_quite.filter(question=OuterRef("question")).exclude(signed_off_at=None))


def asked_anyway() -> Exists:
    return Exists(ShownSuggestion.objects.filter(run__question=OuterRef("question"), position__gt=0))


def per_group(inside: TriageQuerySet) -> Any:
    return inside.values("group")


def number_of(inside: TriageQuerySet) -> Coalesce:
    counted = per_group(inside).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
