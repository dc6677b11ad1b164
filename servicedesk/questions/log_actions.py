"""How the history of a question reads."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry

ACTIONS = {
    "ask": (_("Ask"), _("The question came in")),
    "sign_off": (_("Sign off"), _("The answer was signed off and mailed")),
    "react": (_("React"), _("The asker reacted")),
    "reopen": (_("Reopen"), _("The question was opened again")),
    "close": (_("Close"), _("The question was closed")),
    "remark": (_("Remark"), _("An internal remark was made")),
    "promote": (_("Promote"), _("A draft FAQ page was made of the answer")),
}


class AssignFormatter(LogFormatter):
    label = _("Assign")

    def format_message(self, log_entry: ModelLogEntry) -> Any:
        data = log_entry.data
        if data.get("handler") and data.get("team"):
            return _("Assigned to %(handler)s of %(team)s") % data
        if data.get("handler") or data.get("team"):
            return _("Assigned to %(name)s") % {"name": data.get("handler") or data.get("team")}
        return _("Assigned to nobody")


def register_question_actions(actions: LogActionRegistry) -> None:
    for name, (label, message) in ACTIONS.items():
        actions.register_action(f"servicedesk.question.{name}", label, message)
    actions.register_action("servicedesk.question.assign")(AssignFormatter)
