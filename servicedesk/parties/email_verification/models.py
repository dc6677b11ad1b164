"""Proof that somebody reads the mail of an address, without an account."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.offices.models import Office
from vraagbaak.mailing.models import OwedMail


class VerificationPurpose(models.TextChoices):
    ASK = "ask", _("to ask a question")
    PRIVACY = "privacy", _("to see or erase what is kept")


class EmailVerification(OwedMail):
    """A code that is mailed to an address. It is made when the mail is, and kept as a digest."""

    office = models.ForeignKey(
        Office,
        verbose_name=_("office"),
        on_delete=models.CASCADE,
        related_name="email_verifications",
        help_text=_("Which office asks for it."),
    )
    key = models.CharField(
        _("key"), max_length=64, unique=True, help_text=_("Known to the browser that asked for the code.")
    )
    email = models.EmailField(_("e-mail address"), help_text=_("To which the code goes; in lower case."))
    language = models.CharField(_("language"), max_length=10, help_text=_("In which the mail is written."))
    purpose = models.CharField(
        _("purpose"),
        max_length=10,
        choices=VerificationPurpose.choices,
        help_text=_("What the code is asked for."),
    )
    digest = models.CharField(
        _("digest"), max_length=64, blank=True, help_text=_("Of the code; empty until it is mailed.")
    )
    expires_at = models.DateTimeField(_("expires at"), help_text=_("From when on the code is refused."))
    tries = models.PositiveSmallIntegerField(
        _("tries"), default=0, help_text=_("How often a code was typed.")
    )
    confirmed_at = models.DateTimeField(
        _("confirmed at"), null=True, blank=True, help_text=_("When the right code was typed.")
    )

    class Meta:
        verbose_name = _("e-mail verification")
        verbose_name_plural = _("e-mail verifications")
        ordering = ["-planned_at"]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.planned_at:%Y-%m-%d %H:%M}"
