from django.db import models
from django.utils.translation import gettext_lazy as _


class EvidenceKind(models.TextChoices):
    """What makes a page due for review before its date."""

    FLAG = "flag", _("reported by an agent")
    UNHELPFUL = "unhelpful", _("readers say that it did not help")
    BROKEN_LINK = "broken_link", _("a link in the answer is broken")
    TARGET_GONE = "target_gone", _("a page or document in the answer is gone")
    ASKED_ANYWAY = "asked_anyway", _("readers asked a question all the same")
