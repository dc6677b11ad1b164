from vraagbaak.reporting.bars import BAR_HEIGHT, MAX_LABEL_LENGTH, ROW_HEIGHT, Part, chart_of

KINDS = ("found", "missed")


def test_the_longest_bar_fills_the_width() -> None:
    rows = [{"query": "paspoort", "found": 3, "missed": 1}, {"query": "hond", "found": 0, "missed": 2}]
    chart = chart_of(rows, label="query", kinds=KINDS)

    assert [(bar.label, bar.value) for bar in chart.bars] == [("paspoort", 4), ("hond", 2)]
    assert chart.bars[0].parts == [Part("found", 3, "0.00%", "75.00%"), Part("missed", 1, "75.00%", "25.00%")]
    assert chart.bars[1].parts == [Part("missed", 2, "0.00%", "50.00%")]


def test_bars_stand_below_each_other() -> None:
    rows = [{"query": str(number), "found": 1, "missed": 0} for number in range(3)]
    chart = chart_of(rows, label="query", kinds=KINDS)

    assert [later.y - bar.y for bar, later in zip(chart.bars, chart.bars[1:], strict=False)] == [
        ROW_HEIGHT
    ] * 2
    assert chart.bars[-1].y + BAR_HEIGHT <= chart.height


def test_rows_that_count_nothing_have_no_parts() -> None:
    chart = chart_of([{"query": "leeg", "found": 0, "missed": 0}], label="query", kinds=KINDS)
    assert (chart.bars[0].value, chart.bars[0].parts) == (0, [])


def test_a_long_label_is_shortened() -> None:
    chart = chart_of([{"query": "a" * 99, "found": 1, "missed": 0}], label="query", kinds=KINDS)
    assert chart.bars[0].label == "a" * (MAX_LABEL_LENGTH - 1) + "…"
