"""Real web servers on the loopback, well-behaved and otherwise."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from time import monotonic
from typing import Any

from tests.vraagbaak.knowledge.links.certificates import certificate as made_certificate

LOOPBACK = "127.0.0.1"
Page = Callable[["Visit"], None]


class Visit(BaseHTTPRequestHandler):
    """One request, answered by the page of its path."""

    protocol_version = "HTTP/1.1"
    server: "WebServer"

    def do_GET(self) -> None:
        visited = (str(self.headers["Host"]).partition(":")[0], self.command, self.path)
        self.begun = monotonic()
        self.server.visits.append(visited)
        self.server.headers.append(dict(self.headers))
        self.server.pages.get(self.path, status(404))(self)

    do_HEAD = do_GET  # noqa: N815

    def answer(self, code: int, **headers: str) -> None:
        # Before the answer goes: after it, whoever asked may be done while this thread waits for its turn.
        self.server.times.append((self.begun, monotonic()))
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Not in the output of the tests."""


class WebServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 50

    def __init__(self, certificate: str = "") -> None:
        super().__init__((LOOPBACK, 0), Visit)
        self.pages: dict[str, Page] = {}
        self.visits: list[tuple[str, str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.times: list[tuple[float, float]] = []
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(made_certificate(certificate))
            self.socket = context.wrap_socket(self.socket, server_side=True)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def asked(self) -> list[tuple[str, str]]:
        """Method and path of each request."""
        return [(method, path) for _host, method, path in self.visits]

    def url(self, path: str = "/", host: str = "site.test", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def handle_error(self, *args: Any) -> None:
        """A client that hangs up is what some tests are about."""


@contextmanager
def web_server(certificate: str = "") -> Iterator[WebServer]:
    server = WebServer(certificate)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def status(code: int, **headers: str) -> Page:
    return lambda visit: visit.answer(code, **headers)


def unless_head(code: int, then: int = 200) -> Page:
    """Answers HEAD with `code` and GET with `then`."""
    return lambda visit: visit.answer(code if visit.command == "HEAD" else then)


def leading_to(location: str, code: int = 302) -> Page:
    return status(code, Location=location)


class RawServer:
    """Lets `talk` do what it wants with each connection, until it is told to stop."""

    def __init__(self, talk: Callable[[socket.socket, Event], None]) -> None:
        self.listening = socket.create_server((LOOPBACK, 0))
        self.listening.settimeout(0.05)
        self.port = int(self.listening.getsockname()[1])
        self.stopping = Event()
        self.connections = 0
        self.talk = talk
        self.thread = Thread(target=self.serve, daemon=True)

    def url(self, scheme: str = "http") -> str:
        return f"{scheme}://site.test:{self.port}/"

    def serve(self) -> None:
        while not self.stopping.is_set():
            with suppress(TimeoutError):
                connected, _address = self.listening.accept()
                self.connections += 1
                Thread(target=self.converse, args=[connected], daemon=True).start()

    def converse(self, connected: socket.socket) -> None:
        with connected, suppress(OSError):
            connected.settimeout(5)
            self.talk(connected, self.stopping)


@contextmanager
def raw_server(talk: Callable[[socket.socket, Event], None]) -> Iterator[RawServer]:
    server = RawServer(talk)
    server.thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.thread.join()
        server.listening.close()


def saying(*pieces: bytes, again: bytes = b"", every: float = 0.0) -> Callable[[socket.socket, Event], None]:
    """Reads the request, says the pieces, then `again` every so many seconds for ever, or hangs up."""

    def talk(connected: socket.socket, stopping: Event) -> None:
        connected.recv(65536)
        for piece in pieces:
            connected.sendall(piece)
        while again and not stopping.is_set():
            connected.sendall(again)
            stopping.wait(every)

    return talk
