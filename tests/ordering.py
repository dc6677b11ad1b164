"""The order in which the processes of one run take the tests, so that all of them are busy until the end.

Each process gets an equal part and takes from the end of another's when it is done. So each part begins with tests
that take long; those of the browser come last, since they start a browser and keep an event loop in the process.
"""

import pytest


def shared_out(items: list[pytest.Item], processes: int) -> list[pytest.Item]:
    """All items, in parts of equal number that follow one another: the first of them for the first process."""
    long = [item for item in items if item.get_closest_marker("long")]
    browser = [item for item in items if item.get_closest_marker("browser") and item not in long]
    apart = {*long, *browser}
    rest = [item for item in items if item not in apart]
    ordered: list[pytest.Item] = []
    for number in range(processes):
        begins, ends = long[number::processes], cut(browser, number, processes)
        size = len(items) * (number + 1) // processes - len(ordered)
        fill = len(rest) if number == processes - 1 else max(0, size - len(begins) - len(ends))
        ordered += [*begins, *rest[:fill], *ends]
        rest = rest[fill:]
    return ordered


def cut(items: list[pytest.Item], number: int, parts: int) -> list[pytest.Item]:
    return items[len(items) * number // parts : len(items) * (number + 1) // parts]
