"""The whole product in this process: a database and an index of its own, searched through its API."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

LIMIT = 10
API = "/api/v1"


def start(folder: Path) -> None:
    """Sets up Django with the product's settings; once per process, before the product is imported."""
    os.environ.update({"QUALITY_FOLDER": str(folder), "DJANGO_SETTINGS_MODULE": "quality.settings"})
    import django

    django.setup()


def make_database() -> None:
    """Creates the database, or migrates the one that was kept."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def fill(files: Mapping[str, Path]) -> None:
    """Imports each file into a knowledge base with the name of its set."""
    from django.core.management import call_command

    for name, file in files.items():
        with Path(os.devnull).open("w") as nowhere:
            call_command(
                "import_faq", str(file), knowledge_base=name, create=True, publish=True, stdout=nowhere
            )


def index() -> None:
    from django.core.management import call_command

    with Path(os.devnull).open("w") as nowhere:
        call_command("update_index", verbosity=0, stdout=nowhere)


class Api:
    """Searches like any client; `anywhere` omits the language, like a client that does not know it."""

    def __init__(self, *, anywhere: bool = False) -> None:
        from django.test import Client

        from website.api import reading

        # Excerpts take most of an answer's time, and no figure here depends on them.
        reading.excerpt_of = lambda card, query: ""
        self.client = Client(headers={"host": "localhost"})
        self.anywhere = anywhere

    def search(self, text: str, *, language: str) -> Sequence[str]:
        """The external ids of the best pages, best first."""
        return self._found("search", text, language)

    def suggest(self, text: str, *, language: str) -> Sequence[str]:
        return self._found("suggest", text, language)

    def _found(self, what: str, text: str, language: str) -> Sequence[str]:
        place: dict[str, str] = {} if self.anywhere else {"language": language}
        response = self.client.get(f"{API}/{what}", {"q": text, "limit": str(LIMIT), **place})
        if response.status_code != 200:
            raise RuntimeError(f"{what} {text!r}: {response.status_code} {response.content[:500]!r}")
        return [item["external_id"] for item in response.json()["items"]]
