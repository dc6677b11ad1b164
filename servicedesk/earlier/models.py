"""What was asked and answered before, without what could tell who asked (rule 13)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from servicedesk.offices.models import Office
from servicedesk.offices.permissions import may_view_desk
from servicedesk.offices.querysets import OfOfficeQuerySet
from servicedesk.questions.models import Question
from vraagbaak.knowledge.audiences.access import User


class EarlierQuestionQuerySet(OfOfficeQuerySet):
    def visible_to(self, user: User) -> Self:
        """Those of the user's offices, for who works at the desk (decision 23)."""
        return super().visible_to(user) if may_view_desk(user) else self.none()

    def answered(self) -> Self:
        return self.filter(answered_at__isnull=False)


class EarlierQuestion(index.Indexed, models.Model):
    """A settled question with its answers, cleaned, for agents to search. Kept in step by `keep_earlier`; there is
    none for a question that is open, held back or erased."""

    # Askers' slips and names never rank or correct what the public searches for.
    search_index_name = "earlier-questions"
    search_auto_update = False

    question = models.OneToOneField(
        Question,
        verbose_name=_("question"),
        on_delete=models.CASCADE,
        related_name="earlier",
        help_text=_("From which it was made."),
    )
    office = models.ForeignKey(
        Office,
        verbose_name=_("office"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Whose agents find it."),
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        help_text=_("In which it was asked; searches treat its words by it."),
    )
    title = models.CharField(_("question"), max_length=300, help_text=_("Without what could tell who asked."))
    body = models.TextField(_("explanation"), blank=True, help_text=_("Without what could tell who asked."))
    answer = models.TextField(
        _("answer"),
        blank=True,
        help_text=_("All that was answered, the latest first; without what could tell who asked."),
    )
    answered_at = models.DateTimeField(
        _("answered at"),
        null=True,
        blank=True,
        help_text=_("When the last answer was signed off; empty if it was closed without one."),
    )

    objects = EarlierQuestionQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("body"),
        index.SearchField("answer"),
        index.FilterField("question"),
        index.FilterField("office"),
        index.FilterField("language"),
        index.FilterField("answered_at"),
    ]

    class Meta:
        verbose_name = _("earlier question")
        verbose_name_plural = _("earlier questions")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def search_language(self) -> str:
        return self.language
