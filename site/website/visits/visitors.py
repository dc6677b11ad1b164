"""Who visits, as far as counting needs to know: a person or a robot, and how often."""

import time
from collections import Counter
from functools import lru_cache
from threading import Lock

from crawleruseragents import is_crawler
from django.http import HttpRequest

from website.visits.rate_limits import HOUR, client_ip

MAX_ADDRESSES = 50_000
MAX_REMEMBERED_AGENTS = 1_000
PREFETCHING = ("Purpose", "Sec-Purpose", "X-Moz")


class HourlyCounts:
    """How often each network address came in this hour; in memory only, so that counting writes nothing."""

    def __init__(self) -> None:
        self.hour, self.counts, self.lock = 0, Counter[str](), Lock()

    def count(self, ip: str, *, now: float) -> int:
        with self.lock:
            hour = int(now // HOUR)
            if hour != self.hour or len(self.counts) >= MAX_ADDRESSES:
                self.hour = hour
                self.counts.clear()
            self.counts[ip] += 1
            return self.counts[ip]

    def count_of(self, request: HttpRequest) -> int:
        return self.count(client_ip(request), now=time.time())


def is_person(request: HttpRequest) -> bool:
    """Whether somebody looks at the answer: not a robot that says so, nor a browser that fetches pages in advance."""
    if request.method != "GET" or any("prefetch" in request.headers.get(name, "") for name in PREFETCHING):
        return False
    return not is_robot(request.headers.get("User-Agent", ""))


@lru_cache(maxsize=MAX_REMEMBERED_AGENTS)
def is_robot(user_agent: str) -> bool:
    """Whether it is on the list of known robots that came with this version.

    Comparing it with the list costs 0.2 ms, and most visitors have few browsers.
    """
    return not user_agent or is_crawler(user_agent)
