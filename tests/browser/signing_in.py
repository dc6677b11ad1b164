"""Into the admin without its form: the session that the form would begin, and its cookie in the browser."""

from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext


def sign_in(context: BrowserContext, address: str, user: Any) -> None:
    """For every page under the address; the form itself is used in the tests of whole circles."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
