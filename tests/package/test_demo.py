"""`make demo` as a newcomer meets it: it starts, prints where it is, stops at Ctrl-C, and keeps its data."""

import os
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest

from scripts.serving.server import answer, free_port, is_free
from tests.frozen.freeze import frozen, thaw_sqlite
from tests.package.checkout import ROOT

pytestmark = [pytest.mark.package, pytest.mark.long]
START_SECONDS = 400


def demo_command(port: int, folder: Path) -> list[str]:
    return [sys.executable, "-m", "scripts.demo", "--port", str(port), "--data-dir", str(folder)]


@contextmanager
def demo(port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (folder.parent / "output").open("wb") as output:
        process = subprocess.Popen(demo_command(port, folder), cwd=ROOT, stdout=output, stderr=output)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def welcome(process: subprocess.Popen[bytes], folder: Path) -> str:
    output = folder.parent / "output"
    deadline = time.monotonic() + START_SECONDS
    while (
        "Ctrl-C stops it" not in output.read_text() and time.monotonic() < deadline and process.poll() is None
    ):
        time.sleep(0.2)
    return output.read_text()


def test_demo_runs_stops_and_keeps_its_data(tmp_path: Path) -> None:
    folder, port, other_port = tmp_path / "a folder", free_port(), free_port()

    with demo(port, folder) as process:
        first = welcome(process, folder)
        pages = [f"http://127.0.0.1:{port}{path}" for path in ("/", "/readyz", "/beheer/login/")]
        assert [answer(page)[0] for page in pages] == [HTTPStatus.OK] * 3, first
        second_start = subprocess.run(
            demo_command(other_port, folder), cwd=ROOT, capture_output=True, text=True, check=False
        )
    accounts = (folder / "accounts.txt").read_text()
    assert second_start.stderr == (
        f"Another demo uses {folder}. Stop it, or choose another folder: make demo DATA_DIR=...\n"
    )
    assert (process.returncode, is_free(port)) == (0, True)
    assert f"http://localhost:{port}/" in first
    assert {accounts.splitlines()[0].split("\t")[1]} <= set(first.split())

    with demo(other_port, folder) as process:
        second = welcome(process, folder)
    assert f"http://localhost:{other_port}/" in second
    assert (folder / "accounts.txt").read_text() == accounts
    assert secret_modes(folder) == {"accounts.txt": 0o600, "secret-key": 0o600}


def test_data_of_an_earlier_release_is_brought_up_to_date_and_kept(tmp_path: Path) -> None:
    folder, port = tmp_path / "data", free_port()
    folder.mkdir()
    thaw_sqlite(frozen("0.2.0", "sqlite.gz"), folder / "vraagbaak.sqlite3")

    with demo(port, folder) as process:
        output = welcome(process, folder)
        page = f"http://127.0.0.1:{port}/veelgestelde-vragen/paspoort/hoe-vraag-ik-een-paspoort-aan/"
        status, text = answer(page)

    assert (status, "neem een pasfoto mee" in text) == (HTTPStatus.OK, True), output


def test_data_of_before_the_first_release_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    database = tmp_path / "vraagbaak.sqlite3"
    with sqlite3.connect(database) as old:
        old.execute("CREATE TABLE django_migrations (app TEXT, name TEXT)")
        old.execute("INSERT INTO django_migrations VALUES ('website', '0001_initial')")
    before = database.read_bytes()

    refused = subprocess.run(
        demo_command(free_port(), tmp_path), cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (refused.returncode, database.read_bytes()) == (1, before)
    assert refused.stderr == (
        f"The data in {tmp_path} was made by Vraagbaak before version 0.2.0, and cannot be brought up to date."
        " Nothing was changed. Choose an empty data folder or a new database, and keep the old one until you miss"
        " nothing. For example: make demo DATA_DIR=data-new\n"
    )


def secret_modes(folder: Path) -> dict[str, int]:
    return {name: stat.S_IMODE(os.stat(folder / name).st_mode) for name in ("accounts.txt", "secret-key")}


def test_port_in_use_is_said_in_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = subprocess.run(
            demo_command(port, tmp_path), cwd=ROOT, capture_output=True, text=True, check=False
        )

    assert refused.returncode == 1
    assert refused.stderr == f"Port {port} is in use. Choose another: make demo PORT={port + 1}\n"
