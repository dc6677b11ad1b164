"""`make test`: every check in turn, also after one that fails, and a summary at the end."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

PYTEST = ("python", "-m", "pytest", "-p", "tests.skips_fail", "--quiet")
CHECKS = {
    "lint": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "types": ("mypy", "vraagbaak", "servicedesk", "site/website", "scripts", "bench", "quality"),
    "import order": ("lint-imports", "--no-logo"),
    "templates": ("djlint", "--lint", "--quiet", "templates"),
    "migrations": ("django-admin", "makemigrations", "--check", "--dry-run"),
    "translations": ("python", "-m", "scripts.catalogues", "check"),
    "unit and integration tests": (*PYTEST, "-n", "2", "--dist", "worksteal", "-m", "not browser"),
    "browser tests": (*PYTEST, "-n", "2", "-m", "browser"),
}


class Outcome(NamedTuple):
    name: str
    passed: bool
    seconds: float


def run(name: str, command: tuple[str, ...], *, environment: dict[str, str]) -> Outcome:
    print(f"\n--- {name} ---", flush=True)
    program = Path(sys.executable).with_name(command[0])
    began = time.monotonic()
    finished = subprocess.run([program, *command[1:]], env=environment, stdin=subprocess.DEVNULL, check=False)
    return Outcome(name, finished.returncode == 0, time.monotonic() - began)


def run_all() -> list[Outcome]:
    with tempfile.TemporaryDirectory(prefix="vraagbaak-test-") as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": ".",
            "TEST_RUN_DIR": folder,
            # Compiled once for all processes and runs, also where nothing may be written beside the sources.
            "PYTHONPYCACHEPREFIX": str(Path(".test-cache/bytecode").absolute()),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        return [run(name, command, environment=environment) for name, command in CHECKS.items()]


def main() -> int:
    outcomes = run_all()
    print("\n--- summary ---")
    for outcome in outcomes:
        print(f"{'passed' if outcome.passed else 'FAILED':<8}{outcome.seconds:>6.0f} s  {outcome.name}")
    failed = [outcome.name for outcome in outcomes if not outcome.passed]
    print(f"Failed: {', '.join(failed)}." if failed else "Everything passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
