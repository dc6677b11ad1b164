import pytest

from scripts.serving.server import free_port


@pytest.fixture
def unused_port() -> int:
    return free_port()
