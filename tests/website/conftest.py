from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_limit_used_up(_memory_cache: Any) -> Iterator[None]:
    """The memory cache outlives a test; what one test used up, the next has again."""
    cache.clear()
    yield
    cache.clear()
