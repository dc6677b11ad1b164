"""Programs that are waited for: how long they took, what they held, and that none is waited for endlessly."""

import os
import sys
from pathlib import Path

import pytest

from bench.installation import TooLongError, wait_for
from scripts.serving.processes import ProcessEndedError, RunningProcess, start


def started(program: str, folder: Path) -> RunningProcess:
    return start("program", [sys.executable, "-c", program], environment=os.environ, log=folder / "log")


def test_peak_memory_and_time_of_a_program_are_told(tmp_path: Path) -> None:
    seconds, peak_mb = wait_for(
        started("import time; held = b'x' * 60_000_000; time.sleep(0.5)", tmp_path), limit=60
    )

    assert seconds > 0
    assert 60 < peak_mb < 200


def test_a_program_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    running = started("import time; time.sleep(60)", tmp_path)

    with pytest.raises(TooLongError, match=r"stopped after 0 s"):
        wait_for(running, limit=0.3)

    assert running.ended


def test_a_program_that_fails_is_told_with_the_end_of_its_log(tmp_path: Path) -> None:
    with pytest.raises(ProcessEndedError, match="no such luck"):
        wait_for(started("raise SystemExit('no such luck')", tmp_path), limit=60)
