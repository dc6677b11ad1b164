"""What is noted in Wagtail's log of a question, and how its history reads there."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter

from servicedesk.parties.audit import LoggedAction


class QuestionAction(LoggedAction):
    ASK = "servicedesk.question.ask", _("Ask"), _("Asked")
    ASSIGN = "servicedesk.question.assign", _("Assign")
    SIGN_OFF = "servicedesk.question.sign_off", _("Sign off"), _("Signed off an answer")
    REACT = "servicedesk.question.react", _("React"), _("The asker reacted")
    REOPEN = "servicedesk.question.reopen", _("Reopen"), _("Opened again")
    CLOSE = "servicedesk.question.close", _("Close"), _("Closed")
    SOLVE = "servicedesk.question.solve", _("Say that it is solved"), _("Solved, says the asker")
    MAIL_LINK = "servicedesk.question.mail_link", _("Mail a new link"), _("Mailed the asker a new link")
    ERASE = "servicedesk.question.erase", _("Erase"), _("Erased what could tell who asked")
    PROMOTE = (
        "servicedesk.question.promote",
        _("Take up in a knowledge base"),
        _("Took up in a knowledge base"),
    )
    LINK = "servicedesk.question.link", _("Link to a page"), _("Linked to a page in a knowledge base")
    SKIP = "servicedesk.question.skip", _("Skip"), _("Left out of the knowledge bases")
    AGAIN = (
        "servicedesk.question.again",
        _("Triage again"),
        _("Put back in the triage, since its page was deleted"),
    )
    TOGETHER = (
        "servicedesk.question.together",
        _("Put together"),
        _("Put together with questions that ask the same"),
    )
    APART = (
        "servicedesk.question.apart",
        _("Take out of the group"),
        _("Taken out of its group in the triage"),
    )
    RELEASE = "servicedesk.question.release", _("Release"), _("Released from quarantine")
    REFUSE = "servicedesk.question.refuse", _("Refuse as spam"), _("Refused as spam")
    REVOKE = "servicedesk.question.revoke", _("Revoke links"), _("Revoked the links that were given out")
    REMARK = "servicedesk.question.remark", _("Remark"), _("Made an internal remark")


class AssignFormatter(LogFormatter):
    label = QuestionAction.ASSIGN.label

    def format_message(self, log_entry: Any) -> str:
        team, handler = log_entry.data.get("team"), log_entry.data.get("handler")
        if team and handler:
            return gettext("Assigned to %(handler)s, %(team)s") % {"handler": handler, "team": team}
        if team or handler:
            return gettext("Assigned to %(name)s") % {"name": team or handler}
        return gettext("Assigned to nobody")


def register_question_actions(actions: LogActionRegistry) -> None:
    QuestionAction.register(actions)
    actions.register_action(QuestionAction.ASSIGN.value)(AssignFormatter)
