"""Checks many links: those of different hosts side by side, those of one host after each other."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import timedelta
from time import monotonic

from vraagbaak.knowledge.links.models import Link
from vraagbaak.knowledge.links.verdicts import Verdict

AT_ONCE = 8
Check = Callable[[str], Verdict]


class Round:
    """Gives each link with its verdict, in the order in which these come in.

    `claim` is called in the calling thread, just before a link is asked, and says whether it is ours to check;
    `check` is called in other threads and must leave the database alone. No link is begun after the time `within`.
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
        with ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="link-check") as pool:
            while self._begin(pool):
                done, _running = wait(self._running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield self._running.pop(future), future.result()

    def _begin(self, pool: ThreadPoolExecutor) -> bool:
        """Gives every free thread a link; says whether any is at work."""
        while len(self._running) < AT_ONCE and (link := self._next()):
            if self._claim(link):
                self._running[pool.submit(self._check, link.url)] = link
        return bool(self._running)

    def _next(self) -> Link | None:
        """The first that waits for a host which is not being asked."""
        if monotonic() >= self._ends_at:
            return None
        busy = {link.host for link in self._running.values()}
        host = next((host for host, links in self._waiting.items() if links and host not in busy), None)
        return None if host is None else self._waiting[host].popleft()
