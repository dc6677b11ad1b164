"""Debian's Chromium against a real server: the site in a thread, on the test's database file."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from wagtail.models import Site

CHROMIUM = Path("/usr/bin/chromium")

# Playwright keeps an event loop in this thread, and Django would take every query for one of a coroutine.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each test of this folder is a browser test that commits: the server reads in another thread."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    assert CHROMIUM.exists(), "The browser tests need Chromium: sudo apt-get install chromium"
    return {
        **browser_type_launch_args,
        "executable_path": str(CHROMIUM),
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


@pytest.fixture
def _only_this_machine(context: BrowserContext) -> None:
    """A page that asks something of another machine fails the test instead of waiting for it."""
    context.route(lambda url: "localhost" not in url and "127.0.0.1" not in url, lambda route: route.abort())


@pytest.fixture
def browser_page(page: Page, _only_this_machine: None) -> Iterator[Page]:
    """A page that reports what the browser itself complains about: script errors and refused resources."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    yield page
    assert complaints == []


@pytest.fixture
def page_without_script(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def address(live_server: Any, site: Site) -> str:
    """Of the site, which the server in the thread serves under its own name."""
    site.hostname, site.port = "localhost", live_server.thread.port
    site.save()
    return f"http://localhost:{live_server.thread.port}"
