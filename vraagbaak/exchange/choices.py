from django.db import models
from django.utils.translation import gettext_lazy as _


class AnswerFormat(models.TextChoices):
    """How the answer of an imported row is written."""

    HTML = "html", _("HTML")
    MARKDOWN = "markdown", _("Markdown")
    TEXT = "text", _("plain text")


class RowStatus(models.TextChoices):
    """The status that the file gives to a row; an import never publishes a draft."""

    PUBLISHED = "published", _("published")
    DRAFT = "draft", _("draft")
