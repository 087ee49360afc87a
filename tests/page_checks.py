"""What must be true of every page. Each check is a function of the HTML that yields what is wrong."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
from babel.messages.pofile import read_po
from bs4 import Tag
from html5lib.constants import E as PARSE_ERRORS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bs4 import BeautifulSoup

    Check = Callable[[BeautifulSoup], Iterator[str]]

CATALOGUE = Path(__file__).parents[1] / "workbench" / "translations" / "nl" / "LC_MESSAGES" / "messages.po"
TEMPLATE = re.compile(r"<template\b[^>]*>(.*?)</template>", re.DOTALL)
# Input types that draw no control to be labelled, or carry their label themselves.
UNLABELLED = {"hidden", "submit", "reset", "button", "image"}
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]


def parse_errors(html: str, container: str = "") -> Iterator[str]:
    """Yield every error of the HTML standard; ``container`` is the parent element of a fragment.

    html5lib is older than ``<template>``, so the content of one is parsed apart, as what it becomes.
    """
    for inner in TEMPLATE.findall(html):
        yield from parse_errors(inner, "tbody" if inner.lstrip().startswith("<tr") else "div")
    parser = html5lib.HTMLParser()
    outer = TEMPLATE.sub("", html)
    if container:
        parser.parseFragment(outer, container=container)
    else:
        parser.parse(outer)
    for (line, _column), code, words in parser.errors:
        yield f"HTML, line {line}: {PARSE_ERRORS[code] % words}"


def one_heading(page: BeautifulSoup) -> Iterator[str]:
    """A page has one h1 with words in it, and no level of headings is passed over."""
    found = page.find_all("h1")
    if len(found) != 1 or not found[0].get_text(strip=True):
        yield f"exactly one h1 with words, found {[heading.get_text(strip=True) for heading in found]}"
    levels = [int(heading.name[1]) for heading in page.find_all(HEADINGS)]
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"h{after} follows h{before}: a level is passed over"


def head(page: BeautifulSoup) -> Iterator[str]:
    """A page says its language, its title and how wide it is."""
    root = page.select_one("html")
    if root is None or root.get("lang") not in ("nl", "en"):
        yield "html has no lang of nl or en"
    title = page.title.get_text(strip=True) if page.title else ""
    if not title or title.startswith(("–", "-")):
        yield f"the title is empty: {title!r}"
    if not page.select_one("meta[name=viewport]"):
        yield "no viewport: a telephone shows the page too small"


def labelled(page: BeautifulSoup) -> Iterator[str]:
    """Every control, button and link has a name for those who hear it."""
    for control in page.find_all(["input", "select", "textarea"]):  # select() passes over what stands in a <template>
        if control.get("type") in UNLABELLED:
            continue
        wrapped = control.find_parent("label")
        label = page.find("label", attrs={"for": control["id"]}) if control.get("id") else None
        if not (_words(wrapped) or _words(label) or _named(control, page)):
            yield f"no label: {_start(control)}"
    for control in page.select("button, a[href], summary"):
        if not _words(control) and not _named(control, page):
            yield f"no words: {_start(control)}"
    for group in page.find_all("fieldset"):
        if not _words(group.find("legend")):
            yield f"a fieldset without legend: {_start(group)}"


def references(page: BeautifulSoup) -> Iterator[str]:
    """Ids stand once, and whatever points at an id finds it."""
    ids = [str(tag["id"]) for tag in page.find_all(id=True)]
    yield from (f"the id {one!r} stands {ids.count(one)} times" for one in sorted(set(ids)) if ids.count(one) > 1)
    yield from (f"an id with a space: {one!r}" for one in ids if re.search(r"\s|^$", one))
    for name in (
        "for",
        "form",
        "list",
        "headers",
        "aria-describedby",
        "aria-labelledby",
        "aria-controls",
        "aria-errormessage",
    ):
        for tag in page.find_all(attrs={name: True}):
            words = str(" ".join(tag[name]) if isinstance(tag[name], list) else tag[name]).split()
            yield from (f"{name}={word!r} points at nothing: {_start(tag)}" for word in words if word not in ids)
    for link in page.select('a[href^="#"]'):
        if str(link["href"])[1:] not in ids:
            yield f"a link to nothing: {_start(link)}"


def nothing_inline(page: BeautifulSoup) -> Iterator[str]:
    """Style and script come from files: the Content-Security-Policy refuses the rest in silence."""
    for tag in page.find_all(True):
        inline = [name for name in tag.attrs if name == "style" or re.match(r"on[a-z]+$|hx-on", name)]
        address = str(tag.get("href") or tag.get("action") or "").strip().lower()
        if inline or address.startswith("javascript:"):
            yield f"inline {inline or address}: {_start(tag)}"
    yield from ("a style element" for _ in page.find_all("style"))
    for script in page.find_all("script"):
        if not script.get("src") and script.get("type") not in {"application/json", "application/ld+json"}:
            yield "a script without src"


def pictures(page: BeautifulSoup) -> Iterator[str]:
    """A picture says what it shows, or that it shows nothing."""
    yield from (f"no alt: {_start(tag)}" for tag in page.find_all("img") if tag.get("alt") is None)
    for drawing in page.find_all("svg"):
        told = drawing.get("aria-label") or drawing.get("aria-labelledby") or drawing.find("title")
        hidden = drawing.get("aria-hidden") == "true" or drawing.find_parent(attrs={"aria-hidden": "true"})
        # With links in it a drawing is a group: in a picture nothing can be pressed.
        role = "group" if drawing.select_one("a[href]") else "img"
        if not hidden and not (drawing.get("role") == role and told):
            yield f"neither hidden nor named: {_start(drawing)}"


def posts(page: BeautifulSoup) -> Iterator[str]:
    """A form that changes something carries its token, and a way to send it."""
    for form in page.find_all("form"):
        if str(form.get("method", "get")).lower() == "post":
            token = form.select_one('input[type=hidden][name="csrf_token"]')
            if token is None or not token.get("value"):
                yield f"no csrf_token: {_start(form)}"
        sends = [*form.select("button:not([type=button]), input[type=submit]")]
        if not sends and not (form.get("id") and page.select_one(f'button[form="{form["id"]}"]')):
            yield f"no button to send: {_start(form)}"


def structure(page: BeautifulSoup) -> Iterator[str]:
    """Lists hold items, tables say what their columns are, and nothing to press stands in something to press."""
    for tag in page.select("ul > :not(li, script, template), ol > :not(li, script, template)"):
        yield f"in a list stands {_start(tag)}"
    for tag in page.select(":is(a, button) :is(a, button, input, select, textarea)"):
        yield f"to press inside something to press: {_start(tag)}"
    for table in page.find_all("table"):
        if not table.select_one("th[scope=col]"):
            yield f"a table without column headings: {_start(table)}"
        if not _words(table.find("caption")) and not _named(table, page):
            yield f"a table without caption: {_start(table)}"


def in_dutch(page: BeautifulSoup) -> Iterator[str]:
    """A Dutch page shows no text of the interface in English."""
    root = page.select_one("html")
    if root is None or root.get("lang") != "nl":
        return
    shown = {text.strip() for text in page.find_all(string=True)}
    for name in ("aria-label", "title", "alt", "placeholder"):
        shown |= {str(tag[name]).strip() for tag in page.find_all(attrs={name: True}) if not tag.find_parent(lang="en")}
    yield from (f"in English on a Dutch page: {text!r}" for text in sorted(shown & _translated()))


PAGE_CHECKS: tuple[Check, ...] = (
    one_heading,
    head,
    labelled,
    references,
    nothing_inline,
    pictures,
    posts,
    structure,
    in_dutch,
)
# A piece of a page that htmx asked for: what surrounds it, and what it points at, stands on the page already.
FRAGMENT_CHECKS: tuple[Check, ...] = (labelled, nothing_inline, pictures, structure)


@cache
def _translated() -> frozenset[str]:
    """Return the English texts that read otherwise in Dutch."""
    if not CATALOGUE.exists():
        return frozenset()
    with CATALOGUE.open("rb") as file:
        return frozenset(
            entry.id
            for entry in read_po(file, locale="nl")
            if isinstance(entry.id, str) and len(entry.id) > 2 and entry.string and entry.string != entry.id
        )


def _words(tag: object) -> bool:
    return isinstance(tag, Tag) and bool(
        tag.get_text(strip=True) or tag.select_one("img[alt]:not([alt='']), svg[aria-label]")
    )


def _named(tag: Tag, page: BeautifulSoup) -> bool:
    pointed = (page.find(id=name) for name in str(tag.get("aria-labelledby", "")).split())
    return bool(str(tag.get("aria-label", "")).strip()) or any(map(_words, pointed))


def _start(tag: Tag) -> str:
    return str(tag).split(">", 1)[0].replace("\n", " ")[:160] + ">"
