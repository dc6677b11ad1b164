"""That no test reaches another machine, and each may reach this one."""

import socket
import urllib.request
from pathlib import Path

import pytest

from tests.loopback import OutsideError

ELSEWHERE = [
    (socket.AF_INET, ("192.0.2.1", 80)),
    (socket.AF_INET, ("zonneveld.example", 443)),
    (socket.AF_INET6, ("2001:db8::1", 80)),
    (socket.AF_INET6, ("::ffff:192.0.2.1", 80, 0, 0)),
]


@pytest.mark.parametrize(("family", "address"), ELSEWHERE)
@pytest.mark.parametrize("way", ["connect", "connect_ex"])
def test_another_machine_is_not_reached(family: int, address: tuple[str, int], way: str) -> None:
    with socket.socket(family) as connecting, pytest.raises(OutsideError, match="not this machine"):
        getattr(connecting, way)(address)


def test_nothing_is_sent_to_another_machine_without_connecting() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sending, pytest.raises(OutsideError):
        sending.sendto(b"words", ("192.0.2.1", 53))


def test_what_connects_by_way_of_a_library_is_held_too() -> None:
    with pytest.raises(OutsideError):
        urllib.request.urlopen("http://192.0.2.1/", timeout=1)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0"])  # noqa: S104 - as an address to reach
def test_this_machine_is_reached(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as connecting:
        connecting.connect((host, server.getsockname()[1]))

        assert connecting.getpeername() == server.getsockname()


def test_a_socket_in_a_folder_is_reached(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as connecting:
        server.bind(str(tmp_path / "s"))
        server.listen()
        connecting.connect(str(tmp_path / "s"))

        assert connecting.getpeername() == str(tmp_path / "s")
