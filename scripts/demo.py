"""`make demo`: everything of Vraagbaak in one folder, with sample content, until Ctrl-C."""

import argparse
import signal
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NoReturn

from scripts.serving.folder import DataFolder
from scripts.serving.processes import STOP_SIGNALS, ProcessEndedError, RunningProcess, finish, stop_all
from scripts.serving.server import (
    NotReadyError,
    is_free,
    start_command,
    start_module,
    start_web,
    start_worker,
    wait_until_ready,
)
from website.releases.recognition import REFUSAL


def site_addresses(folder: DataFolder, *, port: int) -> list[str]:
    """Where the sites of the database are; the default site comes first."""
    with closing(sqlite3.connect(folder.database)) as database:
        rows = database.execute(
            "SELECT hostname FROM wagtailcore_site ORDER BY is_default_site DESC, hostname"
        )
        return [f"http://{hostname}:{port}/" for (hostname,) in rows]


def welcome(folder: DataFolder, *, port: int) -> str:
    addresses = site_addresses(folder, port=port)
    log_ins = folder.accounts.read_text(encoding="utf-8") if folder.accounts.exists() else ""
    return "\n".join(
        [
            "",
            "Vraagbaak answers.",
            *(f"  Site    {address}" for address in addresses),
            f"  Admin   http://localhost:{port}/beheer/",
            f"  Data    {folder.path} (mails, logs, database)",
            "",
            f"  {'Log-in':<16}{'Password':<20}Role",
            *("  {:<16}{:<20}{}".format(*line.split("\t")) for line in log_ins.splitlines()),
            "",
            "Ctrl-C stops it; the data stays.",
        ]
    )


def wait_until_one_ends(processes: Sequence[RunningProcess]) -> RunningProcess:
    while True:
        for running in processes:
            if running.ended:
                return running
        time.sleep(0.5)


def prepare(folder: DataFolder, *, port: int) -> None:
    """Brings database, static files and sample content up to date, side by side; what is there stays."""
    steps = [
        start_command(folder, "collectstatic", "--noinput", port=port),
        start_module(folder, "scripts.serving.prepare", "--accounts", str(folder.accounts), port=port),
    ]
    try:
        for running in steps:
            finish(running)
    finally:
        stop_all(steps)


def serve(folder: DataFolder, *, port: int) -> None:
    """Runs web server and worker until Ctrl-C, or until one of them stops by itself."""
    processes = [start_web(folder, port=port), start_worker(folder, port=port)]
    try:
        wait_until_ready(processes, port=port)
        print(welcome(folder, port=port), flush=True)
        raise ProcessEndedError(wait_until_one_ends(processes))
    finally:
        stop_all(processes)


def interrupt(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--data-dir", type=Path, default=Path("data"))
    return parser.parse_args()


def main() -> None:
    arguments = parse_arguments()
    port, folder = arguments.port, DataFolder(arguments.data_dir)
    if not is_free(port):
        sys.exit(f"Port {port} is in use. Choose another: make demo PORT={port + 1}")
    folder.prepare()
    if not folder.claim():
        sys.exit(
            f"Another demo uses {folder.path}. Stop it, or choose another folder: make demo DATA_DIR=..."
        )
    if folder.is_of_before_releases:
        sys.exit(REFUSAL.format(place=folder.path) + " For example: make demo DATA_DIR=data-new")
    for number in STOP_SIGNALS:
        signal.signal(number, interrupt)
    try:
        print(f"Preparing {folder.path}.", flush=True)
        prepare(folder, port=port)
        serve(folder, port=port)
    except KeyboardInterrupt:
        print("\nStopped.")
    except (ProcessEndedError, NotReadyError) as complaint:
        sys.exit(str(complaint))


if __name__ == "__main__":
    main()
