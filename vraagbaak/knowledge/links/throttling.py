"""How long a server is waited for, and how often it is asked."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock, Timer
from time import monotonic, sleep


@dataclass(frozen=True, kw_only=True)
class Patience:
    """In seconds: for a connection, for each piece of an answer, and for all requests of one check together."""

    connecting: float = 5.0
    reading: float = 10.0
    total: float = 20.0


class Turns:
    """One request at a time for each host, whoever asks, and a pause in seconds between two."""

    def __init__(self, *, pause: float = 1.0) -> None:
        self._pause = pause
        self._locks: dict[str, Lock] = {}
        self._free_at: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        with self._locks.setdefault(host, Lock()):
            sleep(max(0.0, self._free_at.get(host, 0.0) - monotonic()))
            try:
                yield
            finally:
                self._free_at[host] = monotonic() + self._pause


class Watchdog:
    """Ends the requests of a check when their time is up, whatever the server sends meanwhile.

    The time-out of a socket begins anew with each byte, so that a server could keep us for ever. What is shut down
    is a second handle of the connection, for its owner may be in the middle of TLS in another thread.
    """

    def __init__(self, *, seconds: float) -> None:
        self.left = seconds
        self.has_bitten = False
        self._lock = Lock()
        self._handle: socket.socket | None = None

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Counts the time inside the block. Raises TimeoutError when there is none left to begin with."""
        if self.left <= 0:
            raise TimeoutError
        timer = Timer(self.left, self._bite)
        timer.daemon = True
        began = monotonic()
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            self.left -= monotonic() - began
            self._let_go()

    def hold(self, connected: socket.socket) -> None:
        """Raises TimeoutError when it took too long to connect."""
        with self._lock:
            if self.has_bitten:
                raise TimeoutError
            self._handle = connected.dup()

    def _bite(self) -> None:
        with self._lock:
            self.has_bitten = True
            if self._handle:
                # The other side may have been first.
                with suppress(OSError):
                    self._handle.shutdown(socket.SHUT_RDWR)

    def _let_go(self) -> None:
        with self._lock:
            if self._handle:
                self._handle.close()
                self._handle = None
