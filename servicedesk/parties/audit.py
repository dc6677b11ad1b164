"""What is noted in Wagtail's log of a party and of its questions."""

from enum import StrEnum
from typing import Any, Self

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, log

from vraagbaak.knowledge.audiences.access import User


class LoggedAction(StrEnum):
    """Something that happened, by the value under which the log stores it."""

    label: Any
    """What the action is called, for who filters the log."""
    message: Any
    """The sentence of an entry; empty where a formatter makes it."""

    def __new__(cls, value: str, label: Any, message: Any = "") -> Self:
        action = str.__new__(cls, value)
        action._value_, action.label, action.message = value, label, message
        return action

    @classmethod
    def register(cls, actions: LogActionRegistry) -> None:
        """Makes all of them known to Wagtail but those that have a formatter."""
        for action in cls:
            if action.message:
                actions.register_action(action.value, action.label, action.message)


class PartyAction(LoggedAction):
    ERASE = "servicedesk.party.erase", _("Erase"), _("Erased name and addresses")
    EXPORT = "servicedesk.party.export", _("Export"), _("Exported what is kept")


def log_by_number(
    *, instance: Any, action: LoggedAction, user: User | None = None, data: dict[str, Any] | None = None
) -> None:
    """Notes it in Wagtail's log, whose report on the whole site is shown to the agents of all offices: there a question
    or an asker has a number, and no text and no name (decision 23)."""
    log(instance=instance, action=action.value, user=user, data=data, title=f"#{instance.pk}")
