from django.db import models
from django.utils.translation import gettext_lazy as _


class AskAccess(models.TextChoices):
    """Who may send a question from the site. Reading and searching stay open to all."""

    OPEN = "open", _("everyone")
    CODE = "code", _("who confirms the e-mail address with a code")
    MEMBERS = "members", _("portal users only")
    CLOSED = "closed", _("nobody, with a message")
