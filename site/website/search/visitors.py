"""Who searches, as far as it must be told: a person or a robot, and the same one as a moment ago."""

import hashlib
import re
import time
from collections import Counter
from threading import Lock

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from website.limits import HOUR, client_address

COUNTED_SEARCHES_PER_HOUR = 100
"""More pages of results for one address, in one process, are taken for a robot's: answered, and not counted."""
MOST_ADDRESSES = 50_000
ROBOT = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|monitor|preview|curl|wget|python|java/|headlesschrome", re.IGNORECASE
)
PREFETCHING = ("Purpose", "Sec-Purpose", "X-Moz")


class SearchesOfTheHour:
    """How often each address searched in this hour; in memory only, so that counting writes nothing."""

    def __init__(self) -> None:
        self.hour, self.counts, self.lock = 0, Counter[str](), Lock()

    def count(self, address: str, *, now: float) -> int:
        with self.lock:
            hour = int(now // HOUR)
            if hour != self.hour or len(self.counts) >= MOST_ADDRESSES:
                self.hour = hour
                self.counts.clear()
            self.counts[address] += 1
            return self.counts[address]


searches = SearchesOfTheHour()


def is_counted(request: HttpRequest) -> bool:
    """Whether what this visitor searches for and chooses counts: a person looks at the results, and not a robot."""
    if not settings.SEARCH_LOG_DAYS:
        return False
    if request.method != "GET" or any("prefetch" in request.headers.get(name, "") for name in PREFETCHING):
        return False
    agent = request.headers.get("User-Agent", "")
    if not agent or ROBOT.search(agent):
        return False
    return searches.count(client_address(request), now=time.time()) <= COUNTED_SEARCHES_PER_HOUR


def visitor_hash(request: HttpRequest, *, salt: str) -> str:
    """The same for the same visitor under the same salt; nobody can read from it who that is."""
    visitor = f"{client_address(request)}\n{request.headers.get('User-Agent', '')}"
    return salted_hmac(salt, visitor, algorithm="sha256").hexdigest()[:32]


def cache_key(*parts: object) -> str:
    return "search:" + hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:40]
