"""Debian's Chromium on a running demo: fixtures for journeys, and axe for what the eye does not see."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from workbench.accounts.rules import DEMO_PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import ConsoleMessage, Page, Request, Response
    from pytest_playwright.pytest_playwright import CreateContextCallback

CHROMIUM = "/usr/bin/chromium"
# No sandbox inside a container; the rest keeps Chromium from asking the network anything.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WORKBENCH = [sys.executable, "-c", "from workbench.cli import main; main()"]
SECRET_KEY = "r7Yp-wz02Kq_mmVx84LbNv0sTc5GdJfUe"
PATIENCE = 60
PAGE_WITH_MESSAGES = "Failed to load resource: the server responded with a status of 4"
COMES_BACK = {HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}
MOST_WAITING = 10_000  # milliseconds for one step in the browser; two cores may be busy with other tests


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch Debian's browser; Playwright downloads none."""
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not installed: apt install chromium")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def base_url(demo_site: str) -> str:
    """Open every short address on the demo."""
    return demo_site


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Open every window as somebody in the Netherlands with a laptop."""
    window = {"width": 1280, "height": 800}
    return {**browser_context_args, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam", "viewport": window}


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the folder of the demo: its database and its files."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="session")
def demo_site(demo_folder: Path) -> Iterator[str]:
    """Run the demo on a free port, with its web worker and job worker, and yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    own = {"DATA_DIR": str(demo_folder), "PORT": str(port), "DEMO": "1", "SECRET_KEY": SECRET_KEY}
    # Not the address of a database that somebody works in.
    environment = {**kept, **own, "DATABASE_URL": "", "WEB_WORKERS": "1"}
    for command in ("migrate", "demo"):
        _run(command, environment)
    log = demo_folder / "server.log"
    with log.open("w") as told:
        server = subprocess.Popen([*WORKBENCH, "serve"], env=environment, stdout=told, stderr=told)
    try:
        _wait_for_ready(server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _run(command: str, environment: dict[str, str]) -> None:
    done = subprocess.run([*WORKBENCH, command], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"workbench {command} ended with {done.returncode}\n{done.stdout}{done.stderr}"


def _wait_for_ready(server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while "READY" not in log.read_text(encoding="utf-8"):
        assert server.poll() is None, f"the server ended\n{log.read_text(encoding='utf-8')}"
        assert time.monotonic() < deadline, f"the server is not ready\n{log.read_text(encoding='utf-8')}"
        time.sleep(0.1)


@pytest.fixture
def screen(page: Page, demo_site: str) -> Iterator[Page]:
    """Yield a window; the test fails when the page wrote an error to the console or asked another host for anything."""
    faults = watched(page, demo_site)
    yield page
    assert not faults, "\n".join(faults)


@pytest.fixture
def windows(new_context: CreateContextCallback, demo_site: str) -> Iterator[Callable[..., Page]]:
    """Yield a way to open windows of other people, or without scripts, watched like ``screen``."""
    told: list[list[str]] = []

    def open_window(**settings: Any) -> Page:
        page = new_context(**settings).new_page()
        told.append(watched(page, demo_site))
        return page

    yield open_window
    faults = [fault for one in told for fault in one]
    assert not faults, "\n".join(faults)


def watched(page: Page, site: str) -> list[str]:
    """Return a list that gathers what goes wrong in a window: console, scripts, other hosts, missing files."""
    faults: list[str] = []
    page.set_default_timeout(MOST_WAITING)

    def on_console(message: ConsoleMessage) -> None:
        # Chromium reports every 4xx as an error, also the 422 of a form that comes back with messages, which is meant.
        if message.type in {"error", "warning"} and PAGE_WITH_MESSAGES not in message.text:
            faults.append(f"console: {message.text}")

    def on_request(request: Request) -> None:
        if not request.url.startswith((site, "data:", "blob:")):
            faults.append(f"asked elsewhere: {request.url}")

    def on_response(response: Response) -> None:
        # A form, or one line of it, that comes back with messages is meant.
        meant = response.request.is_navigation_request() or response.status in COMES_BACK
        if response.status >= HTTPStatus.BAD_REQUEST and not meant:
            faults.append(f"{response.status}: {response.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("request", on_request)
    page.on("response", on_response)
    return faults


def sign_in(page: Page, who: str) -> None:
    """Sign in through the form as one of the people of the demo, by the part of the address before the @."""
    page.goto("/inloggen")
    form = page.locator("form:has(input[name=password])")
    form.locator("input[name=email]").fill(f"{who}@demo.example")
    form.locator("input[name=password]").fill(DEMO_PASSWORD)
    form.locator("button[type=submit]").click()
    page.wait_for_url("**/")


def accessibility_faults(page: Page) -> list[str]:
    """Return what axe finds on the page as it is now: rule, what is wrong, and where."""
    page.evaluate(AXE)  # evaluated by the debugger, so the Content-Security-Policy stays as strict as it is
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]
    ]


def assert_accessible(page: Page) -> None:
    """Fail with everything that axe finds, and when the page is wider than its window."""
    faults = accessibility_faults(page)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    faults += [f"the page is {wide} pixels wider than its window"] if wide > 0 else []
    assert not faults, "\n".join([f"{page.url} is not accessible:", *faults])


def assert_fits_a_telephone(page: Page) -> None:
    """Fail when the page cannot be read on 320 pixels (WCAG 1.4.10) or is not accessible there."""
    before = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    assert_accessible(page)
    if before:
        page.set_viewport_size(before)
