from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    """Whether what stands on the right is searched as what stands on the left as well."""

    TWO_WAY = "two-way", _("both ways")
    ONE_WAY = "one-way", _("one way")

    @property
    def arrow(self) -> str:
        return {Direction.TWO_WAY: "↔", Direction.ONE_WAY: "→"}[self]


def content_languages() -> list[tuple[str, Any]]:
    """The languages that pages can be written in; asked for at run time, so that a migration names none."""
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)
