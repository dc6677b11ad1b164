"""How often one network address may do something."""

import hashlib
from ipaddress import ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600


def allow_client(request: HttpRequest, *, name: str, limit: int) -> bool:
    """Whether the client may do `name` once more this hour."""
    return allow_ip(client_ip(request), name=name, limit=limit)


def allow_ip(ip: str, *, name: str, limit: int) -> bool:
    """Whether the network address may do `name` once more this hour."""
    return allow(name=name, key=ip, limit=limit, seconds=HOUR)


def allow(*, name: str, key: str, limit: int, seconds: int) -> bool:
    """Whether `key` may do `name` once more: at most `limit` times in any `seconds`.

    Each permission takes a slot that frees itself. `cache.add` is atomic, so two processes never share one.
    """
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    slots = [f"limit:{name}:{digest}:{number}" for number in range(limit)]
    taken = cache.get_many(slots)
    return any(cache.add(slot, True, seconds) for slot in slots if slot not in taken)


def client_ip(request: HttpRequest) -> str:
    """The network address of the client; what a proxy says of it counts only when the settings trust the proxy."""
    if settings.TRUSTED_PROXY:
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if forwarded:
            return subscriber_network(forwarded)
    return subscriber_network(request.META.get("REMOTE_ADDR", ""))


def subscriber_network(ip: str) -> str:
    """The address itself; for IPv6 the /64 network, all addresses of which belong to one subscriber."""
    try:
        return str(ip_network(f"{ip}/64", strict=False)) if ":" in ip else ip
    except ValueError:
        return ip
