from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.offices.models import Office


class Party(models.Model):
    """Somebody an office deals with: a person or an organisation."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")

    office = models.ForeignKey(
        Office,
        verbose_name=_("office"),
        on_delete=models.CASCADE,
        related_name="parties",
        help_text=_("The office that knows this party."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=Kind.choices,
        default=Kind.PERSON,
        help_text=_("A person, or an organisation such as a company or household."),
    )
    name = models.CharField(_("name"), max_length=255, help_text=_("As the party calls itself."))
    email = models.EmailField(
        _("e-mail address"),
        blank=True,
        db_index=True,
        help_text=_("Where answers are sent; kept in lower case."),
    )
    telephone = models.CharField(
        _("telephone"), max_length=40, blank=True, help_text=_("Where the party can be called.")
    )

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="parties",
        help_text=_("With which the party logs in to the portal; empty for who asked without an account."),
    )
    erased_at = models.DateTimeField(
        _("erased at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When name and addresses were taken away; empty for who is still known."),
    )

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
