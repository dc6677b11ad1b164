"""What the response of a server, or the lack of one, says about a link.

Failing means that a reader cannot open the link either. Where that is uncertain, because the server may treat us
differently from a browser or may be unreachable from here only, the link is unjudged.
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
    InvalidResponseError,
    MalformedUrlError,
    UnsupportedUrlError,
)

# Wants authentication, refuses robots, is busy, or blocks this country or this program.
UNJUDGED_STATUSES = {401, 403, 407, 408, 425, 429, 451}
STATUS_REASONS = {404: _("the page does not exist"), 410: _("the page was removed")}
# As OpenSSL numbers them.
EXPIRED, SELF_SIGNED, OTHER_NAME = 10, 18, 62
# The server left out an intermediate certificate that browsers can fetch, or this machine trusts too few.
UNKNOWN_ISSUER = {2, 20, 21}
CERTIFICATE_REASONS = {
    EXPIRED: _("the certificate of the server has expired"),
    SELF_SIGNED: _("the certificate of the server was not issued by an authority"),
    OTHER_NAME: _("the certificate of the server is for another name"),
}


@dataclass(frozen=True)
class Verdict:
    """`reason` is translated when it is read. `answered`: a server responded, so the internet can be reached."""

    state: LinkState
    reason: Any = ""
    answered: bool = False

    @property
    def may_be_our_fault(self) -> bool:
        """When this machine is cut off from the internet, every link looks like this."""
        return self.state == LinkState.FAILING and not self.answered


LOOP = Verdict(LinkState.FAILING, _("the server keeps sending the reader in a circle"), answered=True)
TOO_MANY_REDIRECTS = Verdict(LinkState.UNJUDGED, _("the server sends the reader on too often"), answered=True)
# The first that matches counts.
ERRORS: tuple[tuple[Any, LinkState, Any], ...] = (
    (NotPublicError, LinkState.UNJUDGED, _("the server is not on the public internet")),
    (UnsupportedUrlError, LinkState.UNJUDGED, _("an address of this kind cannot be checked")),
    (MalformedUrlError, LinkState.FAILING, _("this is no web address")),
    (ssl.SSLError, LinkState.FAILING, _("no secure connection with the server is possible")),
    ((socket.gaierror, UnicodeError), LinkState.FAILING, _("there is no server of this name")),
    (TimeoutError, LinkState.FAILING, _("the server does not answer in time")),
    (ConnectionRefusedError, LinkState.FAILING, _("the server accepts no connection")),
    (InvalidResponseError, LinkState.FAILING, _("the server gives no proper answer")),
    (OSError, LinkState.FAILING, _("the server cannot be reached")),
)


def verdict_of_status(status: int) -> Verdict:
    """Of the last response, which does not redirect any further."""
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
    """Of anything that `Requester.request` and `parsed_url` raise."""
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
