from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import APIToken


@pytest.fixture(autouse=True)
def _nobody_asked_before(_memory_cache: None) -> None:
    cache.clear()


@pytest.fixture
def known_as(db: None) -> Any:
    """Logs somebody in with a session and with a token at once: neither gives rights on the API."""

    def known_as(user: Any) -> Client:
        _token, secret = APIToken.create_token(user=user, name="test")
        client = Client(HTTP_AUTHORIZATION=f"Bearer {secret}")
        client.force_login(user)
        return client

    return known_as
