"""The checkout under test, and the programs that are run on it."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str | Path, cwd: Path = ROOT, environment: Mapping[str, str] = os.environ) -> str:
    finished = subprocess.run(
        command, cwd=cwd, env=dict(environment), capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


def files_of_git() -> list[str]:
    """What a fresh clone holds once everything here is committed."""
    names = run("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0")
    return [name for name in names if name and (ROOT / name).is_file()]


def find_uv() -> str:
    """On the path, or where scripts/find_uv.sh put it."""
    places = [shutil.which("uv"), str(ROOT / ".uv/bin/uv"), str(ROOT / ".uv/lib/bin/uv")]
    return next(place for place in places if place and Path(place).exists())
