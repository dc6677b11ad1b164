"""Which visitors count when they search, and whether two requests are of the same visitor."""

import hashlib

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from website.visits.rate_limits import client_ip
from website.visits.visitors import HourlyCounts, is_person

COUNTED_SEARCHES_PER_HOUR = 100
"""More pages of results for one network address, in one process, are taken for a robot's: shown, and not counted."""

searches = HourlyCounts()


def is_counted(request: HttpRequest) -> bool:
    """Whether the searches and choices of this visitor count: those of people do, those of robots do not."""
    if not (settings.SEARCH_LOG_DAYS and is_person(request)):
        return False
    return searches.count_of(request) <= COUNTED_SEARCHES_PER_HOUR


def visitor_hash(request: HttpRequest, *, salt: str) -> str:
    """The same for the same visitor and salt; it does not tell who that is."""
    visitor = f"{client_ip(request)}\n{request.headers.get('User-Agent', '')}"
    return salted_hmac(salt, visitor, algorithm="sha256").hexdigest()[:32]


def cache_key(*parts: object) -> str:
    return "search:" + hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:40]
