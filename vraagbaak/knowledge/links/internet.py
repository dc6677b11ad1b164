"""Which hosts may be requested: those on the public internet, never one inside the operator's own network.

Otherwise an editor, or a page that redirects, could make the server fetch what only the server can reach, such as
the metadata service of its cloud (server-side request forgery).
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
    """A host with an IP address that is not on the public internet."""


def public_ip_addresses(
    host: str, port: int, *, look_up: Callable[..., Any] = socket.getaddrinfo
) -> Sequence[str]:
    """The IP addresses of a host, in the order in which to try them; all must be public.

    Raises NotPublicError, OSError when the host is unknown, and UnicodeError when it is not a valid name.
    """
    found = look_up(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(socket_address[0]) for *_kind, socket_address in found))
    if not all(map(is_public, addresses)):
        raise NotPublicError(host)
    return addresses


def is_public(address: str) -> bool:
    """Whether this IP address is a single host on the public internet, also when it embeds an IPv4 address."""
    ip = ip_address(address)
    if isinstance(ip, IPv4Address):
        return ip.is_global and not ip.is_multicast
    embedded = embedded_ipv4(ip)
    if embedded:
        return is_public(str(embedded))
    return ip in GLOBAL_UNICAST and ip.is_global


def embedded_ipv4(ip: IPv6Address) -> IPv4Address | None:
    """Where packets would really go: IPv4-mapped, 6to4 and NAT64 addresses embed an IPv4 address."""
    if ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour
