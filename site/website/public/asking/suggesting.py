"""Which pages are suggested to an asker: what fits all that was typed, without what did not help."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from django.http import HttpRequest
from django.utils import timezone

from servicedesk.deflection.choices import AskOutcome
from servicedesk.deflection.models import AskRun
from vraagbaak.finding.cards import FaqCard
from vraagbaak.finding.queries import MAX_SUGGESTIONS
from vraagbaak.finding.question_suggestions import suggest_for_question
from website.public.asking.runs import begin, remember_shown
from website.public.asking.stamps import Stamp, new_stamp
from website.visits.sites import active_locale, site_of

Shown = Mapping[int, datetime | None]
"""The pages that a run has shown, and when the asker said of one that it did not help."""


def suggest_in_form(
    request: HttpRequest, stamp: Stamp | None, *, title: str, body: str
) -> tuple[list[FaqCard], str]:
    """The pages for what stands in a form, and the key of its run once there is one.

    Most of what is typed changes nothing, and then only reads. An address that anybody can call, without the stamp
    of a form of ours, writes nothing at all.
    """
    run = run_of(request, stamp) if stamp else None
    shown = shown_in(run)
    pages = suggest(request, title=title, body=body, shown=shown)
    if stamp and any(card.pk not in shown for card in pages):
        run = remember_shown(run or begin(request, stamp), pages)
    return pages, run.key if run else ""


def suggest_before_sending(request: HttpRequest, run: AskRun, *, title: str, body: str) -> list[FaqCard]:
    pages = suggest(request, title=title, body=body, shown=shown_in(run))
    remember_shown(run, pages)
    return pages


def suggest(request: HttpRequest, *, title: str, body: str, shown: Shown) -> list[FaqCard]:
    site = site_of(request)
    if site is None:
        return []
    declined = {page for page, moment in shown.items() if moment}
    found = suggest_for_question(
        title=title,
        body=body,
        user=request.user,
        site=site,
        locale=active_locale(),
        limit=MAX_SUGGESTIONS + len(declined),
    )
    return [card for card in found if card.pk not in declined][:MAX_SUGGESTIONS]


def run_of(request: HttpRequest, stamp: Stamp) -> AskRun | None:
    """The run that the form began, unless its question was sent: what is typed then belongs to another one."""
    runs = AskRun.objects.filter(office__site=site_of(request)).exclude(outcome=AskOutcome.ASKED)
    return runs.filter(key=stamp.key).first()


def shown_in(run: AskRun | None) -> Shown:
    return dict(run.shown.order_by().values_list("page_id", "declined_at")) if run else {}


def stamp_of_run(key: str) -> Stamp:
    """With which a form goes on with a run; a new one where it is unknown."""
    begun_at = AskRun.objects.filter(key=key).values_list("begun_at", flat=True).first()
    return Stamp(key=key, opened_at=timezone.localtime(begun_at)) if begun_at else new_stamp()


def digest_of(html: str) -> str:
    """By which a form tells what it shows already."""
    return sha256(html.encode()).hexdigest()[:16]
