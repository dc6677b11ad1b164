"""The Dutch message catalogues: `write` brings them up to date with the code, `check` says what they lack."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

from scripts.compile_catalogues import PACKAGES, ROOT

CATALOGUE = Path("locale/nl/LC_MESSAGES/django.po")


def extract(folder: Path) -> None:
    """Lets Django's makemessages read the texts of one package into its own catalogue."""
    (folder / "locale").mkdir(exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        "--locale=nl",
        "--no-obsolete",
        "--add-location=file",
    ]
    subprocess.run([*command, "--verbosity=0"], cwd=folder, check=True)
    forget_the_hour(folder / CATALOGUE)


def forget_the_hour(catalogue: Path) -> None:
    """Leaves out the headers that differ at each extraction, so that only texts make a difference in git."""
    if catalogue.exists():
        entries = polib.pofile(str(catalogue))
        for header in ("POT-Creation-Date", "Report-Msgid-Bugs-To"):
            entries.metadata.pop(header, None)
        entries.save()


def missing_translations(package: str) -> list[str]:
    """The texts of a package that have no Dutch translation, or an uncertain one."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch, "package")
        shutil.copytree(ROOT / package, copy, ignore=shutil.ignore_patterns("__pycache__", "static"))
        extract(copy)
        entries = polib.pofile(str(copy / CATALOGUE)) if (copy / CATALOGUE).exists() else []
        return [entry.msgid for entry in entries if not entry.translated()]


def check() -> int:
    missing = [(package, text) for package in PACKAGES for text in missing_translations(package)]
    for package, text in missing:
        print(f"{package}/{CATALOGUE}: no translation of {text!r}")
    print(f"{len(missing)} texts without a Dutch translation.")
    return 1 if missing else 0


def write() -> int:
    for package in PACKAGES:
        extract(ROOT / package)
    print("The catalogues hold every text of the code.")
    return 0


if __name__ == "__main__":
    sys.exit({"check": check, "write": write}[sys.argv[1]]())
