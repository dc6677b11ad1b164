"""How long to wait for a server, and how often to send it a request."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock, Timer
from time import monotonic, sleep


@dataclass(frozen=True, kw_only=True)
class Timeouts:
    """In seconds: for connecting, for each read, and for all requests of one check together."""

    connecting: float = 5.0
    reading: float = 10.0
    total: float = 20.0


class Throttle:
    """One request at a time for each host, across all threads, with a pause in seconds between two."""

    def __init__(self, *, pause: float = 1.0) -> None:
        self._pause = pause
        self._locks: dict[str, Lock] = {}
        self._free_at: dict[str, float] = {}

    @contextmanager
    def slot(self, host: str) -> Iterator[None]:
        with self._locks.setdefault(host, Lock()):
            sleep(max(0.0, self._free_at.get(host, 0.0) - monotonic()))
            try:
                yield
            finally:
                self._free_at[host] = monotonic() + self._pause


class Watchdog:
    """Ends the requests of a check when their time is up, whatever the server still sends.

    The timeout of a socket starts again with each byte, so that a server could keep us for ever. What is shut down
    is a duplicate handle of the socket, since another thread may be in the middle of TLS on the first.
    """

    def __init__(self, *, seconds: float) -> None:
        self.left = seconds
        self.has_fired = False
        self._lock = Lock()
        self._handle: socket.socket | None = None

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Counts the time spent in the block. Raises TimeoutError when none is left at the start."""
        if self.left <= 0:
            raise TimeoutError
        timer = Timer(self.left, self._fire)
        timer.daemon = True
        began = monotonic()
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            self.left -= monotonic() - began
            self._release()

    def hold(self, connected: socket.socket) -> None:
        """Raises TimeoutError when connecting took too long."""
        with self._lock:
            if self.has_fired:
                raise TimeoutError
            self._handle = connected.dup()

    def _fire(self) -> None:
        with self._lock:
            self.has_fired = True
            if self._handle:
                # The server may have closed the connection before.
                with suppress(OSError):
                    self._handle.shutdown(socket.SHUT_RDWR)

    def _release(self) -> None:
        with self._lock:
            if self._handle:
                self._handle.close()
                self._handle = None
