"""Migrates the database of TEST_DATABASE_URL to today, fills it if that is asked, and prints what stands in it."""

import json
import os
import sys

import django
from django.core.management import call_command


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tests.frozen.content import fill
    from tests.frozen.facts import facts

    call_command("migrate", interactive=False, verbosity=0)
    if sys.argv[1:] == ["fill"]:
        fill()
    print(json.dumps(facts(), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
