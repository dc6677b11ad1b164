"""Checks many links: different hosts in parallel, the links of one host one after another."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import timedelta
from time import monotonic

from vraagbaak.knowledge.links.models import Link
from vraagbaak.knowledge.links.response_verdicts import Verdict

MAX_PARALLEL_CHECKS = 8
Check = Callable[[str], Verdict]


class Batch:
    """Iterates over the links with their verdicts, in the order in which the checks finish.

    `claim` is called in the calling thread, just before a link is checked, and says whether it is ours to check;
    `check` is called in other threads and must not use the database. No check starts after the time `within`.
    """

    def __init__(
        self, links: Sequence[Link], *, check: Check, claim: Callable[[Link], bool], within: timedelta
    ) -> None:
        self._waiting: dict[str, deque[Link]] = {}
        for link in links:
            self._waiting.setdefault(link.host, deque()).append(link)
        self._running: dict[Future[Verdict], Link] = {}
        self._check, self._claim = check, claim
        self._ends_at = monotonic() + within.total_seconds()

    def __iter__(self) -> Iterator[tuple[Link, Verdict]]:
        with ThreadPoolExecutor(max_workers=MAX_PARALLEL_CHECKS, thread_name_prefix="link-check") as pool:
            while self._begin(pool):
                done, _running = wait(self._running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield self._running.pop(future), future.result()

    def _begin(self, pool: ThreadPoolExecutor) -> bool:
        """Starts checks in all free threads; says whether any is running."""
        while len(self._running) < MAX_PARALLEL_CHECKS and (link := self._next()):
            if self._claim(link):
                self._running[pool.submit(self._check, link.url)] = link
        return bool(self._running)

    def _next(self) -> Link | None:
        """The first waiting link whose host is not being checked."""
        if monotonic() >= self._ends_at:
            return None
        busy = {link.host for link in self._running.values()}
        host = next((host for host, links in self._waiting.items() if links and host not in busy), None)
        return None if host is None else self._waiting[host].popleft()
