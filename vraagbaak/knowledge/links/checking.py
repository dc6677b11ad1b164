"""The check of one link: asking its server, and following where that leads."""

from urllib.parse import urldefrag, urljoin

from vraagbaak.knowledge.links.internet import NotPublicError
from vraagbaak.knowledge.links.requesting import (
    Answer,
    BrokenAnswerError,
    MalformedAddressError,
    Requester,
    SilenceError,
    UnsupportedAddressError,
    as_sent,
    target_of,
)
from vraagbaak.knowledge.links.throttling import Watchdog
from vraagbaak.knowledge.links.verdicts import LOOP, TOO_FAR, Verdict, verdict_of_error, verdict_of_status

MAX_REDIRECTS = 5
# Nothing is learned, and a busy server is not helped, by asking the same in another way.
ASKED_ENOUGH = {401, 407, 429}
FAULTS = (
    OSError,
    UnicodeError,
    NotPublicError,
    BrokenAnswerError,
    MalformedAddressError,
    UnsupportedAddressError,
)


def check_address(address: str, *, requester: Requester) -> Verdict:
    """Whether a reader could open the address. Touches no database."""
    watchdog = Watchdog(seconds=requester.patience.total)
    try:
        return _follow(address, requester, watchdog)
    except FAULTS as error:
        return verdict_of_error(error)


def _follow(address: str, requester: Requester, watchdog: Watchdog) -> Verdict:
    been = {address}
    for _hop in range(MAX_REDIRECTS + 1):
        answer = _ask(address, requester, watchdog)
        if not answer.leads_on:
            return verdict_of_status(answer.status)
        address = _next_address(address, answer.location)
        if address in been:
            return LOOP
        been.add(address)
    return TOO_FAR


def _ask(address: str, requester: Requester, watchdog: Watchdog) -> Answer:
    """By HEAD, which costs the server least; what that refuses is asked as a browser would, for many cannot do it."""
    target = target_of(address)
    try:
        answer = requester.request("HEAD", target, watchdog=watchdog)
    except (BrokenAnswerError, SilenceError):
        return requester.request("GET", target, watchdog=watchdog)
    if answer.status < 400 or answer.status in ASKED_ENOUGH:
        return answer
    return requester.request("GET", target, watchdog=watchdog)


def _next_address(address: str, location: str) -> str:
    try:
        return urldefrag(urljoin(address, as_sent(location))).url
    except ValueError as error:
        raise MalformedAddressError from error
