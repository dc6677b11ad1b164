"""`make test`: every check, also after one that fails, and a summary at the end.

The tests take all processors nearly all the time; the other checks run one after another beside them, in the moments
in which a test waits.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

PYTEST = ("python", "-m", "pytest", "-p", "tests.skips_fail", "--quiet")
TESTS = "unit, integration and browser tests"
CHECKS = {
    "lint": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "types": ("mypy", "vraagbaak", "servicedesk", "site/website", "scripts", "bench", "quality"),
    "import order": ("lint-imports", "--no-logo"),
    "templates": ("djlint", "--lint", "--quiet", "templates"),
    "migrations": ("django-admin", "makemigrations", "--check", "--dry-run"),
    "translations": ("python", "-m", "scripts.catalogues", "check"),
}
SLOWEST = 10


class Outcome(NamedTuple):
    name: str
    passed: bool
    seconds: float


def run(
    name: str, command: tuple[str, ...], *, environment: dict[str, str], output: int | None = None
) -> Outcome:
    """With `output=PIPE` what it prints is shown when it is done, in one piece."""
    program = Path(sys.executable).with_name(command[0])
    began = time.monotonic()
    finished = subprocess.run(
        [program, *command[1:]],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        text=True,
        check=False,
    )
    if output:
        print(f"\n--- {name} ---\n{finished.stdout}", end="", flush=True)
    return Outcome(name, finished.returncode == 0, time.monotonic() - began)


def run_beside(environment: dict[str, str]) -> list[Outcome]:
    return [
        run(name, command, environment=environment, output=subprocess.PIPE)
        for name, command in CHECKS.items()
    ]


def run_all(folder: Path) -> list[Outcome]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": ".",
        "TEST_RUN_DIR": str(folder),
        # Compiled once for all processes and runs, also where nothing may be written beside the sources.
        "PYTHONPYCACHEPREFIX": str(Path(".test-cache/bytecode").absolute()),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    tests = (*PYTEST, "-n", "2", "--dist", "worksteal", f"--junitxml={folder / 'tests.xml'}")
    with ThreadPoolExecutor(max_workers=1) as beside:
        others = beside.submit(run_beside, environment)
        print(f"\n--- {TESTS} ---", flush=True)
        outcome = run(TESTS, tests, environment=environment)
        return [*others.result(), outcome]


def slowest_tests(report: Path) -> list[tuple[float, str]]:
    """Seconds and name of the tests that took longest, what they began with and left behind included."""
    if not report.exists():
        return []
    cases = ElementTree.parse(report).iter("testcase")  # noqa: S314 - written by our own run
    timed = [
        (float(case.attrib["time"]), f"{case.attrib['classname']}.{case.attrib['name']}") for case in cases
    ]
    return sorted(timed, reverse=True)[:SLOWEST]


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="vraagbaak-test-") as folder:
        began = time.monotonic()
        outcomes = run_all(Path(folder))
        slowest = slowest_tests(Path(folder) / "tests.xml")
    print(f"\n--- the {len(slowest)} slowest tests ---")
    for seconds, name in slowest:
        print(f"{seconds:>6.1f} s  {name}")
    print("\n--- summary ---")
    for outcome in outcomes:
        print(f"{'passed' if outcome.passed else 'FAILED':<8}{outcome.seconds:>6.0f} s  {outcome.name}")
    print(f"{'':<8}{time.monotonic() - began:>6.0f} s  in all")
    failed = [outcome.name for outcome in outcomes if not outcome.passed]
    print(f"Failed: {', '.join(failed)}." if failed else "Everything passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
