"""A room cannot forget to tell what it holds of an asker."""

from typing import Any

from django.contrib.auth.models import Group

from servicedesk.parties import holdings
from servicedesk.parties.models import Party
from servicedesk.privacy.checks import check_holdings, leading_to_an_asker
from servicedesk.questions.models import Answer, Question, Remark


def test_every_room_has_told_what_it_holds() -> None:
    assert check_holdings() == []


def test_model_that_leads_to_an_asker_and_was_registered_nowhere_is_an_error(monkeypatch: Any) -> None:
    left = {room: each for room, each in holdings._registered.items() if room not in ("mail", "presence")}
    monkeypatch.setattr(holdings, "_registered", left)

    errors = sorted(str(error.obj._meta.label) for error in check_holdings())

    assert errors == ["servicedesk.OutgoingMail", "servicedesk.Presence", "servicedesk.StatusLink"]


def test_model_leads_to_an_asker_by_a_field_of_its_own() -> None:
    assert leading_to_an_asker([Group, Party, Answer, Remark, Question]) == [Answer, Remark, Question]
