from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    """Whether the right side also means the left side."""

    TWO_WAY = "two-way", _("both ways")
    ONE_WAY = "one-way", _("one way")

    @property
    def arrow(self) -> str:
        return {Direction.TWO_WAY: "↔", Direction.ONE_WAY: "→"}[self]


def content_languages() -> list[tuple[str, Any]]:
    """The languages of pages; a callable, so that no migration lists them."""
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)
