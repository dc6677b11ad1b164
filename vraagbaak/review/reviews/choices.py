from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Outcome(models.TextChoices):
    """How a review ended."""

    STILL_CORRECT = "still_correct", _("still correct")
    CHANGED = "changed", pgettext_lazy("outcome of a review", "changed")
    TO_BE_CHANGED = "to_be_changed", _("to be changed")
    RETIRED = "retired", _("retired")

    @classmethod
    def chosen(cls) -> list["Outcome"]:
        """Those that a reviewer can choose; CHANGED follows from a publication."""
        return [cls.STILL_CORRECT, cls.TO_BE_CHANGED, cls.RETIRED]
