"""Search times of an installation: in one process, over HTTP, and after a page was published."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator

from bench.asking import Answers, Caller, ask_all
from bench.content import Collection
from bench.figures import Figure, times
from bench.installation import Installation, TooLongError
from bench.kinds import KINDS, Kind, address, over_http
from bench.memory import largest_child
from bench.plan import Plan
from scripts.serving.processes import RunningProcess
from scripts.serving.server import ROOT

WARMING_UP = 16
LOOK_AGAIN_SECONDS = 0.02


def measure_in_process(installation: Installation, collection: Collection, plan: Plan) -> Iterator[Figure]:
    """All kinds in one process, which reports its memory at the end."""
    asked = [
        {"name": kind.name, "call": kind.call, "asked": kind.draw(collection, count=plan.searches, turn=0)}
        for kind in KINDS
    ]
    path = installation.path / "plan.json"
    path.write_text(json.dumps(asked), encoding="utf-8")
    seconds = plan.search_seconds
    finished = installation.run_inside(
        "searching", str(path), "--seconds", str(seconds), limit=plan.building_seconds
    )
    for name, seen in finished.result["kinds"].items():
        yield times(f"{name}, in process", seen["seconds"])
    memory = finished.result["memory"]
    yield Figure(what="a process that searched", unit="MB RSS", value=memory["rss"])


def measure_over_http(
    installation: Installation, processes: list[RunningProcess], collection: Collection, plan: Plan
) -> Iterator[Figure]:
    """What takes too long over one connection is not tried over many: the server would be busy for minutes."""
    alone: dict[Kind, Answers] = {}
    for connections in plan.connections:
        for kind in over_http():
            what = f"{kind.name}, HTTP, {connections} at a time"
            if kind in alone and alone[kind].is_slow(plan.slow_seconds):
                yield Figure(
                    what=what, unit="ms", note=f"takes one alone more than {plan.slow_seconds:.0f} s"
                )
                continue
            answers = ask_kind(installation, collection, plan, kind=kind, connections=connections)
            alone.setdefault(kind, answers)
            yield times(what, answers.seconds, note=answers.complaint)
            if connections > 1:
                yield Figure(what=f"{what}, answers", unit="per s", value=answers.rate)
            if answers.failures:
                installation.renew_web(processes)


def ask_kind(
    installation: Installation, collection: Collection, plan: Plan, *, kind: Kind, connections: int
) -> Answers:
    """After a few requests as warm-up."""
    drawn = kind.draw(collection, count=plan.requests + WARMING_UP, turn=connections)
    paths = [address(kind, asked) for asked in drawn]
    limit = plan.request_seconds
    ask_all(installation.port, paths[:WARMING_UP], connections=connections, limit=limit / 4)
    return ask_all(installation.port, paths[WARMING_UP:], connections=connections, limit=limit)


def measure_web_memory(web: RunningProcess) -> Iterator[Figure]:
    for name, value in largest_child(web.process.pid).items():
        yield Figure(what="a web process that searched", unit=f"MB {name.upper()}", value=value)


def measure_publishing(installation: Installation, plan: Plan) -> Iterator[Figure]:
    """From the moment that the page was published until a search over HTTP shows it."""
    took, cause = [], ""
    with subprocess.Popen(
        [sys.executable, "-m", "bench.inside.publishing"],
        cwd=ROOT,
        env=installation.environment(port=installation.port),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as publisher:
        for number in range(plan.published):
            try:
                took.append(
                    seconds_until_found(publisher, installation, word=f"zwaluwnest{number}q", plan=plan)
                )
            except TooLongError as error:
                cause = str(error)
        publisher.stdin.close()  # type: ignore[union-attr]
    yield times("from published to found, over HTTP", took, note=cause)


def seconds_until_found(
    publisher: "subprocess.Popen[str]", installation: Installation, *, word: str, plan: Plan
) -> float:
    caller = Caller(installation.port)
    publisher.stdin.write(f"{word}\n")  # type: ignore[union-attr]
    publisher.stdin.flush()  # type: ignore[union-attr]
    publisher.stdout.readline()  # type: ignore[union-attr]
    published = time.perf_counter()
    while word not in caller.get(f"/api/v1/search?q={word}")[1].decode():
        if time.perf_counter() - published > plan.found_seconds:
            raise TooLongError(f"a page was not found within {plan.found_seconds:.0f} s")
        time.sleep(LOOK_AGAIN_SECONDS)
    return time.perf_counter() - published
