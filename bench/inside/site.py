"""Makes a database with a site, its knowledge bases and nothing else."""

import django

from bench.inside import leave, parser_of
from bench.kinds import BASES, SAVED_BASE


def make_site() -> None:
    from wagtail.models import Locale, Page, Site

    from vraagbaak.knowledge.bases.models import KnowledgeBase
    from website.public.home.models import HomePage

    root = Page.get_first_root_node()
    for page in root.get_children():
        page.specific.delete()
    dutch = Locale.objects.get_or_create(language_code="nl")[0]
    home = root.add_child(instance=HomePage(title="Bench", slug="bench", locale=dutch))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)
    for slug in (*BASES, SAVED_BASE):
        home.add_child(instance=KnowledgeBase(title=slug.capitalize(), slug=slug, locale=dutch))


def main() -> None:
    arguments = parser_of(__doc__).parse_args()
    django.setup()
    from django.core.management import call_command

    call_command("migrate", "--noinput", verbosity=0)
    make_site()
    call_command("update_index", verbosity=0)
    leave(arguments.result, {})


if __name__ == "__main__":
    main()
