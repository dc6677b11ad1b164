"""An installation of the product for each engine and size: its folder, its database and its processes."""

import json
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.engines import Engine
from bench.memory import peak_mb
from scripts.serving.folder import DataFolder
from scripts.serving.postgres import Cluster
from scripts.serving.processes import ProcessEndedError, RunningProcess, stop_all
from scripts.serving.server import (
    free_port,
    start_command,
    start_module,
    start_web,
    start_worker,
    wait_until_ready,
)


class TooLongError(Exception):
    """The message says how long it waited."""


@dataclass(frozen=True)
class Finished:
    """What a finished program took, and its result."""

    seconds: float
    peak_mb: float
    result: dict[str, Any]


class Installation(DataFolder):
    def __init__(self, path: Path, engine: Engine, cluster: Cluster | None) -> None:
        super().__init__(path)
        self.engine = engine
        self.cluster = cluster if engine.on_postgres else None
        self.port = free_port()

    @property
    def database_name(self) -> str:
        return self.path.name.replace("-", "_")

    def environment(self, *, port: int) -> dict[str, str]:
        url = {"DATABASE_URL": self.cluster.url(self.database_name)} if self.cluster else {}
        return super().environment(port=port) | {"LOG_LEVEL": "WARNING"} | self.engine.settings | url

    def begin(self, *, like: "Installation | None" = None) -> None:
        """With a copy of the database of another, idle installation; otherwise without one (on PostgreSQL: empty)."""
        self.prepare()
        if self.cluster:
            self.cluster.create_database(
                self.database_name, copy_of=like.database_name if like else "template0"
            )
        elif like:
            with closing(sqlite3.connect(like.database)) as source:
                source.execute("VACUUM INTO ?", [str(self.database)])

    def discard(self) -> None:
        if self.cluster:
            self.cluster.run("dropdb", "--force", self.database_name)
        shutil.rmtree(self.path, ignore_errors=True)

    def run_inside(self, module: str, *arguments: str, limit: float) -> Finished:
        """Runs a module of `bench.inside`, which writes its result to a file. TooLongError after `limit` seconds."""
        place = self.path / "result.json"
        place.unlink(missing_ok=True)
        name = f"bench.inside.{module}"
        running = start_module(self, name, *arguments, "--result", str(place), port=self.port)
        seconds, peak_mb = wait_for(running, limit=limit)
        return Finished(seconds, peak_mb, json.loads(place.read_text(encoding="utf-8")))

    def run_command(self, *arguments: str, limit: float) -> Finished:
        """Runs a management command. TooLongError after `limit` seconds."""
        seconds, peak_mb = wait_for(start_command(self, *arguments, port=self.port), limit=limit)
        return Finished(seconds, peak_mb, {})

    @contextmanager
    def serving(self) -> Iterator[list[RunningProcess]]:
        """The web server, followed by the worker."""
        processes = [start_web(self, port=self.port), start_worker(self, port=self.port)]
        try:
            wait_until_ready(processes, port=self.port)
            yield processes
        finally:
            stop_all(processes)

    def renew_web(self, processes: list[RunningProcess]) -> None:
        """For a server that is still busy with requests that nobody waits for any more."""
        stop_all(processes[:1])
        processes[0] = start_web(self, port=self.port)
        wait_until_ready(processes, port=self.port)

    @property
    def database_bytes(self) -> int:
        if self.cluster:
            return int(self.ask(f"SELECT pg_database_size('{self.database_name}')"))
        return self.database.stat().st_size

    @property
    def index_bytes(self) -> int:
        """Size of the engine's own folder, or of its tables in the database with their indexes."""
        folder = self.path / "search-index"
        if not self.engine.settings:
            return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        if self.cluster:
            return int(self.ask("SELECT pg_total_relation_size('wagtailsearch_indexentry')"))
        with closing(sqlite3.connect(self.database)) as database:
            query = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%wagtailsearch_%'"
            return int(database.execute(query).fetchone()[0])

    def ask(self, query: str) -> str:
        assert self.cluster is not None  # noqa: S101 - for the type checker
        return self.cluster.run("psql", "--dbname", self.database_name, "-At", "-c", query).strip()


def wait_for(running: RunningProcess, *, limit: float) -> tuple[float, float]:
    """Seconds and peak memory in MB of a process just started, which never outlives the waiting.

    TooLongError or ProcessEndedError when there is no result.
    """
    began, peak = time.perf_counter(), 0.0
    try:
        while running.process.poll() is None and time.perf_counter() - began < limit:
            peak = max(peak, peak_mb(running.process.pid))
            time.sleep(0.02)
        if running.process.returncode is None:
            raise TooLongError(f"stopped after {limit:.0f} s")
    finally:
        if running.process.returncode is None:
            stop_all([running])
    if running.process.returncode:
        raise ProcessEndedError(running)
    return time.perf_counter() - began, peak
