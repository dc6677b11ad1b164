"""The mail that lists the pages that are due for review, and who wants it when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.mailing.models import OwedMail
from vraagbaak.review.digests.choices import DigestDay, DigestReason


class Digest(OwedMail):
    """The digest of one person and day; planned by `plan_digests`."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="review_digests",
        help_text=_("To whom it is sent."),
    )
    day = models.DateField(_("day"), help_text=_("Of which day it is."))

    class Meta:
        verbose_name = _("review digest")
        verbose_name_plural = _("review digests")
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_per_user_and_day")]

    def __str__(self) -> str:
        return f"{self.user}: {self.day}"


class DigestPage(models.Model):
    """A page that a digest lists as new. Nobody is told twice of a page that is due since the same day."""

    digest = models.ForeignKey(
        Digest,
        verbose_name=_("digest"),
        on_delete=models.CASCADE,
        related_name="brought",
        help_text=_("The digest that brings it."),
    )
    page = models.ForeignKey(
        FaqPage,
        verbose_name=_("FAQ page"),
        on_delete=models.CASCADE,
        related_name="brought_by",
        help_text=_("The page that is due."),
    )
    due_on = models.DateField(_("due on"), help_text=_("Since when it was due."))
    reason = models.CharField(
        _("reason"), max_length=12, choices=DigestReason.choices, help_text=_("Why it stands in the digest.")
    )

    class Meta:
        verbose_name = _("page in a digest")
        verbose_name_plural = _("pages in digests")
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "page", "reason"], name="page_once_per_digest_and_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.digest}: {self.page}"


class DigestPreference(models.Model):
    """When somebody wants the digest. The default is every day on which there is something new."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="digest_preference",
        help_text=_("Whose preference it is."),
    )
    day = models.CharField(
        _("digest of reviews"),
        max_length=5,
        choices=DigestDay.choices,
        default=DigestDay.DAILY,
        help_text=_(
            "When you get a mail about your pages that are due for review; only when there is something new. "
            "What stays overdue is always mailed to the manager of the knowledge base."
        ),
    )

    class Meta:
        verbose_name = _("digest preference")
        verbose_name_plural = _("digest preferences")

    def __str__(self) -> str:
        return f"{self.user}: {self.get_day_display()}"
