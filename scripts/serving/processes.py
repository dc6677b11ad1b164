"""Processes with their own log, which run until they end or are told to stop."""

import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STOP_SECONDS = 15
TAIL_LINES = 20


@dataclass
class RunningProcess:
    name: str
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def log_tail(self) -> str:
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL_LINES:])


class ProcessEndedError(Exception):
    """A process ended that should have gone on, or failed; says which, with the end of its log."""

    def __init__(self, running: RunningProcess) -> None:
        code = running.process.returncode
        super().__init__(
            f"{running.name} ended with code {code}; the end of {running.log}:\n{running.log_tail()}"
        )


def start(
    name: str, command: Sequence[str], *, environment: Mapping[str, str], log: Path, cwd: Path | None = None
) -> RunningProcess:
    """Starts it in a session of its own, out of reach of a terminal's Ctrl-C: `stop_all` is its end."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            env=dict(environment),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return RunningProcess(name, log, process)


def finish(running: RunningProcess) -> None:
    """Waits for the end; ProcessEndedError when it failed."""
    if running.process.wait():
        raise ProcessEndedError(running)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Signals are ignored: what is being stopped would otherwise stay behind."""
    with_handlers = [(number, signal.signal(number, signal.SIG_IGN)) for number in STOP_SIGNALS]
    try:
        yield
    finally:
        for number, handler in with_handlers:
            signal.signal(number, handler)


def stop_all(processes: Sequence[RunningProcess]) -> None:
    """Asks each to finish, and ends one that takes too long."""
    with undisturbed():
        for running in processes:
            running.process.terminate()
        for running in processes:
            end(running)


def end(running: RunningProcess) -> None:
    try:
        running.process.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        running.process.kill()
        running.process.wait()
