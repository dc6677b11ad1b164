"""`make bench`: generates content, measures the engines side by side, prints a table and keeps it as JSON."""

import argparse
import json
import logging
import os
import platform
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from bench.content import SEED, Collection
from bench.course import Course, empty_installation
from bench.engines import ENGINES, SIDE_BY_SIDE, Engine
from bench.figures import Column, Figure, as_json, table
from bench.installation import Installation
from bench.plan import Plan
from scripts.serving.postgres import Cluster, NoPostgresError, private_cluster
from scripts.serving.processes import STOP_SIGNALS

RESULTS = Path("bench-results")
PAGES = "2000,20000"


IMPORTED_BY_ALL_UP_TO = 20_000


class Bench:
    """Holds the installations that measurements start with a copy of: an empty one for each kind of database, and
    for a large collection the one that the first engine on SQLite filled."""

    def __init__(self, place: Path, cluster: Cluster | None, plan: Plan) -> None:
        self.place = place
        self.cluster = cluster
        self.plan = plan
        self.empty: dict[bool, Installation] = {}
        self.filled: dict[int, Installation] = {}

    def run(self, engine: Engine, pages: int) -> Course:
        logging.info("%s, %d pages", engine.label, pages)
        course = Course(engine, Collection(pages), self.plan)
        if engine.on_postgres and not self.cluster:
            course.add(Figure(what="everything", note="PostgreSQL was not found"))
            return course
        shared = not engine.on_postgres and pages > IMPORTED_BY_ALL_UP_TO
        filled = self.filled.get(pages) if shared else None
        installation = Installation(self.place / f"{engine.name}-{pages}", engine, self.cluster)
        installation.begin(like=filled or self.empty_for(engine))
        try:
            course.build(installation, with_content=bool(filled))
            if shared and not filled:
                self.filled[pages] = Installation(self.place / f"content-{pages}", engine, None)
                self.filled[pages].begin(like=installation)
            course.search(installation)
            course.ask(installation)
            course.review(installation)
        finally:
            installation.discard()
        return course

    def empty_for(self, engine: Engine) -> Installation:
        if engine.on_postgres not in self.empty:
            self.empty[engine.on_postgres] = empty_installation(self.place, engine, self.cluster)
        return self.empty[engine.on_postgres]


@contextmanager
def cluster_for(engines: Sequence[Engine]) -> Iterator[Cluster | None]:
    """None if no engine needs one, or if this machine has no PostgreSQL."""
    try:
        context = private_cluster() if any(engine.on_postgres for engine in engines) else nullcontext()
        with context as cluster:
            yield cluster
    except NoPostgresError as lacking:
        logging.warning("%s", lacking)
        yield None


def columns(courses: Sequence[Course]) -> list[Column]:
    return [(course.engine.label, course.figures) for course in courses]


def machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load before": os.getloadavg()[0],
        "system": f"{platform.system()} {platform.release()}",
        "began": datetime.now(UTC).isoformat(timespec="seconds"),
        "seed": SEED,
    }


def as_document(courses: Sequence[Course], about: dict[str, Any]) -> dict[str, Any]:
    measured = [
        {
            "engine": course.engine.name,
            "pages": course.collection.pages,
            "figures": as_json(course.figures),
        }
        for course in courses
    ]
    return {"machine": about, "measured": measured}


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--pages", default=PAGES, help=f"sizes, separated by commas (default {PAGES})")
    parser.add_argument(
        "--engines", default=",".join(SIDE_BY_SIDE), help=f"of {', '.join(ENGINES)}, separated by commas"
    )
    parser.add_argument("--json", type=Path, help=f"where to keep the figures (default in {RESULTS}/)")
    parser.add_argument("--seconds", type=float, default=20, help="for one kind of search at most")
    return parser.parse_args()


def interrupt(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt


def main() -> None:
    arguments = parse_arguments()
    unknown = [name for name in arguments.engines.split(",") if name not in ENGINES]
    if unknown:
        sys.exit(f"There is no engine {', '.join(unknown)}; there are {', '.join(ENGINES)}.")
    engines = [ENGINES[name] for name in arguments.engines.split(",")]
    sizes = [int(size) for size in arguments.pages.split(",")]
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    for number in STOP_SIGNALS:
        signal.signal(number, interrupt)
    about = machine()
    place = arguments.json or RESULTS / f"{about['began'].replace(':', '')}.json"
    plan = Plan(search_seconds=arguments.seconds, request_seconds=arguments.seconds)
    run_all(engines, sizes, plan, about=about, place=place)
    print(f"The figures are in {place}.")


def run_all(
    engines: Sequence[Engine], sizes: Sequence[int], plan: Plan, *, about: dict[str, Any], place: Path
) -> None:
    """Saves the results after each engine, so that an interrupted run is not lost."""
    courses: list[Course] = []
    place.parent.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="vraagbaak-bench-") as folder,
        cluster_for(engines) as cluster,
    ):
        bench = Bench(Path(folder), cluster, plan)
        for pages in sizes:
            for engine in engines:
                courses.append(bench.run(engine, pages))
                place.write_text(json.dumps(as_document(courses, about), indent=1), encoding="utf-8")
            of_size = [course for course in courses if course.collection.pages == pages]
            print(f"\n{pages} pages\n\n{table(columns(of_size))}\n", flush=True)


if __name__ == "__main__":
    main()
