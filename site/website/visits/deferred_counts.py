"""Counts what visitors do, after they have their answer. What cannot be written is not counted, and hinders nobody."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError
from django.http import HttpResponse

from website.visits.short_waits import waiting_briefly

logger = logging.getLogger(__name__)


class CountedResponse(HttpResponse):
    """A response after which something is counted, when the server has sent it and closes it."""

    def __init__(self, *args: Any, count: Callable[[], None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = count

    def close(self) -> None:
        if not self.closed:
            try:
                count_if_possible(self.count)
            finally:
                super().close()


def count_if_possible(count: Callable[[], None]) -> None:
    try:
        with waiting_briefly():
            count()
    except DatabaseError as error:
        logger.warning("What a visitor did was not counted: %s", error)
