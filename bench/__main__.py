"""`make bench`: fills a database of its own and prints what was measured, without a judgement."""

import argparse
import json
import os
import platform
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from bench.measuring import pages_per_second, percentiles, table
from bench.questions import typed_beginnings, write_questions
from scripts.serving.folder import DataFolder
from scripts.serving.processes import finish, stop_all
from scripts.serving.server import free_port, start_command, start_module, start_web, wait_until_answers

BASE = "bench"


def timed_command(folder: DataFolder, *arguments: str, port: int) -> float:
    began = time.perf_counter()
    finish(start_command(folder, *arguments, port=port))
    return time.perf_counter() - began


def measure_import(folder: DataFolder, *, pages: int, port: int) -> list[tuple[str, str]]:
    source = folder.path / "questions.jsonl"
    write_questions(source, count=pages)
    command = ["import_faq", str(source), "--knowledge-base", BASE, "--publish"]
    first = timed_command(folder, *command, "--create", port=port)
    second = timed_command(folder, *command, port=port)
    index = timed_command(folder, "update_index", port=port)
    per_thousand = 1000 / pages
    return [
        ("import, seconds per thousand pages", f"{first * per_thousand:.1f}"),
        ("import again, nothing changed, seconds per thousand", f"{second * per_thousand:.1f}"),
        ("rebuild of the whole index, seconds", f"{index:.1f}"),
    ]


def measure_pages(address: str, *, requests: int) -> list[tuple[str, str]]:
    places = {"home page": "/", "FAQ page": faq_path(address), "search": "/zoeken/?q=paspoort+verlengen"}
    return [
        (f"{name}, pages per second", f"{pages_per_second(address + path, requests=requests):.0f}")
        for name, path in places.items()
    ]


def faq_path(address: str) -> str:
    """The page of the first imported question, asked of the API as any client would."""
    url = f"{address}/api/v1/search?q=paspoort&limit=1"
    with urllib.request.urlopen(url, timeout=60) as response:  # noqa: S310 - our own machine
        return "/" + str(json.load(response)["items"][0]["url"]).split("/", 3)[3]


def measure_suggestions(address: str, *, requests: int) -> list[tuple[str, str]]:
    urls = [f"{address}/api/v1/suggest?q={quote(text)}" for text in typed_beginnings(requests)]
    median, slow = percentiles(urls)
    return [
        ("suggestions, median in ms", f"{median * 1000:.0f}"),
        ("suggestions, 95th percentile in ms", f"{slow * 1000:.0f}"),
    ]


@contextmanager
def server(folder: DataFolder, *, port: int) -> Iterator[str]:
    web = start_web(folder, port=port)
    try:
        wait_until_answers([web], url=f"http://localhost:{port}/healthz")
        yield f"http://localhost:{port}"
    finally:
        stop_all([web])


def measure(folder: DataFolder, *, pages: int, requests: int) -> list[tuple[str, str]]:
    port = free_port()
    folder.prepare()
    finish(start_command(folder, "collectstatic", "--noinput", port=port))
    finish(start_module(folder, "scripts.serving.prepare", "--accounts", str(folder.accounts), port=port))
    imported = measure_import(folder, pages=pages, port=port)
    with server(folder, port=port) as address:
        return [
            *imported,
            *measure_pages(address, requests=requests),
            *measure_suggestions(address, requests=requests),
        ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--requests", type=int, default=200)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vraagbaak-bench-") as place:
        rows = measure(DataFolder(Path(place)), pages=arguments.pages, requests=arguments.requests)
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    print(f"{arguments.pages} pages beside the demo's; {machine}.\n")
    print(table(rows))


if __name__ == "__main__":
    main()
