"""A browser without JavaScript that checks every page it is given. It follows nothing unless asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, cast

from bs4 import BeautifulSoup

from tests.page_checks import FRAGMENT_CHECKS, PAGE_CHECKS, parse_errors
from workbench.kit.storage import count_queries

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bs4 import Tag
    from flask import Flask
    from werkzeug.test import TestResponse

    from tests.browser import Browser
    from tests.page_forms import Form
    from tests.people import Someone

    Typed = str | int | Sequence[str] | None

SEE_OTHER = 303


@dataclass(frozen=True)
class Page:
    """An answer of the application: its status, where it sends us, its words, and what it cost."""

    url: str
    response: TestResponse
    queries: int
    statements: tuple[str, ...] = field(repr=False)

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.response.status_code

    @property
    def location(self) -> str:
        """Where the answer sends the browser, empty when it does not."""
        return self.response.headers.get("Location", "")

    @property
    def is_html(self) -> bool:
        """Whether there is a page to look at."""
        return self.response.mimetype == "text/html" and bool(self.response.data) and not 300 <= self.status < 400

    @cached_property
    def html(self) -> BeautifulSoup:
        """The page as a tree."""
        return BeautifulSoup(self.response.get_data(as_text=True), "html.parser")

    @property
    def text(self) -> str:
        """The words of the page, with one space between them."""
        return " ".join(self.html.get_text(" ").split())

    @property
    def heading(self) -> str:
        """The words of the h1."""
        return " ".join(self.one("h1").get_text(" ").split())

    @property
    def errors(self) -> dict[str, str]:
        """The message at each field, by the field's id."""
        return {
            str(tag["id"]).removesuffix("-error"): tag.get_text(" ", strip=True)
            for tag in self.html.select('[id$="-error"]')
        }

    def one(self, selector: str) -> Tag:
        """Return the only element that fits; fails when there are none or more."""
        found = self.html.select(selector)
        assert len(found) == 1, f"{self.url}: {len(found)} elements fit {selector!r}"
        return found[0]


class Pages:
    """A person's browser: keeps cookies, fills in forms, and refuses a page that breaks a rule of the house."""

    def __init__(self, app: Flask, someone: Someone | None = None) -> None:
        self._client = app.test_client()
        if someone:
            self.sign_in(someone)
        settings = app.config.get("SETTINGS")
        # The application answers only to its own name and port.
        self._site = settings.public_url if settings else None

    def sign_in(self, someone: Someone) -> Pages:
        """Sign in at once, without the page and its slow comparison of passwords."""
        cast("Browser", self._client).sign_in(someone)
        return self

    def get(self, url: str, *, status: int = 200, **headers: str) -> Page:
        """Open an address (status 0: any); ``HX_Request="true"`` asks for the piece that htmx wants."""
        return self._open("GET", url, status, headers)

    def post(self, url: str, data: Mapping[str, Typed] | None = None, *, status: int = 303, **headers: str) -> Page:
        """Send fields to an address; nothing is added to them."""
        return self._open("POST", url, status, headers, data=data or {})

    def submit(
        self, form: Form, changes: Mapping[str, Typed] | None = None, /, *, status: int = 303, **more: Typed
    ) -> Page:
        """Send a form with some fields changed, as a browser would; ``None`` leaves a field out."""
        sent: dict[str, Typed] = {**form.fields, **(changes or {}), **more}
        sent = {name: value for name, value in sent.items() if value is not None}
        if form.method == "get":
            return self._open("GET", form.action, 200 if status == SEE_OTHER else status, {}, query_string=sent)
        return self.post(form.action, sent, status=status)

    def follow(self, page: Page, *, status: int = 200) -> Page:
        """Go where an answer sends us."""
        assert page.location, f"{page.url} answered {page.status} and sends us nowhere"
        return self.get(page.location, status=status)

    def _open(
        self, method: str, url: str, status: int, headers: Mapping[str, str], **sent: Mapping[str, Typed]
    ) -> Page:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        with count_queries() as tally:
            response = self._client.open(url, method=method, headers=names, base_url=self._site, **sent)  # type: ignore[arg-type]  # its overloads
        page = Page(url, response, tally.queries, tuple(tally.statements))
        assert status in {0, page.status}, f"{method} {url}: {page.status} instead of {status}\n{page.text[:600]}"
        if page.is_html:
            check(page, fragment="HX-Request" in names)
        return page


def check(page: Page, *, fragment: bool = False) -> None:
    """Fail with everything that is wrong with a page; a ``fragment`` is the piece that htmx asked for."""
    source = page.response.get_data(as_text=True)
    whole = source.lstrip().lower().startswith("<!doctype html>")
    found = [] if whole or fragment else ["no doctype"]
    found += parse_errors(source, "" if whole else "tbody" if source.lstrip().startswith("<tr") else "div")
    found += [wrong for one in (PAGE_CHECKS if whole else FRAGMENT_CHECKS) for wrong in one(page.html)]
    assert not found, "\n".join([f"{page.url} breaks rules of every page:", *found])
