"""How often one address may do something."""

import hashlib
from ipaddress import ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600


def allow(*, name: str, key: str, limit: int, seconds: int) -> bool:
    """Whether `key` may do `name` once more: at most `limit` times in any `seconds`.

    Each permission takes a slot that frees itself. `cache.add` is atomic, so two processes never share one.
    """
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    slots = [f"limit:{name}:{digest}:{number}" for number in range(limit)]
    taken = cache.get_many(slots)
    return any(cache.add(slot, True, seconds) for slot in slots if slot not in taken)


def client_address(request: HttpRequest) -> str:
    """Where a request comes from; the word of a proxy counts only when the settings trust it."""
    if settings.TRUSTED_PROXY:
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if forwarded:
            return household(forwarded)
    return household(request.META.get("REMOTE_ADDR", ""))


def household(address: str) -> str:
    """The address itself, or for IPv6 the network of which one subscriber has all addresses."""
    try:
        return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address
    except ValueError:
        return address


def allow_address(request: HttpRequest, *, name: str, limit: int) -> bool:
    """Whether the address of `request` may do `name` once more this hour."""
    return allow(name=name, key=client_address(request), limit=limit, seconds=HOUR)
