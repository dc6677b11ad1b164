from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.offices.models import Office


class AskDraft(models.Model):
    """What a portal user typed and has not sent yet, so that another device goes on with it."""

    office = models.ForeignKey(
        Office,
        verbose_name=_("office"),
        on_delete=models.CASCADE,
        related_name="ask_drafts",
        help_text=_("On whose site it is being asked."),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("portal user"),
        on_delete=models.CASCADE,
        related_name="ask_drafts",
        help_text=_("Who is asking."),
    )
    title = models.CharField(_("question"), max_length=255, blank=True, help_text=_("As typed so far."))
    body = models.TextField(_("explanation"), blank=True, help_text=_("As typed so far."))
    changed_at = models.DateTimeField(_("changed at"), help_text=_("When it was last typed in."))

    class Meta:
        verbose_name = _("ask draft")
        verbose_name_plural = _("ask drafts")
        ordering = ["-changed_at"]
        constraints = [models.UniqueConstraint(fields=["office", "user"], name="one_ask_draft_per_user")]

    def __str__(self) -> str:
        return self.title
