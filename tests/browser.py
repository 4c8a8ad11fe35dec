"""A running demo and a real browser, for whole jobs: one of each a process (loaded by tests/conftest.py)."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.site import Site, running_demo

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[Site]:
    """`./sasando demo`, once for all journeys of this process."""
    with running_demo(tmp_path_factory.mktemp("site") / "data") as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps a loop running in this thread
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def enter(site, browser) -> Iterator[Any]:
    """Open a browser as a role of the demo: `enter("village", PHONE)`. An error on its console fails the test.

    A form that comes back with 422 is none: the browser says so all the same.
    """
    opened: list[BrowserContext] = []
    said: list[str] = []

    def begin(role: str, size: Any = DESK, at: str = "", **more: Any) -> Page:
        context = browser.new_context(viewport=size, base_url=site.url, locale="id-ID", **more)
        opened.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda message: (
                said.append(message.text) if message.type == "error" and "422" not in message.text else None
            ),
        )
        page.goto("/demo/")
        which = f":has([name=at][value='{at}'])" if at else ":not(:has([name=at]))"
        page.locator(f"form[action='/demo/enter/{role}/']{which} button").last.click()
        page.wait_for_url(lambda address: "/demo/" not in address)
        return page

    yield begin
    for context in opened:
        context.close()
    assert said == []
