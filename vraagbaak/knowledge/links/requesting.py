"""One request for one address, of which the body is never read."""

import socket
import ssl
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPException
from urllib.parse import quote

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import Url, parse_url

from vraagbaak.knowledge.links.internet import Resolve, public_addresses
from vraagbaak.knowledge.links.throttling import Patience, Turns, Watchdog

HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; Vraagbaak link check)", "Accept": "*/*"}
MAX_ADDRESSES = 4
URL_SIGNS = "!#$%&'()*+,/:;=?@[]~"


class UnsupportedAddressError(Exception):
    """An address that may be right, but is not for us to ask: of another scheme, or with a password in it."""


class MalformedAddressError(Exception):
    """What no browser could open."""


class BrokenAnswerError(Exception):
    """The server was reached, but what it said is no answer."""


class SilenceError(TimeoutError):
    """The server was reached, but said nothing in time."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    location: str

    @property
    def leads_on(self) -> bool:
        return self.status in (301, 302, 303, 307, 308) and bool(self.location)


class CheckedConnection(HTTPConnection):
    connect_to: Callable[[str, int], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.connect_to(self._dns_host, self.port)


class CheckedTlsConnection(HTTPSConnection):
    """The certificate is compared with the name in the address, not with what was connected to."""

    connect_to: Callable[[str, int], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.connect_to(self._dns_host, self.port)


@cache
def trusted() -> ssl.SSLContext:
    """The certificates that the machine trusts."""
    return ssl.create_default_context()


@dataclass(frozen=True, kw_only=True)
class Requester:
    """Asks servers. No proxy is used, since it would connect to addresses that nobody checked."""

    resolve: Resolve = public_addresses
    patience: Patience = field(default_factory=Patience)
    turns: Turns = field(default_factory=Turns)
    tls: Callable[[], ssl.SSLContext] = trusted

    def request(self, method: str, target: Url, *, watchdog: Watchdog) -> Answer:
        """Raises OSError, of which SilenceError, NotPublicError, BrokenAnswerError and UnicodeError."""
        with self.turns.turn(str(target.host)):
            try:
                answer = self._request(method, target, watchdog)
            except (OSError, BrokenAnswerError) as error:
                if watchdog.has_bitten:
                    raise TimeoutError from error
                raise
            # http.client takes headers that break off for whole ones.
            if watchdog.has_bitten:
                raise TimeoutError
            return answer

    def _request(self, method: str, target: Url, watchdog: Watchdog) -> Answer:
        connection = self._connection(target)
        connection.connect_to = lambda host, port: self._connect(host, port, watchdog)
        with watchdog.watching(), closing(connection):
            connection.connect()
            try:
                connection.request(method, target.request_uri, headers=HEADERS, preload_content=False)
                response = connection.getresponse()
            except TimeoutError as error:
                raise SilenceError from error
            except (OSError, HTTPException, HTTPError) as error:
                raise BrokenAnswerError from error
            return Answer(status=response.status, location=response.headers.get("Location", ""))

    def _connection(self, target: Url) -> CheckedConnection | CheckedTlsConnection:
        host, reading = str(target.host).strip("[]"), self.patience.reading
        if target.scheme == "http":
            return CheckedConnection(host, target.port, timeout=reading)
        return CheckedTlsConnection(host, target.port, timeout=reading, ssl_context=self.tls())

    def _connect(self, host: str, port: int, watchdog: Watchdog) -> socket.socket:
        """Looks the host up once and connects to what was checked then: a second look could tell something else."""
        connected = self._first_connected(self.resolve(host, port)[:MAX_ADDRESSES], port)
        try:
            watchdog.hold(connected)
            connected.settimeout(self.patience.reading)
        except OSError:
            connected.close()
            raise
        return connected

    def _first_connected(self, addresses: Sequence[str], port: int) -> socket.socket:
        """Raises the error of the first address, the one that the system holds for the best."""
        errors = []
        for address in addresses:
            try:
                return socket.create_connection((address, port), timeout=self.patience.connecting)
            except OSError as error:
                errors.append(error)
        raise errors[0]


def target_of(address: str) -> Url:
    """Raises MalformedAddressError and UnsupportedAddressError."""
    try:
        target = parse_url(address)
    except LocationParseError as error:
        raise MalformedAddressError from error
    if target.scheme not in ("http", "https") or target.auth is not None:
        raise UnsupportedAddressError
    if not target.host:
        raise MalformedAddressError
    return target


def as_sent(location: str) -> str:
    """Servers send addresses in bytes of any kind, which http.client reads as Latin-1; the bytes are what counts."""
    return quote(location, safe=URL_SIGNS, encoding="latin-1")
