"""The registry of what hangs on a party."""

import pytest

from servicedesk.parties.holdings import Holding, holdings, register_holding


def test_room_tells_what_it_holds_once() -> None:
    [known, *_others] = holdings()

    with pytest.raises(ValueError, match=known.room):
        register_holding(Holding(room=known.room))


def test_what_still_goes_on_is_settled_by_the_lifecycle_alone() -> None:
    assert [holding.room for holding in holdings() if holding.settle_question] == ["lifecycle"]
