import socket
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from tests.vraagbaak.knowledge.links.webserver import LOOPBACK, WebServer, web_server
from vraagbaak.knowledge.links.internet import public_ip_addresses
from vraagbaak.knowledge.links.requesting import Requester
from vraagbaak.knowledge.links.throttling import Throttle, Timeouts

SOON = Timeouts(connecting=0.5, reading=0.5, total=1.0)


def resolve_tests(host: str, port: int) -> Sequence[str]:
    """The servers of the tests are let through by name; every other host is treated as it always is."""
    return [LOOPBACK] if host.endswith(".test") else public_ip_addresses(host, port)


def asking(**changes: Any) -> Requester:
    values: dict[str, Any] = {"resolve": resolve_tests, "timeouts": SOON, "throttle": Throttle(pause=0)}
    return Requester(**(values | changes))


@pytest.fixture
def requester() -> Requester:
    return asking()


@pytest.fixture
def web() -> Iterator[WebServer]:
    with web_server() as server:
        yield server


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Where a connection was tried; none is made."""
    places: list[Any] = []

    def connect(_socket: socket.socket, place: Any) -> None:
        places.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    return places


@pytest.fixture
def _english(settings: Any) -> None:
    """Reasons are stored in the language of the installation."""
    settings.LANGUAGE_CODE = "en"
