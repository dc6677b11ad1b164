from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkState(models.TextChoices):
    """What the last check of a link told."""

    UNCHECKED = "unchecked", _("not checked yet")
    WORKING = "working", _("working")
    FAILING = "failing", _("failing")
    UNJUDGED = "unjudged", _("cannot be judged")
