"""Which pages are suggested to an asker: those that fit what was typed, without those that did not help."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from servicedesk.deflection.actions import show_suggestions
from servicedesk.deflection.models import AskRun
from vraagbaak.finding.cards import FaqCard
from vraagbaak.finding.queries import MAX_SUGGESTIONS
from vraagbaak.finding.question_suggestions import suggest_for_question
from website.public.asking.context import AskContext
from website.public.asking.runs import begin, unsent_run
from website.public.asking.stamps import Stamp
from website.visits.sites import active_locale

Shown = Mapping[int, datetime | None]
"""The pages that a run has shown, and when the asker said of one that it did not help."""


def suggest_in_form(
    ask: AskContext, stamp: Stamp | None, *, title: str, body: str
) -> tuple[list[FaqCard], str]:
    """The pages for what stands in a form, and the key of its run once there is one.

    Most of what is typed changes nothing, and then only reads. Anybody may call this; without the stamp of one of our
    forms it writes nothing at all.
    """
    run = unsent_run(ask, stamp) if stamp else None
    shown = shown_in(run)
    pages = suggest(ask, title=title, body=body, shown=shown)
    if stamp and any(card.pk not in shown for card in pages):
        run = show_suggestions(run=run or begin(ask, stamp), pages=pages, now=ask.now)
    return pages, run.key if run else ""


def suggest_before_sending(ask: AskContext, run: AskRun, *, title: str, body: str) -> list[FaqCard]:
    pages = suggest(ask, title=title, body=body, shown=shown_in(run))
    show_suggestions(run=run, pages=pages, now=ask.now)
    return pages


def suggest(ask: AskContext, *, title: str, body: str, shown: Shown) -> list[FaqCard]:
    declined = {page for page, moment in shown.items() if moment}
    found = suggest_for_question(
        title=title,
        body=body,
        user=ask.user,
        site=ask.visit.site,
        locale=active_locale(),
        limit=MAX_SUGGESTIONS + len(declined),
    )
    return [card for card in found if card.pk not in declined][:MAX_SUGGESTIONS]


def shown_in(run: AskRun | None) -> Shown:
    return dict(run.shown.order_by().values_list("page_id", "declined_at")) if run else {}


def digest_of(html: str) -> str:
    """By which a form tells what it shows already."""
    return sha256(html.encode()).hexdigest()[:16]
