"""Which machines may be asked: those on the public internet, never one inside the network of whoever runs this.

An editor, or a page that redirects, could otherwise have the server fetch what only the server can reach, such as
the metadata service of its cloud.
"""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

Resolve = Callable[[str, int], Sequence[str]]
"""From host and port to the IP addresses that may be connected to. Raises NotPublicError and OSError."""

GLOBAL_UNICAST = ip_network("2000::/3")
NAT64 = ip_network("64:ff9b::/96")


class NotPublicError(Exception):
    """A host that has an address which is not on the public internet."""


def public_addresses(
    host: str, port: int, *, look_up: Callable[..., Any] = socket.getaddrinfo
) -> Sequence[str]:
    """The IP addresses of a host, in the order in which to try them; refused as soon as one of them is not public.

    Raises NotPublicError, OSError where the name is unknown, and UnicodeError where it can be none.
    """
    found = look_up(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(place[0]) for *_kind, place in found))
    if not all(map(is_public, addresses)):
        raise NotPublicError(host)
    return addresses


def is_public(address: str) -> bool:
    """Whether this IP address is a single machine on the public internet, also where it wraps an IPv4 address."""
    ip = ip_address(address)
    if isinstance(ip, IPv4Address):
        return ip.is_global and not ip.is_multicast
    wrapped = wrapped_ipv4(ip)
    if wrapped:
        return is_public(str(wrapped))
    return ip in GLOBAL_UNICAST and ip.is_global


def wrapped_ipv4(ip: IPv6Address) -> IPv4Address | None:
    """Where the packets would really go: IPv4-mapped, 6to4 and NAT64 addresses hold an IPv4 address."""
    if ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour
