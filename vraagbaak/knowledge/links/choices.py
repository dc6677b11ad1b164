from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkState(models.TextChoices):
    """The result of the last check of a link."""

    UNCHECKED = "unchecked", _("not checked yet")
    WORKING = "working", _("working")
    FAILING = "failing", _("failing")
    UNJUDGED = "unjudged", _("cannot be judged")
