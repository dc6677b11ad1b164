"""How erasing and exporting a party reads in Wagtail's log."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry


def register_privacy_actions(actions: LogActionRegistry) -> None:
    actions.register_action("servicedesk.party.erase", _("Erase"), _("Erased name and addresses"))
    actions.register_action("servicedesk.party.export", _("Export"), _("Exported what is kept"))
