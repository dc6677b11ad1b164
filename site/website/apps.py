from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "website"
    verbose_name = _("Public site")

    def ready(self) -> None:
        from website.releases.actions import note_release, refuse_data_of_before
        from website.search_engines import make_text_search_configurations
        from website.visits import sites

        sites.forget_when_changed()
        # Django says this of all apps before it migrates the first.
        pre_migrate.connect(refuse_data_of_before, sender=self)
        post_migrate.connect(create_cache_table, sender=self)
        post_migrate.connect(note_release, sender=self)
        post_migrate.connect(make_text_search_configurations, sender=self)


def create_cache_table(*, verbosity: int, **kwargs: Any) -> None:
    """So that `migrate` is all that a new database needs."""
    call_command("createcachetable", verbosity=0)
