"""What it takes to fill an installation: importing, saving one by one, building the index, and disk space."""

from collections.abc import Iterator

from bench.content import Collection, write_rows
from bench.figures import Figure
from bench.installation import Installation
from bench.kinds import BASES, base_of
from bench.plan import Plan

MEGABYTE = 1024 * 1024


def write_files(installation: Installation, collection: Collection) -> tuple[list[str], dict[str, int]]:
    """One file per knowledge base, named as the import expects, and the word counts of the texts."""
    named, counts = [], {}
    for base in BASES:
        path = installation.path / f"{base}.jsonl"
        pages = (page for page in map(collection.page, range(collection.pages)) if base_of(page) == base)
        for what, count in write_rows(path, pages).items():
            counts[f"{what} in {base}"] = count
        named.append(f"{base}={path}")
    return named, counts


def measure_import(installation: Installation, files: list[str], plan: Plan) -> Iterator[Figure]:
    finished = installation.run_inside("importing", *files, limit=plan.building_seconds)
    seen = finished.result
    seconds = seen["import"] + seen["worker"]
    yield Figure(what="import with index", unit="pages/s", value=seen["rows"] / seconds)
    yield Figure(what="import with index, whole", unit="s", value=seconds)
    yield Figure(what="import, of which the worker's share", unit="s", value=seen["worker"])
    yield Figure(
        what="import, first tenth of the large knowledge base", unit="pages/s", value=seen["first_tenth"]
    )
    yield Figure(
        what="import, last tenth of the large knowledge base", unit="pages/s", value=seen["last_tenth"]
    )
    yield Figure(what="import, peak memory", unit="MB RSS", value=finished.peak_mb)


def measure_saving(
    installation: Installation, collection: Collection, plan: Plan, *, beside: int
) -> Iterator[Figure]:
    """Saves new pages, beyond the end of the collection; `beside` are there already."""
    first = collection.pages + (plan.saved if beside else 0)
    finished = installation.run_inside(
        "saving",
        *("--pages", str(collection.pages), "--first", str(first), "--count", str(plan.saved)),
        *("--seconds", str(plan.saving_seconds)),
        limit=plan.building_seconds,
    )
    saved = finished.result["saved"]
    yield Figure(
        what=f"saving one by one, beside {beside} pages",
        unit="pages/s",
        value=saved / finished.result["seconds"],
        n=saved,
    )


def measure_rebuild(installation: Installation, plan: Plan) -> Iterator[Figure]:
    finished = installation.run_command("update_index", limit=plan.building_seconds)
    yield Figure(what="full rebuild of the index", unit="s", value=finished.seconds)
    yield Figure(what="full rebuild, peak memory", unit="MB RSS", value=finished.peak_mb)


def measure_room(installation: Installation) -> Iterator[Figure]:
    yield Figure(what="index on disk", unit="MB", value=installation.index_bytes / MEGABYTE)
    yield Figure(what="database on disk", unit="MB", value=installation.database_bytes / MEGABYTE)
