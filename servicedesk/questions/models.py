"""Questions that were asked, and what was said about them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.offices.models import Office, Subject, Team
from servicedesk.parties.models import Party
from servicedesk.questions.choices import (
    QUARANTINED,
    Channel,
    KnowledgeHeld,
    QuestionKind,
    QuestionStatus,
    Suspicion,
)
from servicedesk.questions.querysets import QuestionQuerySet
from vraagbaak.knowledge.faqs.models import FaqPage


class Question(models.Model):
    """What must be answered. Its status changes only through `sign_off`, `reopen`, `close_question`,
    `release` and `refuse_as_spam`, its handler and team only through `assign` (all in `servicedesk.lifecycle`)."""

    office = models.ForeignKey(
        Office,
        verbose_name=_("office"),
        on_delete=models.PROTECT,
        related_name="questions",
        help_text=_("The office that was asked."),
    )
    asker = models.ForeignKey(
        Party,
        verbose_name=_("asker"),
        on_delete=models.PROTECT,
        related_name="questions",
        help_text=_("Who asked."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=QuestionKind.choices,
        default=QuestionKind.QUESTION,
        help_text=_("What sort of answer is expected."),
    )
    channel = models.CharField(
        _("channel"),
        max_length=12,
        choices=Channel.choices,
        default=Channel.WEB,
        help_text=_("Along which way the question came in."),
    )
    subject = models.ForeignKey(
        Subject,
        verbose_name=_("subject"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="questions",
        help_text=_("Decides the team, the handler and the deadline."),
    )
    title = models.CharField(_("question"), max_length=255, help_text=_("The question in one sentence."))
    body = models.TextField(_("explanation"), blank=True, help_text=_("What else the asker told."))
    language = models.CharField(
        _("language"),
        max_length=10,
        default="nl",
        choices=settings.LANGUAGES,
        help_text=_("In which the asker is written to."),
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=QuestionStatus.choices,
        default=QuestionStatus.OPEN,
        db_index=True,
        editable=False,
        help_text=_("Open until an answer is signed off; a reaction opens it again."),
    )
    team = models.ForeignKey(
        Team,
        verbose_name=_("team"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="questions",
        help_text=_("On whose list the question stands."),
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("handler"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="questions",
        help_text=_("Who answers it; empty until somebody takes it."),
    )
    asked_at = models.DateTimeField(_("asked at"), db_index=True, help_text=_("When the question came in."))
    due_at = models.DateTimeField(
        _("due at"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Before this moment it should be answered."),
    )
    answered_at = models.DateTimeField(
        _("answered at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When the last answer was signed off."),
    )
    closed_at = models.DateTimeField(
        _("closed at"), null=True, blank=True, editable=False, help_text=_("When nothing more was expected.")
    )
    suspicion = models.CharField(
        _("suspicion"),
        max_length=10,
        blank=True,
        choices=Suspicion.choices,
        editable=False,
        help_text=_("Why it was held back when it came in; empty for most."),
    )
    portal_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("portal user"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="asked_questions",
        help_text=_("Who was logged in and asked with the address of the account; empty for other askers."),
    )
    tell_when_published = models.BooleanField(
        _("wants to be told"),
        default=False,
        help_text=_("Whether the asker gets a mail when the answer is published."),
    )
    consented_at = models.DateTimeField(
        _("consented at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When the asker agreed with the privacy text, where the office asks that."),
    )
    erased_at = models.DateTimeField(
        _("erased at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When the texts were taken away; only counts are left."),
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["-asked_at"]
        permissions = [
            ("answer_question", _("Can answer questions")),
            ("promote_question", _("Can promote questions")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.status == QuestionStatus.OPEN

    @property
    def is_spam(self) -> bool:
        return self.status == QuestionStatus.SPAM

    @property
    def in_quarantine(self) -> bool:
        """Whether agents have still to say that it is a question; refused as spam counts too."""
        return self.status in QUARANTINED

    @property
    def promoted_page(self) -> FaqPage | None:
        """The FAQ page to which the question was promoted or linked in its triage (rule 14)."""
        triage = getattr(self, "triage", None)
        return triage.page if triage else None


class Answer(models.Model):
    """An answer in Markdown: a draft until it is signed off, and then never changed."""

    question = models.ForeignKey(
        Question,
        verbose_name=_("question"),
        on_delete=models.CASCADE,
        related_name="answers",
        help_text=_("What is answered."),
    )
    text = models.TextField(_("answer"), blank=True, help_text=_("Markdown; the asker gets it by mail."))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who wrote it last."),
    )
    changed_at = models.DateTimeField(
        _("changed at"), auto_now=True, help_text=_("When it was last written in.")
    )
    signed_off_at = models.DateTimeField(
        _("signed off at"),
        null=True,
        blank=True,
        help_text=_("When it was given to the asker; empty for a draft."),
    )
    knowledge_held = models.CharField(
        _("the knowledge base had it"),
        max_length=6,
        blank=True,
        choices=KnowledgeHeld.choices,
        help_text=_(
            "Whether the answer stood in a knowledge base when it was given; empty if nobody said so."
        ),
    )

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["signed_off_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=models.Q(signed_off_at=None),
                name="one_draft_answer_per_question",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Reaction(models.Model):
    """What the asker wrote back."""

    question = models.ForeignKey(
        Question,
        verbose_name=_("question"),
        on_delete=models.CASCADE,
        related_name="reactions",
        help_text=_("To which the asker reacted."),
    )
    text = models.TextField(_("reaction"), help_text=_("In the asker's own words."))
    written_at = models.DateTimeField(_("written at"), help_text=_("When it came in."))

    class Meta:
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        ordering = ["written_at"]

    def __str__(self) -> str:
        return self.text[:80]


class Remark(models.Model):
    """A word between agents; the asker never sees it."""

    question = models.ForeignKey(
        Question,
        verbose_name=_("question"),
        on_delete=models.CASCADE,
        related_name="remarks",
        help_text=_("About which it is."),
    )
    text = models.TextField(_("internal remark"), help_text=_("Seen by agents only."))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who wrote it."),
    )
    written_at = models.DateTimeField(_("written at"), help_text=_("When it was written."))

    class Meta:
        verbose_name = _("internal remark")
        verbose_name_plural = _("internal remarks")
        ordering = ["written_at"]

    def __str__(self) -> str:
        return self.text[:80]
