from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from tests.factories import NOW, FaqPageFactory


@pytest.fixture
def today() -> Iterator[date]:
    """The day of NOW, at which the clock stands still."""
    with time_machine.travel(NOW, tick=False):
        yield NOW.date()


@pytest.fixture
def faq(base: Any, editor: Any, today: date) -> Any:
    """A published page that has been due for ten days."""
    page = FaqPageFactory(parent=base, owner_person=editor, reviewed_on=date(2025, 11, 8))
    page.save_revision(user=editor).publish(user=None)
    page.refresh_from_db()
    assert page.review_on == date(2026, 11, 8)
    return page
