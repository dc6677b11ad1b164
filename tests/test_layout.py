"""What the layout rests on, and what a checkout must never hold."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MACHINE_PATH = re.compile(rb"(?<![\w./-])/(?:root|work|home/\w+)/")


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False).stdout


def files_of_the_repository() -> list[Path]:
    """Those in git, and those that would be."""
    names = git("ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0")
    return [path for name in names if name and (path := ROOT / name).is_file()]


def test_site_is_a_folder_on_the_path_and_no_package() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()


def test_git_keeps_the_code_below_site() -> None:
    ignored = git("check-ignore", "--no-index", "site/website/settings.py", "site/website/new/module.py")

    assert ignored == ""


def test_no_file_names_a_folder_of_somebody_s_machine() -> None:
    naming = [
        str(path.relative_to(ROOT))
        for path in files_of_the_repository()
        if MACHINE_PATH.search(path.read_bytes()) and path != Path(__file__).resolve()
    ]

    assert naming == []


def test_no_secret_or_database_is_in_the_repository() -> None:
    kept = [
        path.name for path in files_of_the_repository() if path.suffix in {".sqlite3", ".pem", ".mo", ".env"}
    ]

    assert kept == []
