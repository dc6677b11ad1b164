"""Runs as they were stored, days ago: of as many visitors as a test needs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from servicedesk.deflection.actions import (
    begin_run,
    end_run_answered,
    end_run_asked,
    open_suggestion,
    show_suggestions,
)
from servicedesk.deflection.models import AskRun
from tests.factories import NOW, FaqPageFactory, QuestionFactory


@pytest.fixture
def faq(topic: Any) -> Any:
    return FaqPageFactory(parent=topic, title="Hoe vraag ik een paspoort aan?")


@pytest.fixture
def play(office: Any) -> Callable[..., AskRun]:
    """One visitor in one run: `play(faq, opened=True, answered=True, asked=True)`."""

    def play_run(
        *pages: Any,
        visitor: str,
        at: datetime = NOW,
        opened: bool = False,
        answered: bool = False,
        asked: bool = False,
        office: Any = office,
        **question: Any,
    ) -> AskRun:
        run = show_suggestions(run=begin_run(office=office, now=at, visitor=visitor), pages=pages, now=at)
        if opened:
            open_suggestion(run=run, page=pages[0], now=at + timedelta(seconds=30))
        if answered:
            end_run_answered(run=run, page=pages[0], now=at + timedelta(minutes=1))
        if asked:
            asked_at = at + timedelta(minutes=2)
            posed = QuestionFactory(office=office, asked_at=asked_at, **question)
            end_run_asked(run=run, question=posed, now=asked_at)
        return run

    return play_run
