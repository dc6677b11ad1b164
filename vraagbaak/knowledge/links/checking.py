"""Checks one URL: requests it and follows redirects."""

from urllib.parse import urldefrag, urljoin

from vraagbaak.knowledge.links.internet import NotPublicError
from vraagbaak.knowledge.links.requesting import (
    InvalidResponseError,
    MalformedUrlError,
    NoResponseError,
    Requester,
    ServerResponse,
    UnsupportedUrlError,
    parsed_url,
    percent_encoded,
)
from vraagbaak.knowledge.links.response_verdicts import (
    LOOP,
    TOO_MANY_REDIRECTS,
    Verdict,
    verdict_of_error,
    verdict_of_status,
)
from vraagbaak.knowledge.links.throttling import Watchdog

MAX_REDIRECTS = 5
# A GET after such a response to HEAD would tell nothing new, and burden a busy server.
FINAL_STATUSES = {401, 407, 429}
CHECK_ERRORS = (
    OSError,
    UnicodeError,
    NotPublicError,
    InvalidResponseError,
    MalformedUrlError,
    UnsupportedUrlError,
)


def check_url(url: str, *, requester: Requester) -> Verdict:
    """Whether a reader could open the URL. Does not use the database."""
    watchdog = Watchdog(seconds=requester.timeouts.total)
    try:
        return _follow(url, requester, watchdog)
    except CHECK_ERRORS as error:
        return verdict_of_error(error)


def _follow(url: str, requester: Requester, watchdog: Watchdog) -> Verdict:
    visited = {url}
    for _hop in range(MAX_REDIRECTS + 1):
        response = _request(url, requester, watchdog)
        if not response.is_redirect:
            return verdict_of_status(response.status)
        url = _next_url(url, response.location)
        if url in visited:
            return LOOP
        visited.add(url)
    return TOO_MANY_REDIRECTS


def _request(url: str, requester: Requester, watchdog: Watchdog) -> ServerResponse:
    """Tries HEAD, which costs the server least, and then GET, since many servers do not support HEAD."""
    target = parsed_url(url)
    try:
        response = requester.request("HEAD", target, watchdog=watchdog)
    except (InvalidResponseError, NoResponseError):
        return requester.request("GET", target, watchdog=watchdog)
    if response.status < 400 or response.status in FINAL_STATUSES:
        return response
    return requester.request("GET", target, watchdog=watchdog)


def _next_url(url: str, location: str) -> str:
    try:
        return urldefrag(urljoin(url, percent_encoded(location))).url
    except ValueError as error:
        raise MalformedUrlError from error
