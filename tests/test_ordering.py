"""How the tests are shared out over the processes of a run."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.ordering import shared_out


class Item(SimpleNamespace):
    """Stands for a test: a letter for its kind and a number."""

    __hash__ = object.__hash__

    def get_closest_marker(self, name: str) -> bool:
        return self.name.startswith(name[0])


def items(*names: str) -> list[Any]:
    return [Item(name=name) for name in names]


@pytest.mark.parametrize("processes", [1, 2, 3, 7])
def test_every_test_is_run_once(processes: int) -> None:
    given = items("l0", "n1", "b2", "n3", "l4", "b5", "n6", "n7", "n8", "b9", "n10")

    assert sorted(map(id, shared_out(given, processes))) == sorted(map(id, given))


def test_each_part_begins_with_what_takes_long_and_ends_in_the_browser() -> None:
    given = items("b0", "b1", "n2", "n3", "n4", "n5", "l6", "l7")

    names = [item.name for item in shared_out(given, 2)]

    assert names == ["l6", "n2", "n3", "b0", "l7", "n4", "n5", "b1"]


def test_what_takes_long_in_the_browser_comes_first_too() -> None:
    class Both(Item):
        def get_closest_marker(self, name: str) -> bool:
            return True

    given = [*items("n0", "n1", "b2"), Both(name="both")]

    assert shared_out(given, 2)[0].name == "both"
