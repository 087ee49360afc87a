"""The forms of the application as rightful people get them, to be replayed by others."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from werkzeug.exceptions import HTTPException

from tests.page_forms import form_of
from tests.pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.attack.actors import Actor
    from tests.attack.cases import Case
    from tests.attack.sending import Body, Sender

EVERYWHERE = 1
LINK = re.compile(r'(?:href|hx-get)="(/[^"#]*)')
SKIPPED = {"csrf_token"}
MARK = re.compile(r"kanarie-[a-z]-[a-z0-9]+-[a-z0-9_]+", re.IGNORECASE)


@dataclass(frozen=True)
class Recorded:
    """One form as somebody got it: where it goes, what stands in it, and what else could be chosen in its lists."""

    endpoint: str
    url: str
    actor: Actor
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    method: str = "POST"

    @property
    def body(self) -> Body:
        """The fields as they are sent."""
        return {name: list(values) for name, values in self.fields}


def recorded(sender: Sender, cases: Iterable[Case], *, links: bool = False) -> list[Recorded]:
    """Open pages as those who may, and return every form that posts, each address of each person once.

    With ``links`` also the links of the pages, by the words of their query.
    """
    found: dict[tuple[str, str, str], Recorded] = {}
    for case in cases:
        answer = sender.send(case.actor, case.method, case.url)
        # A page without a form of its own has only those to sign out and to choose a language.
        if answer.status_code == 200 and answer.data.count(b'method="post"') > EVERYWHERE:
            for one in _forms(sender, case, answer.get_data(as_text=True)):
                found.setdefault((case.actor.key, one.url, _names(one)), one)
            for one in _links(sender, case, answer.get_data(as_text=True)) if links else ():
                found.setdefault((case.actor.key, one.url, "link"), one)
    return list(found.values())


def _links(sender: Sender, case: Case, source: str) -> Iterator[Recorded]:
    adapter = sender.world.app.url_map.bind("localhost")
    for address in sorted(set(LINK.findall(source))):
        url = urljoin(case.url, unescape(address)).split("#")[0]
        with suppress(HTTPException):
            endpoint, _words = adapter.match(urlsplit(url).path, method="GET")
            yield Recorded(str(endpoint), url, case.actor, method="GET")


def _names(one: Recorded) -> str:
    return ",".join(name for name, _values in one.fields)


def _forms(sender: Sender, case: Case, source: str) -> Iterator[Recorded]:
    soup = BeautifulSoup(source, "html.parser")
    adapter = sender.world.app.url_map.bind("localhost")
    for place, tag in enumerate(soup.select("form")):
        tag["data-place"] = str(place)
        page = _Soup(case.url, soup)
        form = form_of(page, f'form[data-place="{place}"]')
        if form.method == "post":
            url = urlsplit(form.action)
            try:
                endpoint, _words = adapter.match(url.path, method="POST")
            except HTTPException:
                continue
            # Whoever replays it types no marks: those come back in many answers.
            fields = {
                name: tuple(MARK.sub("getypt", value) for value in values)
                for name, values in form.fields.items()
                if name not in SKIPPED
            }
            fields |= {name: _first(soup, name) for name in _empty_lists(fields) if _first(soup, name)}
            yield Recorded(str(endpoint), form.action, case.actor, tuple(sorted(fields.items())))


def _empty_lists(fields: dict[str, tuple[str, ...]]) -> list[str]:
    return [name for name, values in fields.items() if not any(values)]


def _first(soup: BeautifulSoup, name: str) -> tuple[str, ...]:
    """Return the first real choice of a list in which nothing is chosen yet."""
    options = [str(tag.get("value", "")) for tag in soup.select(f'select[name="{name}"] option') if tag.get("value")]
    return tuple(options[:1])


class _Soup(Page):
    """A page of which only the tree and the address are known."""

    def __init__(self, url: str, soup: BeautifulSoup) -> None:
        object.__setattr__(self, "url", url)
        object.__setattr__(self, "html", soup)
