"""The queue of triage as it is shown: each group with its questions, the reason for its place, and its exits."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from servicedesk.questions.models import Question
from servicedesk.triage.choices import WITH_PAGE
from servicedesk.triage.models import Triage, TriageGroup
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.faqs.models import FaqPage

MAX_AT_ONCE = 200
SHOWN_AT_FIRST = 5


@dataclass(frozen=True)
class GroupCard:
    """A group; `questions` are those that wait, `pages` those to which others of the group led."""

    group: Any
    questions: list[Question]
    pages: list[FaqPage]
    next_url: str = ""

    @property
    def first(self) -> Question:
        return self.questions[0]

    @property
    def shown(self) -> list[Question]:
        return self.questions[:SHOWN_AT_FIRST]

    @property
    def others(self) -> list[Question]:
        return self.questions[SHOWN_AT_FIRST:MAX_AT_ONCE]

    @property
    def is_group(self) -> bool:
        return len(self.questions) > 1

    @property
    def why(self) -> str:
        """The reason for its place in the queue, in words."""
        group = self.group
        said = [
            ngettext("asked %(n)d time in a year", "asked %(n)d times in a year", group.asked)
            % {"n": group.asked}
        ]
        if group.missed:
            said.append(
                ngettext(
                    "%(n)d time the knowledge base did not have the whole answer",
                    "%(n)d times the knowledge base did not have the whole answer",
                    group.missed,
                )
                % {"n": group.missed}
            )
        if group.anyway:
            said.append(
                ngettext(
                    "%(n)d asker saw suggestions and asked anyway",
                    "%(n)d askers saw suggestions and asked anyway",
                    group.anyway,
                )
                % {"n": group.anyway}
            )
        sentence = "; ".join(said)
        return f"{sentence[:1].upper()}{sentence[1:]}."

    @property
    def sum(self) -> str:
        group = self.group
        return _("%(asked)d asked + %(missed)d not in the knowledge base + %(anyway)d asked anyway") % {
            "asked": group.asked,
            "missed": group.missed,
            "anyway": group.anyway,
        }

    @property
    def promote_url(self) -> str:
        return reverse("questions:promote", args=[self.first.pk])

    @property
    def link_url(self) -> str:
        return exit_url("link", self.questions, next_url=self.next_url)

    @property
    def skip_url(self) -> str:
        return exit_url("skip", self.questions, next_url=self.next_url)


def exit_url(exit_name: str, questions: Sequence[Question], *, next_url: str, **more: Any) -> str:
    """Where these questions are decided on together."""
    keys = [("id", str(question.pk)) for question in questions[:MAX_AT_ONCE]]
    url = reverse("wagtail_bulk_action", args=["servicedesk", "triage", exit_name])
    return f"{url}?{urlencode([*keys, *more.items(), ('next', next_url)])}"


def cards_of(
    groups: Iterable[TriageGroup], *, user: User, next_url: str = "", named_in: Sequence[str] = ()
) -> list[GroupCard]:
    """In two queries, whatever the number of groups; one more for each of `named_in`, where texts are cleaned."""
    listed = list(groups)
    inside = Triage.objects.visible_to(user).filter(group__in=[group.pk for group in listed])
    waiting = inside.waiting().with_all()
    questions: dict[Any, list[Question]] = defaultdict(list)
    for triage in waiting.prefetch_related(*named(named_in)).order_by("question__asked_at", "pk"):
        questions[triage.group_id].append(triage.question)
    pages: dict[Any, dict[Any, Any]] = defaultdict(dict)
    for triage in inside.filter(outcome__in=WITH_PAGE).exclude(page=None).with_all():
        pages[triage.group_id][triage.page_id] = triage.page
    return [
        GroupCard(group, questions[group.pk], list(pages[group.pk].values()), next_url)
        for group in listed
        if questions[group.pk]
    ]


def named(paths: Sequence[str]) -> list[str]:
    return [f"question__{path}" for path in paths]
