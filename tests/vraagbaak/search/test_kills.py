"""Writers that are killed; `make kill-test` does so a hundred times of each kind."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_a_killed_writer_leaves_an_index_with_all_that_was_reported_and_nothing_half() -> None:
    command = [sys.executable, "-W", "ignore", "-m", "tests.vraagbaak.search.kill_writers", "--times", "8"]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}

    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert (run.returncode, run.stdout.count("nothing lost, nothing half there")) == (0, 3), (
        run.stdout + run.stderr
    )
