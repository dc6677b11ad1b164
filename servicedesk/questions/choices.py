from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionStatus(models.TextChoices):
    OPEN = "open", _("open")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")


UNANSWERED = [QuestionStatus.OPEN]
SETTLED = [QuestionStatus.ANSWERED, QuestionStatus.CLOSED]


class QuestionKind(models.TextChoices):
    QUESTION = "question", _("question")
    REQUEST = "request", _("request")
    COMPLAINT = "complaint", _("complaint")
    FEEDBACK = "feedback", _("feedback")
    CALL_BACK = "call_back", _("call-back request")


class Channel(models.TextChoices):
    """Along which way a question came in."""

    WEB = "web", _("web form")
    API = "api", _("API")
    EMAIL = "email", _("e-mail")
    TELEPHONE = "telephone", _("telephone")
    DESK = "desk", _("front desk")
