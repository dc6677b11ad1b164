"""The registry of what hangs on a party."""

import pytest

from servicedesk.parties.holdings import Holding, holdings, register_holding, united


def test_room_tells_what_it_holds_once() -> None:
    [known, *_others] = holdings()

    with pytest.raises(ValueError, match=known.room):
        register_holding(Holding(room=known.room))


def test_what_still_goes_on_is_settled_by_the_lifecycle_alone() -> None:
    assert [holding.room for holding in holdings() if holding.settle_question] == ["lifecycle"]


def test_what_two_rooms_call_the_same_is_refused_and_not_lost() -> None:
    assert united([{"mails": 1}, {"pages": 2}]) == {"mails": 1, "pages": 2}
    with pytest.raises(ValueError, match="mails"):
        united([{"mails": 1}, {"mails": 2}])
