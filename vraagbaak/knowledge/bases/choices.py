from django.db import models
from django.utils.translation import gettext_lazy as _


class OverduePolicy(models.TextChoices):
    """What happens to a page whose review is overdue (rule 4)."""

    NOTHING = "nothing", _("nothing: only the owner is told")
    BANNER = "banner", _("a banner on the page says when it was last reviewed")
    UNPUBLISH = "unpublish", _("the page is unpublished after the days of grace")
