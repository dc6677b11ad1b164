"""Where the steps of asking are. Each has an address of its own."""

from urllib.parse import urlencode

from django.urls import reverse


def address(step: str, *, run: str) -> str:
    return f"{reverse(f'website:{step}')}?{urlencode({'run': run})}"
