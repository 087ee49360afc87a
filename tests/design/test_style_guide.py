"""The style guide shows every component, and hangs together as a page."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.design.drawing import TEMPLATES, page
from workbench.kit.web.style_guide import CHAPTERS

if TYPE_CHECKING:
    from bs4 import BeautifulSoup


@cache
def guide() -> BeautifulSoup:
    return page("style_guide/index.html", chapters=CHAPTERS)


def test_every_component_is_shown() -> None:
    wanted = {path.stem for path in (TEMPLATES / "components").glob("*.html")}
    sources = [*(TEMPLATES / "style_guide").glob("*.html"), TEMPLATES / "base.html"]
    shown = set(re.findall(r'"components/(\w+)\.html"', "".join(path.read_text(encoding="utf-8") for path in sources)))
    parts = (TEMPLATES / "components").glob("*.html")
    shown |= set(re.findall(r'"components/(\w+)\.html"', "".join(path.read_text(encoding="utf-8") for path in parts)))
    assert wanted == shown


def test_no_id_stands_twice() -> None:
    ids = Counter(tag["id"] for tag in guide().find_all(id=True))
    assert [name for name, times in ids.items() if times > 1] == []


def test_every_reference_finds_its_target() -> None:
    for attribute in ("for", "aria-describedby", "aria-labelledby", "popovertarget"):
        for tag in guide().select(f"[{attribute}]"):
            for name in str(tag[attribute]).split():
                assert guide().find(id=name), f"{attribute}={name}"


def test_every_control_has_a_label() -> None:
    labelled = {label["for"] for label in guide().select("label")}
    for control in guide().select("input:not([type=hidden]), select, textarea"):
        assert control.get("aria-label") or control["id"] in labelled


def test_every_form_that_posts_carries_the_token_and_checks_nothing_itself() -> None:
    for form in guide().select("form[method=post]"):
        assert form.find("input", {"name": "csrf_token"})
        assert not form.select("[required], [pattern], [placeholder], [type=number], [type=date]")


def test_a_page_has_one_heading_of_the_first_level() -> None:
    assert len(guide().select("h1")) == 1


def test_headings_skip_no_level() -> None:
    levels = [int(tag.name[1]) for tag in guide().find_all(re.compile("^h[1-6]$"))]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_page_without_anybody_signed_in_is_drawn() -> None:
    assert guide().select_one(".person-menu") is None
    assert guide().select_one("main#main[tabindex='-1']")
