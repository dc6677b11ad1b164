"""Who has to change a page hears of it when the task is made, and again when it is due."""

from datetime import timedelta
from typing import Any

import time_machine
from django.core import mail

from tests.factories import NOW, FaqPageFactory
from vraagbaak.models import FaqPage
from vraagbaak.review.digests.actions import plan_digests
from vraagbaak.review.reviews.actions import request_change

TODAY = NOW.date()
REMARK = "Het bedrag is van vorig jaar."


def mailed_on(day: int) -> list[str]:
    """What is mailed so many days later."""
    mail.outbox.clear()
    moment = NOW + timedelta(days=day)
    with time_machine.travel(moment, tick=False):
        plan_digests(now=moment, last_run=None)
    return [message.body for message in mail.outbox]


def page_to_change(base: Any, owner: Any, reviewer: Any) -> FaqPage:
    with time_machine.travel(NOW, tick=False):
        page: FaqPage = FaqPageFactory(parent=base, owner_person=owner)
        due_on = TODAY + timedelta(days=14)
        request_change(page=page, user=reviewer, now=NOW, remark=REMARK, due_on=due_on)
    return page


def test_owner_hears_of_the_task_at_once_and_when_it_is_due(base: Any, editor: Any, moderator: Any) -> None:
    page_to_change(base, owner=editor, reviewer=moderator)
    told = [len(mailed_on(day)) for day in (0, 1, 13, 14, 15)]
    assert told == [1, 0, 0, 1, 0]


def test_mail_holds_the_remark_and_the_day(base: Any, editor: Any, moderator: Any) -> None:
    page_to_change(base, owner=editor, reviewer=moderator)
    [body] = mailed_on(0)
    assert (REMARK in body, "2 december 2026" in body) == (True, True)
