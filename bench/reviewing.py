"""What reviews cost when every page is due."""

from collections.abc import Iterator

from bench.figures import Figure
from bench.installation import Installation
from bench.plan import Plan


def measure_reviews(installation: Installation, plan: Plan) -> Iterator[Figure]:
    finished = installation.run_inside("reviewing", limit=plan.building_seconds)
    for name, seen in finished.result.items():
        yield Figure(what=name, unit="s", value=seen["seconds"])
        yield Figure(what=f"{name}, queries", value=seen["queries"])
        yield Figure(what=f"{name}, peak memory", unit="MB RSS", value=seen["peak"])
