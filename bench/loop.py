"""What the screens of the question loop cost with as many questions as there are pages."""

from collections.abc import Iterator

from bench.figures import Figure
from bench.installation import Installation
from bench.plan import Plan


def measure_loop(installation: Installation, plan: Plan, *, questions: int) -> Iterator[Figure]:
    finished = installation.run_inside("loop", "--questions", str(questions), limit=plan.building_seconds)
    for name, seen in finished.result.items():
        yield Figure(what=name, unit="s", value=seen["seconds"])
        yield Figure(what=f"{name}, queries", value=seen["queries"])
        yield Figure(what=f"{name}, peak memory", unit="MB RSS", value=seen["peak"])
