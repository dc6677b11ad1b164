"""Requests to the web server of an installation, over persistent connections."""

import http.client
import itertools
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

ANSWER_SECONDS = 60


@dataclass
class Answers:
    """How long the responses took, over which time, and what failed."""

    seconds: list[float] = field(default_factory=list)
    elapsed: float = 0.0
    failures: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return len(self.seconds) / self.elapsed if self.elapsed else 0.0

    @property
    def complaint(self) -> str:
        return f"{len(self.failures)} failed: {self.failures[0]}" if self.failures else ""

    def is_slow(self, limit: float) -> bool:
        """Whether the median response took longer than this, or none came."""
        return not self.seconds or statistics.median(self.seconds) > limit


class Caller:
    """One connection; reopened if the server closed it in between, as servers do."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS)
        self.headers = {"Host": f"localhost:{port}", "Accept-Language": "nl"}

    def get(self, path: str) -> tuple[int, bytes]:
        try:
            return self._get(path)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.connection.close()
            return self._get(path)

    def _get(self, path: str) -> tuple[int, bytes]:
        self.connection.request("GET", path, headers=self.headers)
        response = self.connection.getresponse()
        return response.status, response.read()


def ask_all(port: int, paths: Sequence[str], *, connections: int, limit: float) -> Answers:
    """Requests each path once, over so many connections at a time, and starts no request after `limit` seconds."""
    answers = Answers()
    left = shared(paths)
    began = time.perf_counter()
    callers = [
        threading.Thread(target=ask_in_turn, args=(Caller(port), left, answers, began + limit))
        for _ in range(connections)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    answers.elapsed = time.perf_counter() - began
    return answers


def shared(paths: Sequence[str]) -> Iterator[str]:
    """Each path goes to one thread: `next` of this iterator is one step of the interpreter."""
    return itertools.chain(paths)


def ask_in_turn(caller: Caller, left: Iterator[str], answers: Answers, ends: float) -> None:
    for path in left:
        began = time.perf_counter()
        if began > ends:
            return
        try:
            status, _body = caller.get(path)
        except (OSError, http.client.HTTPException) as error:
            caller.connection.close()
            answers.failures.append(type(error).__name__)
            continue
        if status == HTTPStatus.OK:
            answers.seconds.append(time.perf_counter() - began)
        else:
            answers.failures.append(str(status))
