"""Puts frequently asked questions from a file in a knowledge base."""

import logging
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm
from wagtail.models import Site

from vraagbaak.exchange.actions import ImportResult, import_rows
from vraagbaak.exchange.fields import Defaults
from vraagbaak.exchange.import_targets import NoTargetError
from vraagbaak.exchange.readers import UnreadableFileError, read_rows


class Command(BaseCommand):
    help = "Imports JSON Lines, CSV, or a zip of Markdown files; a second run changes only what changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--knowledge-base", required=True, metavar="SLUG", help="slug of the knowledge base"
        )
        parser.add_argument("--site", metavar="HOSTNAME", help="host name of the site; else the default site")
        parser.add_argument(
            "--create", action="store_true", help="make the knowledge base when it is missing"
        )
        parser.add_argument("--publish", action="store_true", help="publish; else drafts are made")
        parser.add_argument("--strict", action="store_true", help="import nothing when one line is bad")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
        parser.add_argument("--language", metavar="CODE", help="of rows that name none; else the site's")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with options["file"].open("rb") as file, quiet(options["verbosity"]):
                result = self.import_file(file, options)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be read: %(reason)s.")
                % {"file": options["file"], "reason": error.strerror}
            ) from error
        except (UnreadableFileError, NoTargetError) as error:
            raise CommandError(str(error)) from error
        self.report(result, options)

    def import_file(self, file: BinaryIO, options: dict[str, Any]) -> ImportResult:
        site = find_site(options["site"])
        name, defaults = options["file"].name, defaults_of(site, options["language"])
        shows = sys.stderr.isatty()
        total = sum(1 for _row in read_rows(file, name=name, defaults=defaults)) if shows else None
        file.seek(0)
        with tqdm(total=total, disable=not shows, leave=False) as bar:
            return import_rows(
                rows=read_rows(file, name=name, defaults=defaults),
                knowledge_base_slug=options["knowledge_base"],
                site=site,
                create=options["create"],
                publish=options["publish"],
                strict=options["strict"],
                dry_run=options["dry_run"],
                progress=bar.update,
            )

    def report(self, result: ImportResult, options: dict[str, Any]) -> None:
        for bad in result.bad:
            self.stderr.write(line(bad.number, bad.reason))
        for number, note in result.notes:
            self.stdout.write(line(number, note))
        sentence = closing_sentence(result, dry_run=options["dry_run"])
        if not result.good:
            raise CommandError(sentence)
        self.stdout.write(self.style.SUCCESS(sentence))


@contextmanager
def quiet(verbosity: int) -> Iterator[None]:
    """Holds back the line that Wagtail and the tasks log for each page, which would bury the progress bar."""
    if verbosity > 1:
        yield
        return
    loggers = [logging.getLogger(name) for name in ("wagtail", "django_tasks")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def find_site(hostname: str | None) -> Site:
    sites = Site.objects.select_related("root_page__locale")
    site = sites.filter(hostname=hostname).first() if hostname else sites.filter(is_default_site=True).first()
    if site:
        return site
    if hostname:
        raise CommandError(_("There is no site with the host name “%(name)s”.") % {"name": hostname})
    raise CommandError(_("There is no default site; name one with --site."))


def defaults_of(site: Site, language: str | None) -> Defaults:
    languages = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    if language and language not in languages:
        raise CommandError(
            _("“%(language)s” is not one of this site's languages (%(languages)s).")
            % {"language": language, "languages": ", ".join(languages)}
        )
    return Defaults(language=language or site.root_page.locale.language_code, languages=languages)


def line(number: int | str, sentence: str) -> str:
    return _("line %(number)s: %(sentence)s") % {"number": number, "sentence": sentence}


def closing_sentence(result: ImportResult, *, dry_run: bool) -> str:
    if not result.read:
        return _("The file holds no questions.")
    counts = {
        "created": result.created,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "bad": len(result.bad),
    }
    if not result.good:
        return (
            ngettext(
                "Nothing was imported: %(bad)d bad line.",
                "Nothing was imported: %(bad)d bad lines.",
                counts["bad"],
            )
            % counts
        )
    if dry_run:
        return (
            _(
                "Nothing was changed. It would be: %(created)d new, %(updated)d changed, "
                "%(unchanged)d unchanged, %(bad)d bad."
            )
            % counts
        )
    return _("Imported: %(created)d new, %(updated)d changed, %(unchanged)d unchanged, %(bad)d bad.") % counts
