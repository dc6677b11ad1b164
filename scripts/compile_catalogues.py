"""Compiles the message catalogues that changed; the compiled ones are not kept in git."""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("vraagbaak", "servicedesk", "site/website", "templates")


def is_stale(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime


def main() -> None:
    for package in PACKAGES:
        for catalogue in (ROOT / package).rglob("*.po"):
            if is_stale(catalogue):
                polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))


if __name__ == "__main__":
    main()
