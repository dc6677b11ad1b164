"""Imports files as `import_faq` does, and has what waits for the worker done at once.

First and last tenth are those of the first file.
"""

import time
from pathlib import Path
from typing import Any

import django

from bench.inside import leave, parser_of

TENTHS = 10


Moment = tuple[float, int]
"""When the import reported progress, and the number of rows since the previous report."""


def import_file(path: Path, *, base: str) -> list[Moment]:
    from wagtail.models import Site

    from vraagbaak.exchange.actions import import_rows
    from vraagbaak.exchange.fields import Defaults
    from vraagbaak.exchange.readers import read_rows

    moments: list[Moment] = []
    site = Site.objects.select_related("root_page__locale").get(is_default_site=True)
    with path.open("rb") as file:
        result = import_rows(
            rows=read_rows(file, name=path.name, defaults=Defaults(language="nl", languages=["nl"])),
            knowledge_base_slug=base,
            site=site,
            publish=True,
            progress=lambda done: moments.append((time.perf_counter(), done)),
        )
    if result.bad:
        raise SystemExit(f"{len(result.bad)} bad rows, the first: {result.bad[0]}")
    return moments


def do_waiting_tasks() -> float:
    """Seconds that the worker's part takes."""
    from django.core.management import call_command

    began = time.perf_counter()
    call_command("db_worker", "--batch", "--no-startup-delay", verbosity=0)
    return time.perf_counter() - began


def refuse_unfindable(rows: int) -> None:
    """An import is complete when all of it can be found; SystemExit if not."""
    from modelsearch.query import MATCH_ALL
    from wagtail.search.backends import get_search_backend

    from vraagbaak.knowledge.faqs.models import FaqPage

    findable = get_search_backend().search(MATCH_ALL, FaqPage.objects.all()).count()
    if findable < rows:
        raise SystemExit(f"{rows} pages were imported, and {findable} of them can be found")


def rates(moments: list[Moment], *, began: float) -> dict[str, float]:
    """Rows per second in the first and the last tenth, as if each step went evenly."""
    tenth = count_of(moments) / TENTHS
    first, last = moment_of(moments, tenth, began), moment_of(moments, tenth * (TENTHS - 1), began)
    return {"first_tenth": tenth / (first - began), "last_tenth": tenth / (moments[-1][0] - last)}


def count_of(moments: list[Moment]) -> int:
    return sum(done for _moment, done in moments)


def moment_of(moments: list[Moment], wanted: float, began: float) -> float:
    """The time at which so many rows were done."""
    done, before = 0, began
    for moment, count in moments:
        if done + count >= wanted:
            return before + (moment - before) * (wanted - done) / count
        done, before = done + count, moment
    return before


def main() -> None:
    parser = parser_of(__doc__)
    parser.add_argument("files", nargs="+", help="BASE=FILE")
    arguments = parser.parse_args()
    django.setup()
    files = dict(named.split("=", 1) for named in arguments.files)
    began = time.perf_counter()
    imported = [import_file(Path(path), base=base) for base, path in files.items()]
    result: dict[str, Any] = {"import": time.perf_counter() - began, "worker": do_waiting_tasks()}
    result["rows"] = sum(map(count_of, imported))
    refuse_unfindable(result["rows"])
    leave(arguments.result, result | rates(imported[0], began=began))


if __name__ == "__main__":
    main()
