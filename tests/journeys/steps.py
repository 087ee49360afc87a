"""What a person does in a window, in the words on the screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


def press(page: Page, name: str) -> None:
    """Press the button of that name."""
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    """Follow the link of that name."""
    page.get_by_role("link", name=name, exact=isinstance(name, str)).click()


def see(page: Page, text: str | re.Pattern[str]) -> None:
    """Wait until the text stands on the screen."""
    expect(page.get_by_text(text).first).to_be_visible()


def at_page(page: Page, heading: str | re.Pattern[str]) -> None:
    """Wait until the page of that heading is there."""
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()


def begin_plan(page: Page, title: str) -> str:
    """Begin a plan for 2027 and 2028 through the form; returns its address, without a slash at the end."""
    page.goto("/plannen/nieuw")
    page.get_by_label("Titel van het plan").fill(title)
    page.get_by_label("Eerste dag").fill("1-1-2027")
    page.get_by_label("Laatste dag").fill("31 december 2028")
    press(page, "Plan beginnen")
    at_page(page, title)
    return page.url.rstrip("/")


def plan_of(page: Page, title: str) -> str:
    """Return the address of a plan in the list, without a slash at the end."""
    page.goto("/plannen/")
    link = page.get_by_role("link", name=re.compile(re.escape(title)))
    return str(link.evaluate("link => link.href")).rstrip("/")


def download_pdf(page: Page, plan: str, folder: Path) -> Path:
    """Ask for the PDF, wait on the page that looks by itself, and return the file that came."""
    page.goto(f"{plan}/document")
    with page.expect_download(timeout=60_000) as coming:
        follow(page, "PDF maken")
        at_page(page, re.compile("De PDF (wordt gemaakt|is klaar)"))
    came = folder / coming.value.suggested_filename
    coming.value.save_as(came)
    return came
