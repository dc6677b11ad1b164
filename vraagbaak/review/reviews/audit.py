"""The log entries of reviews in words, for Wagtail's history of a page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

PLAIN = {
    "still_correct": (gettext_lazy("Still correct"), gettext_lazy("Reviewed: still correct")),
    "changed": (gettext_lazy("Changed"), gettext_lazy("Reviewed: changed and published")),
    "to_be_changed": (gettext_lazy("To be changed"), gettext_lazy("Reviewed: to be changed")),
    "retired": (gettext_lazy("Retire"), gettext_lazy("Reviewed: retired")),
    "undo": (gettext_lazy("Take back a review"), gettext_lazy("Took back the review")),
    "unpublish": (
        gettext_lazy("Unpublish an overdue page"),
        gettext_lazy("Unpublished: its review was overdue, and the days of grace are over"),
    ),
    "interval": (gettext_lazy("Set the interval"), gettext_lazy("Set the review interval")),
}


class OwnerFormatter(LogFormatter):
    label = gettext_lazy("Set the owner")

    def format_message(self, log_entry: Any) -> str:
        return _("Gave it to %(owner)s") % {"owner": log_entry.data.get("to", "")}


class HandOverFormatter(LogFormatter):
    label = gettext_lazy("Hand over pages")

    def format_message(self, log_entry: Any) -> str:
        return _("%(number)d pages without an owner went to %(owner)s") % {
            "number": log_entry.data.get("number", 0),
            "owner": log_entry.data.get("to", ""),
        }


def register_review_actions(actions: LogActionRegistry) -> None:
    for verb, (label, message) in PLAIN.items():
        actions.register_action(f"vraagbaak.review.{verb}", label, message)
    actions.register_action("vraagbaak.review.owner")(OwnerFormatter)
    actions.register_action("vraagbaak.review.hand_over")(HandOverFormatter)
