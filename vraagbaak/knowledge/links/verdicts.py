"""What an answer, or the lack of one, tells about a link.

A verdict of failing says that a reader cannot open the link either. Where that is not certain, since the server may
treat us otherwise than a browser or cannot be reached from here alone, the link is unjudged.
"""

import errno
import socket
import ssl
from dataclasses import dataclass
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from vraagbaak.knowledge.links.choices import LinkState
from vraagbaak.knowledge.links.internet import NotPublicError
from vraagbaak.knowledge.links.requesting import (
    BrokenAnswerError,
    MalformedAddressError,
    UnsupportedAddressError,
)

# Asks who we are, refuses robots, is busy, or has nothing to say to this country or this program.
UNJUDGED_STATUSES = {401, 403, 407, 408, 425, 429, 451}
STATUS_REASONS = {404: _("the page does not exist"), 410: _("the page was removed")}
# As OpenSSL numbers them.
EXPIRED, SELF_SIGNED, OTHER_NAME = 10, 18, 62
# The server left out a certificate that browsers know how to get, or this machine trusts too few.
UNKNOWN_ISSUER = {2, 20, 21}
CERTIFICATE_REASONS = {
    EXPIRED: _("the certificate of the server has expired"),
    SELF_SIGNED: _("the certificate of the server was not issued by an authority"),
    OTHER_NAME: _("the certificate of the server is for another name"),
}


@dataclass(frozen=True)
class Verdict:
    """`reason` is put into words by who reads it. `answered`: a server answered, so the internet can be reached."""

    state: LinkState
    reason: Any = ""
    answered: bool = False

    @property
    def may_be_our_fault(self) -> bool:
        """When the machine is cut off from the internet, every link looks like this."""
        return self.state == LinkState.FAILING and not self.answered


LOOP = Verdict(LinkState.FAILING, _("the server keeps sending the reader in a circle"), answered=True)
TOO_FAR = Verdict(LinkState.UNJUDGED, _("the server sends the reader on too often"), answered=True)
# The first that fits.
ERRORS: tuple[tuple[Any, LinkState, Any], ...] = (
    (NotPublicError, LinkState.UNJUDGED, _("the server is not on the public internet")),
    (UnsupportedAddressError, LinkState.UNJUDGED, _("an address of this kind cannot be checked")),
    (MalformedAddressError, LinkState.FAILING, _("this is no web address")),
    (ssl.SSLError, LinkState.FAILING, _("no secure connection with the server is possible")),
    ((socket.gaierror, UnicodeError), LinkState.FAILING, _("there is no server of this name")),
    (TimeoutError, LinkState.FAILING, _("the server does not answer in time")),
    (ConnectionRefusedError, LinkState.FAILING, _("the server accepts no connection")),
    (BrokenAnswerError, LinkState.FAILING, _("the server gives no proper answer")),
    (OSError, LinkState.FAILING, _("the server cannot be reached")),
)


def verdict_of_status(status: int) -> Verdict:
    """Of the last answer, when there is nowhere further to go."""
    if status < 400:
        return Verdict(LinkState.WORKING, answered=True)
    if status in UNJUDGED_STATUSES or status >= 600:
        state, words = LinkState.UNJUDGED, _("the server does not let programs see the page")
    elif status >= 500:
        state, words = LinkState.FAILING, _("the server has a failure")
    else:
        state, words = LinkState.FAILING, STATUS_REASONS.get(status, _("the server does not give the page"))
    return Verdict(state, format_lazy("{words} ({status})", words=words, status=status), answered=True)


def verdict_of_error(error: Exception) -> Verdict:
    """Of whatever `Requester.request` and `target_of` raise."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return verdict_of_certificate(error.verify_code)
    if isinstance(error, OSError) and error.errno == errno.ENETUNREACH:
        return Verdict(LinkState.UNJUDGED, _("the server cannot be reached from here"))
    state, reason = next((state, reason) for kind, state, reason in ERRORS if isinstance(error, kind))
    return Verdict(state, reason)


def verdict_of_certificate(code: int) -> Verdict:
    if code in UNKNOWN_ISSUER:
        return Verdict(LinkState.UNJUDGED, _("who issued the certificate of the server is not known here"))
    reason = CERTIFICATE_REASONS.get(code, _("the certificate of the server is not valid"))
    return Verdict(LinkState.FAILING, reason)
