"""A page as axe sees it on a laptop and on 320 pixels, and whether anything slides sideways that should not."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from tests.chromium import accessibility_faults

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Page

WIDTHS = (1280, 320)
# What is wider than the window, or slides sideways without being a region that says so and that the keyboard reaches.
SIDEWAYS = """() => {
  const root = document.documentElement, found = [];
  if (root.scrollWidth > root.clientWidth) found.push("the page by " + (root.scrollWidth - root.clientWidth));
  for (const one of document.querySelectorAll("body *")) {
    const slides = ["auto", "scroll"].includes(getComputedStyle(one).overflowX);
    const region = one.matches("textarea, input, select, [role=region][tabindex='0']");
    if (slides && !region && one.scrollWidth > one.clientWidth + 1)
      found.push(one.outerHTML.slice(0, 120));
  }
  return found;
}"""


def looked_at(page: Page) -> list[str]:
    """Return what is wrong with the page as it stands, on both widths."""
    faults: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found = [*accessibility_faults(page), *(f"slides sideways: {one}" for one in page.evaluate(SIDEWAYS))]
        faults += [f"{page.url} at {width} px: {one}" for one in found]
    page.set_viewport_size({"width": 1280, "height": 800})
    return faults


def visited(page: Page, start: str, ways: Iterable[str]) -> list[str]:
    """Return what is wrong with the pages at these addresses."""
    faults: list[str] = []
    for way in ways:
        answer = page.goto(f"{start}{way}")
        told = answer.status if answer else 0
        faults += looked_at(page) if told == HTTPStatus.OK else [f"{page.url} gave {told}"]
    return faults


def none(faults: list[str]) -> None:
    """Fail with every fault on a line of its own."""
    assert not faults, "\n" + "\n".join(faults)
