"""The two processes of a Vraagbaak, web server and worker, and how to see that they answer."""

import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path

from scripts.serving.folder import DataFolder
from scripts.serving.processes import ProcessEndedError, RunningProcess, start

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 60


class NotReadyError(Exception):
    """The sentence says what is lacking."""


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def web_command(*, port: int, access_log: str) -> list[str]:
    command = [sys.executable, "-m", "gunicorn", "--config", "python:website.gunicorn"]
    return [*command, "--bind", f"127.0.0.1:{port}", "--access-logfile", access_log, "website.wsgi"]


def start_web(folder: DataFolder, *, port: int) -> RunningProcess:
    command = web_command(port=port, access_log=str(folder.log("access")))
    return start("web server", command, environment=folder.environment(port=port), log=folder.log("web"))


def start_module(folder: DataFolder, module: str, *arguments: str, port: int) -> RunningProcess:
    """Starts `python -m module`; its log has the last part of its name, and begins anew."""
    return start_python(folder, module.rpartition(".")[2], module, *arguments, port=port)


def start_command(folder: DataFolder, *arguments: str, port: int) -> RunningProcess:
    """Starts a management command; its log has its name, and begins anew."""
    return start_python(folder, arguments[0], "django", *arguments, port=port)


def start_python(folder: DataFolder, name: str, *arguments: str, port: int) -> RunningProcess:
    log = folder.log(name)
    log.unlink(missing_ok=True)
    command = [sys.executable, "-m", *arguments]
    return start(name, command, environment=folder.environment(port=port), log=log, cwd=ROOT)


def start_worker(folder: DataFolder, *, port: int) -> RunningProcess:
    return start_command(folder, "worker", port=port)


def answer(url: str) -> tuple[int, str]:
    """Status and body; status 0 when nothing answers."""
    try:
        with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 - our own machine
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace")
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return 0, ""


def wait_until_answers(processes: Sequence[RunningProcess], *, url: str) -> None:
    """Returns at the first 200. ProcessEndedError when a process ended, NotReadyError when it takes too long."""
    deadline = time.monotonic() + READY_SECONDS
    body = ""
    while time.monotonic() < deadline:
        for running in processes:
            if running.ended:
                raise ProcessEndedError(running)
        status, body = answer(url)
        if status == HTTPStatus.OK:
            return
        time.sleep(0.3)
    raise NotReadyError(f"Not ready after {READY_SECONDS} seconds. {url} said: {body[:500] or 'nothing'}")


def wait_until_ready(processes: Sequence[RunningProcess], *, port: int) -> None:
    wait_until_answers(processes, url=f"http://127.0.0.1:{port}/readyz")
