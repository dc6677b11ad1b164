"""No test reaches another machine: what it would find there is not ours to rely on, and nobody there asked for it."""

import socket
from collections.abc import Callable
from ipaddress import ip_address
from typing import Any
from unittest import mock

LOCAL_NAMES = ("localhost", "")


class OutsideError(Exception):
    """Not an OSError, so that nothing takes it for a connection that failed by itself."""


def is_local(family: int, address: Any) -> bool:
    """A socket of this machine, whatever its kind. A name must be that of this machine: nothing is looked up."""
    if family == socket.AF_UNIX:
        return True
    if family not in (socket.AF_INET, socket.AF_INET6):
        return False
    host = str(address[0]).partition("%")[0]
    if host in LOCAL_NAMES:
        return True
    try:
        ip = ip_address(host)
    except ValueError:
        return False
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return ip.is_loopback or ip.is_unspecified


def local_only(method: Callable[..., Any], *, place: int) -> Callable[..., Any]:
    """The method of a socket, which takes the address as its argument number `place`, or as its last."""

    def guarded(connecting: socket.socket, *arguments: Any) -> Any:
        address = arguments[place]
        if not is_local(connecting.family, address):
            raise OutsideError(f"A test would connect to {address!r}, which is not this machine.")
        return method(connecting, *arguments)

    return guarded


def refuse_other_machines() -> Any:
    """For this process; the programs that a test starts are looked after by who wrote that test."""
    return mock.patch.multiple(
        socket.socket,
        connect=local_only(socket.socket.connect, place=0),
        connect_ex=local_only(socket.socket.connect_ex, place=0),
        sendto=local_only(socket.socket.sendto, place=-1),
    )
