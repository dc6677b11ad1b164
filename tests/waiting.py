"""Waiting for what another process or thread does."""

import time
from collections.abc import Callable
from typing import Any


def wait_until(happens: Callable[[], Any], *, seconds: int = 30) -> Any:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if outcome := happens():
            return outcome
        time.sleep(0.1)
    raise AssertionError(f"It did not happen within {seconds} seconds.")
