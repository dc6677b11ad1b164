"""One measurement from start to finish: an engine with a collection, from an empty database to the last response."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.building import measure_import, measure_rebuild, measure_room, measure_saving, write_files
from bench.content import Collection
from bench.engines import Engine
from bench.figures import Figure
from bench.installation import Installation, TooLongError
from bench.loop import measure_loop
from bench.plan import Plan
from bench.reviewing import measure_reviews
from bench.searching import (
    measure_in_process,
    measure_over_http,
    measure_publishing,
    measure_web_memory,
)
from scripts.serving.postgres import Cluster, NoPostgresError
from scripts.serving.processes import ProcessEndedError
from scripts.serving.server import NotReadyError

FAULTS = (TooLongError, ProcessEndedError, NotReadyError, NoPostgresError, OSError)
SECONDS_FOR_A_SITE = 600
logger = logging.getLogger("bench")


@dataclass
class Course:
    engine: Engine
    collection: Collection
    plan: Plan
    figures: list[Figure] = field(default_factory=list)

    def keep(self, part: str, measured: Callable[[], Iterator[Figure]]) -> bool:
        """Keeps the result of `measured`, or why it failed; returns whether it succeeded."""
        began = time.monotonic()
        try:
            for figure in measured():
                self.add(figure)
        except FAULTS as fault:
            self.add(Figure(what=part, note=str(fault).splitlines()[0]))
            logger.warning("%s", fault)
            return False
        finally:
            logger.info("    %s took %.0f s", part, time.monotonic() - began)
        return True

    def add(self, figure: Figure) -> None:
        self.figures.append(figure)
        logger.info("  %s (%s): %s", figure.what, figure.unit, figure)

    def build(self, installation: Installation, *, with_content: bool) -> None:
        """Of an installation with a site and no pages, or with the whole collection. What cannot be measured is
        left out, with the reason."""
        if with_content:
            self.add(Figure(what="import with index", note="content copied"))
        else:
            self.fill(installation)
        if installation.cluster:
            installation.cluster.run("vacuumdb", "--analyze", installation.database_name)
        self.keep("full rebuild of the index", lambda: measure_rebuild(installation, self.plan))
        self.keep("index on disk", lambda: measure_room(installation))
        self.save(installation, beside=self.collection.pages)

    def fill(self, installation: Installation) -> None:
        """Builds the index first, like anybody who installs the product."""
        files, counts = write_files(installation, self.collection)
        logger.info("  %s", counts)
        installation.run_command("update_index", limit=SECONDS_FOR_A_SITE)
        self.save(installation, beside=0)
        self.keep("import with index", lambda: measure_import(installation, files, self.plan))

    def save(self, installation: Installation, *, beside: int) -> None:
        self.keep(
            "saving one by one",
            lambda: measure_saving(installation, self.collection, self.plan, beside=beside),
        )

    def search(self, installation: Installation) -> None:
        self.keep("search in process", lambda: measure_in_process(installation, self.collection, self.plan))
        self.keep("search over HTTP", lambda: self.serve(installation))

    def ask(self, installation: Installation) -> None:
        """With as many questions and ask runs as there are pages."""
        number = self.collection.pages
        self.keep("the loop", lambda: measure_loop(installation, self.plan, questions=number))

    def review(self, installation: Installation) -> None:
        """Changes all pages, and so comes last."""
        self.keep("reviews", lambda: measure_reviews(installation, self.plan))

    def serve(self, installation: Installation) -> Iterator[Figure]:
        with installation.serving() as processes:
            yield from measure_over_http(installation, processes, self.collection, self.plan)
            yield from measure_web_memory(processes[0])
            yield from measure_publishing(installation, self.plan)


def empty_installation(place: Path, engine: Engine, cluster: Cluster | None) -> Installation:
    """With a migrated database and a site, from which others start."""
    installation = Installation(place / f"empty-{engine.name}", engine, cluster)
    installation.begin()
    installation.run_inside("site", limit=SECONDS_FOR_A_SITE)
    return installation
