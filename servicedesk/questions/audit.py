"""How the history of a question reads in Wagtail's log."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter, log

PLAIN = {
    "ask": (gettext_lazy("Ask"), gettext_lazy("Asked")),
    "sign_off": (gettext_lazy("Sign off"), gettext_lazy("Signed off an answer")),
    "react": (gettext_lazy("React"), gettext_lazy("The asker reacted")),
    "reopen": (gettext_lazy("Reopen"), gettext_lazy("Opened again")),
    "close": (gettext_lazy("Close"), gettext_lazy("Closed")),
    "solve": (gettext_lazy("Say that it is solved"), gettext_lazy("Solved, says the asker")),
    "mail_link": (gettext_lazy("Mail a new link"), gettext_lazy("Mailed the asker a new link")),
    "erase": (gettext_lazy("Erase"), gettext_lazy("Erased what could tell who asked")),
    "promote": (gettext_lazy("Take up in a knowledge base"), gettext_lazy("Took up in a knowledge base")),
    "link": (gettext_lazy("Link to a page"), gettext_lazy("Linked to a page in a knowledge base")),
    "skip": (gettext_lazy("Skip"), gettext_lazy("Left out of the knowledge bases")),
    "again": (
        gettext_lazy("Triage again"),
        gettext_lazy("Put back in the triage, since its page was deleted"),
    ),
    "together": (
        gettext_lazy("Put together"),
        gettext_lazy("Put together with questions that ask the same"),
    ),
    "apart": (gettext_lazy("Take out of the group"), gettext_lazy("Taken out of its group in the triage")),
    "release": (gettext_lazy("Release"), gettext_lazy("Released from quarantine")),
    "refuse": (gettext_lazy("Refuse as spam"), gettext_lazy("Refused as spam")),
    "revoke": (gettext_lazy("Revoke links"), gettext_lazy("Revoked the links that were given out")),
    "remark": (gettext_lazy("Remark"), gettext_lazy("Made an internal remark")),
}


class AssignFormatter(LogFormatter):
    label = gettext_lazy("Assign")

    def format_message(self, log_entry: Any) -> str:
        team, handler = log_entry.data.get("team"), log_entry.data.get("handler")
        if team and handler:
            return _("Assigned to %(handler)s, %(team)s") % {"handler": handler, "team": team}
        if team or handler:
            return _("Assigned to %(name)s") % {"name": team or handler}
        return _("Assigned to nobody")


def log_by_number(
    *, instance: Any, action: str, user: Any = None, data: dict[str, Any] | None = None
) -> None:
    """Notes it in Wagtail's log, whose report on the whole site is shown to the agents of all offices: there a question
    or an asker has a number, and no text and no name (decision 23)."""
    log(instance=instance, action=action, user=user, data=data, title=f"#{instance.pk}")


def register_question_actions(actions: LogActionRegistry) -> None:
    for verb, (label, message) in PLAIN.items():
        actions.register_action(f"servicedesk.question.{verb}", label, message)
    actions.register_action("servicedesk.question.assign")(AssignFormatter)
