"""What was measured is shown with its spread, and what was not with its cause."""

from bench.asking import ask_all
from bench.figures import Figure, as_json, table, times


def test_times_are_median_and_95th_percentile_in_milliseconds() -> None:
    figure = times("search", [number / 1000 for number in range(1, 101)])

    assert (figure.value, figure.p95, figure.n, figure.unit) == (50.5, 96.0, 100, "ms")


def test_no_times_are_a_figure_with_a_cause() -> None:
    assert str(times("search", [])) == "not measured: no request was answered in time"


def test_a_table_has_a_column_for_each_engine_and_leaves_room_for_what_one_lacks() -> None:
    ours = [times("search", [0.001, 0.002]), Figure(what="index", unit="MB", value=1234.5)]
    theirs = [Figure(what="search", unit="ms", note="stopped after 20 s")]

    assert table([("ours", ours), ("theirs", theirs)]).splitlines() == [
        "|  | ours | theirs |",
        "| --- | --- | --- |",
        "| search (ms) | 1.50 / 2.00 (n=2) | not measured: stopped after 20 s |",
        "| index (MB) | 1,234 |  |",
    ]


def test_json_leaves_out_empty_notes() -> None:
    assert as_json([Figure(what="index", unit="MB", value=1.0)]) == [
        {"what": "index", "unit": "MB", "value": 1.0, "p95": None, "n": None}
    ]


def test_a_server_that_is_not_there_is_counted_as_failing(unused_port: int) -> None:
    answers = ask_all(unused_port, ["/a", "/b"], connections=2, limit=5)

    assert (answers.seconds, answers.failures) == ([], ["ConnectionRefusedError"] * 2)
