from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate
from django.utils.translation import gettext_lazy as _


class ServicedeskConfig(AppConfig):
    name = "servicedesk"
    verbose_name = _("Servicedesk")

    def ready(self) -> None:
        from servicedesk.attachments.actions import drop_file
        from servicedesk.attachments.models import Attachment
        from servicedesk.earlier.signals import connect as connect_earlier_questions
        from servicedesk.offices.rights import establish_desk_rights
        from servicedesk.triage import signals

        signals.connect()
        connect_earlier_questions()
        post_delete.connect(drop_file, sender=Attachment)
        post_migrate.connect(establish_desk_rights, sender=self)
