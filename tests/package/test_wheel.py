"""The wheel holds all that a server needs, and serves from a folder in which nothing of the checkout is."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest

from scripts.serving.folder import DataFolder
from scripts.serving.processes import start, stop_all
from scripts.serving.server import answer, free_port, wait_until_answers
from tests.package.checkout import files_of_git, run

pytestmark = [pytest.mark.package, pytest.mark.long]
PLACES = {
    "vraagbaak/": "vraagbaak/",
    "servicedesk/": "servicedesk/",
    "site/website/": "website/",
    "templates/": "website/templates/",
}


def place_in_wheel(name: str) -> str | None:
    return next(
        (there + name.removeprefix(here) for here, there in PLACES.items() if name.startswith(here)), None
    )


def test_wheel_holds_every_file_of_the_packages_and_the_templates(wheel_files: set[str]) -> None:
    expected = {place for name in files_of_git() if (place := place_in_wheel(name))}

    assert expected - wheel_files == set()


def test_wheel_holds_each_catalogue_compiled(wheel_files: set[str]) -> None:
    compiled = {name for name in wheel_files if name.endswith(".mo")}

    assert compiled == {name.replace(".po", ".mo") for name in wheel_files if name.endswith(".po")}
    assert len(compiled) >= len(PLACES)


@pytest.fixture(scope="module")
def address(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the installed wheel answers, on an empty database."""
    folder, port = DataFolder(tmp_path_factory.mktemp("data")), free_port()
    folder.prepare()
    environment = folder.environment(port=port)
    for command in (["migrate", "--noinput"], ["createcachetable"], ["collectstatic", "--noinput"]):
        run(installed, "-m", "django", *command, cwd=folder.path, environment=environment)
    gunicorn = [str(installed), "-m", "gunicorn", "--config", "python:website.gunicorn"]
    server = start(
        "web server",
        [*gunicorn, "--bind", f"127.0.0.1:{port}", "website.wsgi"],
        environment=environment,
        log=folder.log("web"),
        cwd=folder.path,
    )
    try:
        wait_until_answers([server], url=f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        stop_all([server])


def test_installed_wheel_serves_pages_and_static_files(address: str) -> None:
    statuses = {
        path: answer(address + path)[0]
        for path in ("/", "/healthz", "/inloggen/", "/beheer/login/", "/static/wagtailadmin/js/core.js")
    }

    assert statuses == dict.fromkeys(statuses, HTTPStatus.OK)


@pytest.mark.parametrize("package", ["website", "vraagbaak", "servicedesk"])
def test_code_comes_from_the_wheel(installed: Path, tmp_path: Path, package: str) -> None:
    folder = DataFolder(tmp_path)
    folder.prepare()
    environment = folder.environment(port=8000)

    where = run(
        installed, "-c", f"import {package}; print({package}.__file__)", cwd=tmp_path, environment=environment
    )

    assert where.startswith(str(installed.parents[1]))
