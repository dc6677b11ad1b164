"""How much is measured, and the time limits."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Seconds are limits per measurement; a slow engine answers fewer requests within them."""

    searches: int = 300
    search_seconds: float = 30
    requests: int = 300
    request_seconds: float = 20
    slow_seconds: float = 5
    connections: tuple[int, ...] = (1, 16)
    saved: int = 100
    saving_seconds: float = 60
    published: int = 5
    found_seconds: float = 60
    building_seconds: float = 1800
