"""Thirteen weeks of visitors of the ask form, made by the same verbs as real ones; the same at each loading."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from servicedesk.deflection.actions import (
    begin_run,
    decline_suggestion,
    end_run_answered,
    end_run_asked,
    follow_up,
    leave_runs,
    open_suggestion,
    show_suggestions,
)
from servicedesk.deflection.choices import FOLLOW_UP_TERM
from servicedesk.deflection.visitors import digest_at, digests_between, visit
from servicedesk.models import Office, Question
from servicedesk.questions.choices import Channel
from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.models import FaqPage
from website.demo.content_files import read_content

DAYS = 91
MAX_SHOWN = 5
OPENED_AFTER, ENDED_AFTER = timedelta(seconds=40), timedelta(minutes=4)
SHORTEST_WORD = 4
A, L, D = "answered", "left", "declined"
OUTCOMES = (A, L, L, A, L, L, D, L, A, L, A)


@dataclass(kw_only=True)
class Visit:
    """One run. `places` are the positions of the suggestions that were opened."""

    begun_at: datetime
    identity: str
    pages: list[FaqPage]
    places: tuple[int, ...] = ()
    answer: FaqPage | None = None
    question: Question | None = None
    reason: str = ""


def load_asking(*, office: Office, now: datetime) -> int:
    """The runs of an office, after its questions; gives how many there are."""
    pages = list(suggested_pages(office))
    visits = sorted(
        [*visits_without_question(office, pages, now=now), *visits_with_question(office, pages, now=now)],
        key=lambda visit: visit.begun_at,
    )
    day = None
    for each in visits:
        if each.begun_at.date() != day:
            day = each.begun_at.date()
            leave_runs(now=each.begun_at)
        play(each, office=office)
    leave_runs(now=now)
    return len(visits)


def suggested_pages(office: Office) -> Iterator[FaqPage]:
    pages = FaqPage.objects.live().of_site(office.site).in_language(office.site.root_page.locale)
    yield from pages.exclude(effective_audience=Audience.AGENTS).order_by("path")


def play(visit: Visit, *, office: Office) -> None:
    opened_at, ended_at = visit.begun_at + OPENED_AFTER, visit.begun_at + ENDED_AFTER
    digest = digest_at(visit.identity, moment=visit.begun_at)
    run = begin_run(office=office, now=visit.begun_at, visitor=digest)
    show_suggestions(run=run, pages=visit.pages, now=visit.begun_at)
    opened = [visit.pages[place] for place in visit.places]
    for page in opened:
        open_suggestion(run=run, page=page, now=opened_at)
        if visit.reason:
            decline_suggestion(run=run, page=page, reason=visit.reason, now=ended_at)
    if visit.answer:
        end_run_answered(run=run, page=visit.answer, now=ended_at)
    if visit.question:
        asked_at = visit.question.asked_at
        end_run_asked(run=run, question=visit.question, now=asked_at)
        since = asked_at - FOLLOW_UP_TERM
        digests = digests_between([visit.identity], since=since, until=asked_at)
        follow_up(question=visit.question, visitors=digests, now=asked_at)


def visits_without_question(office: Office, pages: list[FaqPage], *, now: datetime) -> Iterator[Visit]:
    """More of them as the site becomes known; one on each day of the weekend."""
    reasons = read_content("asking")["declined"]
    number, most = office.pk * 1000, len(pages) // 10
    for days_ago in range(DAYS, -1, -1):
        day = timezone.localtime(now) - timedelta(days=days_ago)
        busy = 1 if day.weekday() >= 5 else most - days_ago // (DAYS // 2)
        for each in range(busy):
            number += 1
            minutes = 9 * 60 + (number * 137) % 600
            begun_at = day.replace(hour=minutes // 60, minute=minutes % 60, second=number % 60, microsecond=0)
            if begun_at < now - timedelta(hours=1):
                yield visit_of(number, begun_at, pages, reasons, is_back=each > 0 and number % 9 == 0)


def visit_of(
    number: int, begun_at: datetime, pages: list[FaqPage], reasons: list[str], *, is_back: bool
) -> Visit:
    """Some pages are wanted much more than others. A visitor who `is_back` is that of the visit before."""
    wanted = pages[(number * number) % (7 + number % len(pages)) % len(pages)]
    shown = nearest(wanted.title, pages)
    outcome = OUTCOMES[number % len(OUTCOMES)]
    place = number % 7 % min(len(shown), 3)
    return Visit(
        begun_at=begun_at,
        identity=visit(f"demo {number - is_back}"),
        pages=shown,
        places=() if outcome == L and number % 2 else (place,),
        answer=shown[place] if outcome == A else None,
        reason=reasons[number % len(reasons)] if outcome == D and number % 5 == 0 else "",
    )


def visits_with_question(office: Office, pages: list[FaqPage], *, now: datetime) -> Iterator[Visit]:
    """A visit for each question from the site; one in four seemed answered by a page the evening before."""
    questions = Question.objects.filter(office=office, channel=Channel.WEB, ask_run=None).order_by(
        "asked_at", "pk"
    )
    for number, question in enumerate(questions):
        shown, identity = nearest(question.title, pages), visit(f"demo question {question.pk}")
        if number % 4 == 1:
            begun_at = question.asked_at - timedelta(hours=14 + number % 9)
            yield Visit(begun_at=begun_at, identity=identity, pages=shown, places=(0,), answer=shown[0])
        yield Visit(
            begun_at=question.asked_at - timedelta(minutes=6),
            identity=identity,
            pages=shown,
            places=((), (0,), (), (1,))[number % 4],
            question=question,
        )


def nearest(text: str, pages: list[FaqPage]) -> list[FaqPage]:
    """The pages that share most words with a text, as if a search had found them."""
    words = words_of(text)
    return sorted(pages, key=lambda page: -len(words & words_of(page.title)))[:MAX_SHOWN]


def words_of(text: str) -> set[str]:
    return {word for word in text.lower().strip("?").split() if len(word) >= SHORTEST_WORD}
