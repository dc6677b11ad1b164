from django.db import models
from django.utils.translation import gettext_lazy as _


class AnswerFormat(models.TextChoices):
    """How the answer of an imported row is written."""

    HTML = "html", _("HTML")
    MARKDOWN = "markdown", _("Markdown")
    TEXT = "text", _("plain text")


class RowStatus(models.TextChoices):
    """What the file says about a row; a draft is never published by an import."""

    PUBLISHED = "published", _("published")
    DRAFT = "draft", _("draft")
