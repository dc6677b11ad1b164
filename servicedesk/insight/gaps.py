"""What is asked and searched for without a page that answers it; each is one click away from a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Max, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from servicedesk.insight.choices import FigureName
from servicedesk.insight.presenting import Figure, Table
from servicedesk.insight.scope import Scope
from servicedesk.offices.permissions import may_promote
from servicedesk.questions.choices import SETTLED
from servicedesk.questions.cleaning import cleaned
from servicedesk.questions.models import Question
from servicedesk.triage.models import Triage
from servicedesk.triage.querysets import knowledge_missed
from vraagbaak.finding.query_log.models import QueryDay
from vraagbaak.finding.query_log.permissions import bases_to_add_to
from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.reporting.bars import Bar, chart_of

MAX_SHOWN = 10
MAX_EXPORTED = 1_000
COUNTED = {FigureName.MISSED: "missed", FigureName.PASSED: "passed"}
REPORTS = {FigureName.MISSED: "querylog:without_results", FigureName.PASSED: "querylog:without_click"}
SEARCH_DEFINITIONS = {
    FigureName.MISSED: gettext_lazy(
        "What visitors typed in the search field and found nothing for, most often first. For a knowledge base:"
        " searches on its site, in its language."
    ),
    FigureName.PASSED: gettext_lazy(
        "What visitors searched for and found pages for, of which they opened none, most often first. For a knowledge"
        " base: searches on its site, in its language."
    ),
}
GROUPS_DEFINITION = gettext_lazy(
    "Closed questions of which nobody has decided yet whether they become a page; those that ask the same are"
    " taken together, in the words of the newest and without personal data, most often first. For a knowledge"
    " base: the questions on its subjects."
)


@dataclass(frozen=True, kw_only=True)
class Gap:
    """`draft_url` is where its draft is written; empty for who may not make one."""

    text: str
    times: int
    bar: Bar
    language: str = ""
    missed: int = 0
    """Of questions: how many the knowledge base did not answer, or only partly."""
    draft_url: str = ""


@dataclass(frozen=True, kw_only=True)
class GapFigure(Figure):
    gaps: Sequence[Gap]


def searches(scope: Scope, *, counted: str) -> Any:
    """Per query and language, what was searched for most often without a result, or without a click."""
    found = search_days(scope).with_text().by_query().filter(**{f"{counted}__gt": 0})
    return found.order_by(f"-{counted}", "query", "language")


def search_days(scope: Scope) -> Any:
    days = QueryDay.objects.filter(day__gte=scope.period.first, day__lte=scope.period.last)
    if scope.office:
        days = days.filter(site=scope.office.site_id)
    if base := scope.knowledge_base:
        above = base.get_ancestors().order_by().values("translation_key")
        sites = Site.objects.filter(root_page__translation_key__in=above)
        days = days.filter(site__in=sites, language=base.locale.language_code)
    return days


def search_figure(scope: Scope, name: FigureName, *, limit: int = MAX_SHOWN) -> GapFigure:
    counted = COUNTED[name]
    rows = list(searches(scope, counted=counted)[:limit])
    gaps = search_gaps(rows, counted=counted, places=places_of_drafts(scope) if rows else {})
    return GapFigure(
        name=name,
        definition=SEARCH_DEFINITIONS[name],
        is_empty=not gaps,
        headline=number_of_searches(scope, counted=counted),
        gaps=gaps,
        table=Table(
            headings=[_("Query"), _("Language"), _("Times")],
            rows=[[gap.text, gap.language, gap.times] for gap in gaps],
        ),
        report_url=reverse(REPORTS[name]),
    )


def search_gaps(rows: list[Any], *, counted: str, places: Mapping[str, KnowledgeBase | None]) -> list[Gap]:
    bars = chart_of(rows, label="query", kinds=[counted]).bars
    return [
        Gap(
            text=row["query"],
            times=row[counted],
            language=row["language"],
            bar=bar,
            draft_url=draft_url(row, places),
        )
        for row, bar in zip(rows, bars, strict=True)
    ]


def number_of_searches(scope: Scope, *, counted: str) -> int:
    """Of all such searches, also those whose words were not kept."""
    days = search_days(scope)
    sums = days.aggregate(
        missed=Sum("without_results"), passed=Sum(F("searches") - F("without_results") - F("with_click"))
    )
    return sums[counted] or 0


def places_of_drafts(scope: Scope) -> Mapping[str, KnowledgeBase | None]:
    """In which knowledge base the answer to a visitor will stand, by language; None where the reader must choose.

    It is the chosen one, else the only one for everyone in that language in which the reader may make a page.
    """
    bases = bases_to_add_to(scope.user).select_related("locale")
    if scope.knowledge_base:
        bases = bases.filter(pk=scope.knowledge_base.pk)
    places: dict[str, KnowledgeBase | None] = {}
    for base in bases:
        language = base.locale.language_code
        if scope.knowledge_base or base.audience == Audience.EVERYONE:
            places[language] = None if language in places else base
        else:
            places.setdefault("", None)
    return places


def draft_url(row: Mapping[str, Any], places: Mapping[str, KnowledgeBase | None]) -> str:
    if not places:
        return ""
    query, language = row["query"], row["language"]
    if base := places.get(language):
        return f"{reverse('querylog:draft_in', args=[base.pk])}?{urlencode({'query': query})}"
    return f"{reverse('querylog:draft')}?{urlencode({'query': query, 'language': language})}"


def groups(scope: Scope) -> Any:
    """What was asked in the period, was closed, and has no page yet: one row per group of questions that ask the
    same. A question that stands alone is a group too, with a key below zero."""
    asked = scope.asked().filter(status__in=SETTLED, erased_at=None)
    without_page = Triage.objects.undecided().filter(question__in=asked.values("pk"))
    alone = Coalesce("group", F("question") * -1)
    counted = (
        without_page.order_by()
        .values(key=alone)
        .annotate(times=Count("pk"), missed=Count("pk", filter=Q(knowledge_missed())), newest=Max("question"))
    )
    return counted.order_by("-times", "-missed", "-newest")


def group_figure(scope: Scope, *, limit: int = MAX_SHOWN) -> GapFigure:
    rows = with_titles(list(groups(scope)[:limit]))
    may_triage = may_promote(scope.user)
    gaps = group_gaps(rows, may_draft=may_triage)
    return GapFigure(
        name=FigureName.GROUPS,
        definition=GROUPS_DEFINITION,
        is_empty=not gaps,
        gaps=gaps,
        table=Table(
            headings=[_("Question"), _("Times"), _("Not or partly in the knowledge base")],
            rows=[[gap.text, gap.times, gap.missed] for gap in gaps],
        ),
        report_url=reverse("triage:index") if may_triage else "",
    )


def group_gaps(rows: list[dict[str, Any]], *, may_draft: bool) -> list[Gap]:
    bars = chart_of(rows, label="title", kinds=["missed", "others"]).bars
    return [
        Gap(
            text=row["title"],
            times=row["times"],
            missed=row["missed"],
            bar=bar,
            draft_url=reverse("questions:promote", args=[row["newest"]]) if may_draft else "",
        )
        for row, bar in zip(rows, bars, strict=True)
    ]


def with_titles(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """In one query. `others`: how many of the group the knowledge base answered, or of which nobody said so."""
    people = Question.objects.select_related("asker", "handler", "office", "earlier")
    questions = people.in_bulk([row["newest"] for row in rows])
    return [
        {**row, "title": cleaned_title(questions[row["newest"]]), "others": row["times"] - row["missed"]}
        for row in rows
        if row["newest"] in questions
    ]


def cleaned_title(question: Question) -> str:
    """As agents search it; of what was closed a moment ago that is still to be written."""
    earlier = getattr(question, "earlier", None)
    return earlier.title if earlier else cleaned(question.title, question=question)
