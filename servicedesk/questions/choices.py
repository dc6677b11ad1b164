from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionStatus(models.TextChoices):
    OPEN = "open", _("open")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")
    HELD = "held", _("held back")
    SPAM = "spam", _("spam")


UNANSWERED = [QuestionStatus.OPEN]
SETTLED = [QuestionStatus.ANSWERED, QuestionStatus.CLOSED]
# Real questions; the others wait in quarantine, or were found to be spam.
GENUINE = [*UNANSWERED, *SETTLED]
# What the asker still waits for, as far as the asker knows.
AWAITED = [*UNANSWERED, QuestionStatus.HELD]
QUARANTINED = [QuestionStatus.HELD, QuestionStatus.SPAM]


class Suspicion(models.TextChoices):
    """Why a question that came in is held back until an agent has looked."""

    HONEYPOT = "honeypot", _("a field that people do not see was filled in")
    WORK = "work", _("the check for robots was not passed")
    SESSION = "session", _("the same browser asked very often")
    LINKS = "links", _("it holds many links")


class KnowledgeHeld(models.TextChoices):
    """Whether the knowledge base held the answer (rule 13)."""

    YES = "yes", _("yes")
    PARTLY = "partly", _("partly")
    NO = "no", _("no")


class QuestionKind(models.TextChoices):
    QUESTION = "question", _("question")
    REQUEST = "request", _("request")
    COMPLAINT = "complaint", _("complaint")
    FEEDBACK = "feedback", _("feedback")
    CALL_BACK = "call_back", _("call-back request")


class Channel(models.TextChoices):
    """How a question came in."""

    WEB = "web", _("web form")
    API = "api", _("API")
    EMAIL = "email", _("e-mail")
    TELEPHONE = "telephone", _("telephone")
    DESK = "desk", _("front desk")
