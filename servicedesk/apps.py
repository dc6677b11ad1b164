from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import post_delete, post_migrate
from django.utils.translation import gettext_lazy as _


class ServicedeskConfig(AppConfig):
    name = "servicedesk"
    verbose_name = _("Servicedesk")

    def ready(self) -> None:
        from servicedesk.admin.holdings import register_holdings
        from servicedesk.attachments.actions import drop_file
        from servicedesk.attachments.models import Attachment
        from servicedesk.earlier.signals import connect as connect_earlier_questions
        from servicedesk.offices.rights import establish_desk_rights
        from servicedesk.privacy.checks import check_holdings
        from servicedesk.triage import signals

        register_holdings()
        register(check_holdings)
        signals.connect()
        connect_earlier_questions()
        post_delete.connect(drop_file, sender=Attachment)
        post_migrate.connect(establish_desk_rights, sender=self)
