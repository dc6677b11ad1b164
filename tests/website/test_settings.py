"""Production refuses to start without what it needs, in one clear sentence."""

import os
import subprocess
import sys

import pytest

NEEDED = {
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "vragen.zonneveld.example, www.zonneveld.example",
    "BASE_URL": "https://vragen.zonneveld.example",
    "DATABASE_URL": "sqlite:////tmp/nergens.sqlite3",
}


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    clean = {
        key: value
        for key, value in os.environ.items()
        if key not in {*NEEDED, "DEBUG", "DJANGO_SETTINGS_MODULE"}
    }
    program = "import website.settings as s; print(s.DEBUG, s.SESSION_COOKIE_SECURE, *s.ALLOWED_HOSTS)"
    command = [sys.executable, "-W", "ignore", "-c", program]
    return subprocess.run(command, env=clean | environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("missing", NEEDED)
def test_what_is_missing_is_named_in_one_sentence(missing: str) -> None:
    refused = start(**{key: value for key, value in NEEDED.items() if key != missing})
    assert (refused.returncode, refused.stdout) == (1, "")
    [sentence] = refused.stderr.strip().splitlines()
    assert sentence.startswith(f"Vraagbaak does not start: set {missing} (")


def test_debug_is_off_unless_asked_for() -> None:
    hosts = "vragen.zonneveld.example www.zonneveld.example"
    assert start(**NEEDED).stdout == f"False True {hosts}\n"
    assert start(**NEEDED, DEBUG="1").stdout == f"True True {hosts}\n"


def test_debug_needs_nothing() -> None:
    assert start(DEBUG="1").returncode == 0
