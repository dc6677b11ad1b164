from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who may see a knowledge base or page: from wide to narrow, where each also sees what the wider ones see."""

    EVERYONE = "everyone", _("everyone")
    PORTAL = "portal", _("portal users")
    AGENTS = "agents", _("agents only")

    @property
    def visible(self) -> list["Audience"]:
        """The audiences whose pages this audience may see."""
        order = list(Audience)
        return order[: order.index(self) + 1]

    @classmethod
    def narrowest(cls, *audiences: str) -> "Audience":
        order = list(cls)
        return max((cls(audience) for audience in audiences), key=order.index, default=cls.EVERYONE)


class GroupName(models.TextChoices):
    """The groups that come with the product; their names are data, shown in the admin."""

    EDITORS = "Redacteuren"
    MODERATORS = "Moderatoren"
    MANAGERS = "Vraagbaakbeheerders"
    AGENTS = "Servicedeskmedewerkers"
    PORTAL_USERS = "Portaalgebruikers"

    @classmethod
    def staff(cls) -> list["GroupName"]:
        return [cls.EDITORS, cls.MODERATORS, cls.MANAGERS, cls.AGENTS]

    @classmethod
    def publishers(cls) -> list["GroupName"]:
        """Those whose members write and publish pages."""
        return [cls.EDITORS, cls.MODERATORS, cls.MANAGERS]

    @classmethod
    def admitted_to(cls, audience: Audience) -> list["GroupName"]:
        """The groups that a view restriction for this audience admits."""
        return {
            Audience.EVERYONE: [],
            Audience.PORTAL: [*cls.staff(), cls.PORTAL_USERS],
            Audience.AGENTS: cls.staff(),
        }[audience]
