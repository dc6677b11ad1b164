"""Sends one request to a URL and reads the headers of the response, never its body."""

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

from vraagbaak.knowledge.links.internet import Resolve, public_ip_addresses
from vraagbaak.knowledge.links.throttling import Throttle, Timeouts, Watchdog

HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; Vraagbaak link check)", "Accept": "*/*"}
MAX_IP_ADDRESSES = 4
URL_DELIMITERS = "!#$%&'()*+,/:;=?@[]~"


class UnsupportedUrlError(Exception):
    """A URL that may work, but that we do not request: of another scheme, or with credentials in it."""


class MalformedUrlError(Exception):
    """A URL that no browser could open."""


class InvalidResponseError(Exception):
    """The server was reached, but what it sent is not HTTP."""


class NoResponseError(TimeoutError):
    """The server was reached, but sent nothing in time."""


@dataclass(frozen=True, kw_only=True)
class ServerResponse:
    status: int
    location: str

    @property
    def is_redirect(self) -> bool:
        return self.status in (301, 302, 303, 307, 308) and bool(self.location)


class CheckedConnection(HTTPConnection):
    connect_to: Callable[[str, int], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.connect_to(self._dns_host, self.port)


class CheckedTlsConnection(HTTPSConnection):
    """Checks the certificate against the host name in the URL, not against the IP address that was connected to."""

    connect_to: Callable[[str, int], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.connect_to(self._dns_host, self.port)


@cache
def system_certificates() -> ssl.SSLContext:
    """Trusts the certificate authorities that the machine trusts."""
    return ssl.create_default_context()


@dataclass(frozen=True, kw_only=True)
class Requester:
    """Sends requests. No proxy is used, since it would connect to IP addresses that nobody checked."""

    resolve: Resolve = public_ip_addresses
    timeouts: Timeouts = field(default_factory=Timeouts)
    throttle: Throttle = field(default_factory=Throttle)
    tls: Callable[[], ssl.SSLContext] = system_certificates

    def request(self, method: str, target: Url, *, watchdog: Watchdog) -> ServerResponse:
        """Raises OSError, which includes NoResponseError, and NotPublicError, InvalidResponseError and UnicodeError."""
        with self.throttle.slot(str(target.host)):
            try:
                response = self._request(method, target, watchdog)
            except (OSError, InvalidResponseError) as error:
                if watchdog.has_fired:
                    raise TimeoutError from error
                raise
            # http.client takes headers that were cut off for complete ones.
            if watchdog.has_fired:
                raise TimeoutError
            return response

    def _request(self, method: str, target: Url, watchdog: Watchdog) -> ServerResponse:
        connection = self._connection(target)
        connection.connect_to = lambda host, port: self._connect(host, port, watchdog)
        with watchdog.watching(), closing(connection):
            connection.connect()
            try:
                connection.request(method, target.request_uri, headers=HEADERS, preload_content=False)
                response = connection.getresponse()
            except TimeoutError as error:
                raise NoResponseError from error
            except (OSError, HTTPException, HTTPError) as error:
                raise InvalidResponseError from error
            return ServerResponse(status=response.status, location=response.headers.get("Location", ""))

    def _connection(self, target: Url) -> CheckedConnection | CheckedTlsConnection:
        host, reading = str(target.host).strip("[]"), self.timeouts.reading
        if target.scheme == "http":
            return CheckedConnection(host, target.port, timeout=reading)
        return CheckedTlsConnection(host, target.port, timeout=reading, ssl_context=self.tls())

    def _connect(self, host: str, port: int, watchdog: Watchdog) -> socket.socket:
        """Resolves the host once and connects to the IP addresses checked then: a second lookup could differ."""
        connected = self._first_connected(self.resolve(host, port)[:MAX_IP_ADDRESSES], port)
        try:
            watchdog.hold(connected)
            connected.settimeout(self.timeouts.reading)
        except OSError:
            connected.close()
            raise
        return connected

    def _first_connected(self, ip_addresses: Sequence[str], port: int) -> socket.socket:
        """Raises the error of the first IP address, which the system prefers."""
        errors = []
        for ip_address in ip_addresses:
            try:
                return socket.create_connection((ip_address, port), timeout=self.timeouts.connecting)
            except OSError as error:
                errors.append(error)
        raise errors[0]


def parsed_url(url: str) -> Url:
    """Raises MalformedUrlError and UnsupportedUrlError."""
    try:
        target = parse_url(url)
    except LocationParseError as error:
        raise MalformedUrlError from error
    if target.scheme not in ("http", "https") or target.auth is not None:
        raise UnsupportedUrlError
    if not target.host:
        raise MalformedUrlError
    return target


def percent_encoded(location: str) -> str:
    """Keeps the bytes of a Location header, in whatever encoding; http.client decodes them as Latin-1."""
    return quote(location, safe=URL_DELIMITERS, encoding="latin-1")
