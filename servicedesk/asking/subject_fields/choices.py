from django.db import models
from django.utils.translation import gettext_lazy as _


class FieldKind(models.TextChoices):
    """What an extra field of a subject asks for."""

    TEXT = "text", _("a line of text")
    LONG_TEXT = "long_text", _("some lines of text")
    NUMBER = "number", _("a number")
    DATE = "date", _("a date")
    CHOICE = "choice", _("one of some choices")
    YES_NO = "yes_no", _("yes or no")
