from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class VraagbaakConfig(AppConfig):
    name = "vraagbaak"
    verbose_name = _("Knowledge bases")

    def ready(self) -> None:
        from vraagbaak import signals
        from vraagbaak.knowledge.audiences.groups import establish_groups
        from vraagbaak.reporting.spreadsheets import guard_exports

        signals.connect()
        guard_exports()
        post_migrate.connect(establish_groups, sender=self)
