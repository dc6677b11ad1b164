from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest

from tests.factories import AMSTERDAM
from vraagbaak.review.daily.steps import plan as plan_digests

Plan = Callable[[date], int]


@pytest.fixture
def plan(time_machine: Any) -> Plan:
    """Plans the digests on the morning of a day; the mails go at once."""

    def on(day: date) -> int:
        morning = datetime.combine(day, time(6), AMSTERDAM)
        time_machine.move_to(morning)
        return plan_digests(morning)

    return on


@pytest.fixture
def _queued(settings: Any) -> None:
    """Tasks wait in the database: nothing is sent."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
