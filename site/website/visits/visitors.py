"""Who visits, as far as it must be told: a person or a robot."""

import re
import time
from collections import Counter
from threading import Lock

from django.http import HttpRequest

from website.visits.rate_limits import HOUR, client_address

MAX_ADDRESSES = 50_000
ROBOT = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|monitor|preview|curl|wget|python|java/|headlesschrome", re.IGNORECASE
)
PREFETCHING = ("Purpose", "Sec-Purpose", "X-Moz")


class VisitsOfTheHour:
    """How often each address came in this hour; in memory only, so that counting writes nothing."""

    def __init__(self) -> None:
        self.hour, self.counts, self.lock = 0, Counter[str](), Lock()

    def count(self, address: str, *, now: float) -> int:
        with self.lock:
            hour = int(now // HOUR)
            if hour != self.hour or len(self.counts) >= MAX_ADDRESSES:
                self.hour = hour
                self.counts.clear()
            self.counts[address] += 1
            return self.counts[address]

    def count_of(self, request: HttpRequest) -> int:
        return self.count(client_address(request), now=time.time())


def is_person(request: HttpRequest) -> bool:
    """Whether somebody looks at the answer: not a robot that says so, nor a browser that looks ahead."""
    if request.method != "GET" or any("prefetch" in request.headers.get(name, "") for name in PREFETCHING):
        return False
    agent = request.headers.get("User-Agent", "")
    return bool(agent) and not ROBOT.search(agent)
