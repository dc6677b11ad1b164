from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ServicedeskConfig(AppConfig):
    name = "servicedesk"
    verbose_name = _("Servicedesk")

    def ready(self) -> None:
        from servicedesk.questions.rights import establish_desk_rights

        post_migrate.connect(establish_desk_rights, sender=self)
