"""Fills an empty database with two fictional organisations, their knowledge bases, people and questions."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Site

from servicedesk.models import Office
from website.demo.actions import load_demo


class Command(BaseCommand):
    help = "Loads the sample content and accounts of the demo into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--accounts",
            type=Path,
            default=settings.DATA_DIR / "accounts.txt",
            help="The file to which the log-ins are written.",
        )

    def handle(self, *, accounts: Path, **options: Any) -> None:
        port = urlsplit(settings.BASE_URL).port or 80
        if Office.objects.exists():
            for site in Site.objects.exclude(port=port):
                site.port = port
                site.save()
            self.stdout.write(_("The database holds content already; nothing was loaded."))
            return
        with transaction.atomic():
            counts = load_demo(accounts_file=accounts, port=port)
        self.stdout.write(
            _("Loaded %(faqs)s questions and answers and %(questions)s questions at the desk.") % counts
        )
