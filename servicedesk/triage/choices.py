from django.db import models
from django.utils.translation import gettext_lazy as _


class TriageOutcome(models.TextChoices):
    """How the triage of a closed question ended (rule 14)."""

    WAITING = "waiting", _("to be looked at")
    PROMOTED = "promoted", _("taken up in a knowledge base")
    LINKED = "linked", _("linked to a page")
    SKIPPED = "skipped", _("skipped")


WITH_PAGE = [TriageOutcome.PROMOTED, TriageOutcome.LINKED]
DECIDED = [*WITH_PAGE, TriageOutcome.SKIPPED]


class SkipReason(models.TextChoices):
    """Why a question is of no use to others."""

    PERSONAL = "personal", _("it is about one person's situation")
    ONCE = "once", _("nobody will ask it again")
    UNCLEAR = "unclear", _("it is not clear what was asked")
    ELSEWHERE = "elsewhere", _("it is not for this office")
    OTHER = "other", _("another reason")


class PageStatus(models.TextChoices):
    """What became of the page to which a question led."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("waits for a moderator")
    REJECTED = "rejected", _("rejected")
    PLANNED = "planned", _("planned for later")
    PUBLISHED = "published", _("published")
    UNPUBLISHED = "unpublished", _("unpublished")
    DELETED = "deleted", _("page was deleted")
