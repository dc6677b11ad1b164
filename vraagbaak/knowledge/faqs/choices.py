from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReviewStatus(models.TextChoices):
    """Where a published page stands with its review on a day."""

    DUE = "due", pgettext_lazy("of a review", "due")
    SOON = "soon", _("due soon")
    TO_BE_CHANGED = "to_be_changed", _("to be changed")
    IN_ORDER = "in_order", _("in order")
