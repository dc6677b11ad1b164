from django.db import models
from django.utils.translation import gettext_lazy as _


class FigureName(models.TextChoices):
    """What the dashboard shows, in this order."""

    ASKED = "asked", _("Questions per week")
    KNOWLEDGE = "knowledge", _("Answered from the knowledge base")
    TIME = "time", _("Time to answer")
    DEFLECTION = "deflection", _("Prevented questions")
    GROUPS = "groups", _("Questions without a page")
    MISSED = "missed", _("Searches without results")
    PASSED = "passed", _("Searches without a click")


OF_DESK = [FigureName.ASKED, FigureName.TIME, FigureName.GROUPS]
# The words of visitors are for who works on the pages.
OF_SEARCHES = [FigureName.MISSED, FigureName.PASSED]
