"""Results are ordered by score times lift, whichever way an engine counts."""

import pytest

from vraagbaak.finding.lifting import lifted


@pytest.mark.parametrize(
    ("scores", "lifts", "best_first"),
    [
        ([3.0, 2.0, 1.0], [1, 1, 1], ["a", "b", "c"]),
        ([3.0, 2.9, 1.0], [1, 1.25, 1], ["b", "a", "c"]),
        ([-3.0, -2.9, -1.0], [1, 1.25, 1], ["b", "a", "c"]),
        ([2.0, 2.0, 1.0], [1, 1, 1], ["a", "b", "c"]),
        ([None, None, None], [1, 2, 3], ["a", "b", "c"]),
    ],
    ids=["without lift", "lifted", "counting down from zero", "equal keep their order", "without scores"],
)
def test_order(scores: list[float | None], lifts: list[float], best_first: list[str]) -> None:
    assert [each for each, _score in lifted(["a", "b", "c"], scores=scores, lifts=lifts)] == best_first


def test_score_comes_along_with_its_lift() -> None:
    assert lifted(["a", "b"], scores=[2.0, 1.0], lifts=[1, 3]) == [("b", 3.0), ("a", 2.0)]


def test_one_result_alone_keeps_its_score() -> None:
    assert lifted(["a"], scores=[2.0], lifts=[3]) == [("a", 2.0)]
