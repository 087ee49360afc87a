"""The main menu, the tabs of a plan and those of an organisation.

Features add their own, so that no page asks a feature above it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request, url_for

from workbench.kit.web.gate import actor_or_none
from workbench.kit.web.language import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from enum import StrEnum

    from workbench.kit.values.messages import Message
    from workbench.kit.web.gate import Actor


@dataclass(frozen=True)
class Entry:
    """A place to go: what it is called and which endpoint shows it.

    ``also`` are other blueprints and endpoints that belong to it; ``shown_to`` says who sees it; ``permission`` is what
    a tab of an organisation asks.
    """

    label: Message
    endpoint: str
    order: int
    also: frozenset[str] = frozenset()
    shown_to: Callable[[Actor], bool] | None = None
    permission: StrEnum | None = None


@dataclass(frozen=True)
class Item:
    """A place to go as a page draws it."""

    label: str
    url: str
    current: bool


_main: dict[str, Entry] = {}
_plan_tabs: dict[str, Entry] = {}
_organisation_tabs: dict[str, Entry] = {}


def register_main(
    label: Message,
    endpoint: str,
    order: int,
    *,
    also: frozenset[str] = frozenset(),
    shown_to: Callable[[Actor], bool] | None = None,
) -> None:
    """Add to the main menu; lower ``order`` stands further left. Without ``shown_to`` everybody sees it."""
    _main[endpoint] = Entry(label, endpoint, order, also, shown_to)


def register_plan_tab(label: Message, endpoint: str, order: int) -> None:
    """Add a tab to the page of a plan; its view takes what the plan's own page takes."""
    _plan_tabs[endpoint] = Entry(label, endpoint, order)


def register_organisation_tab(label: Message, endpoint: str, order: int, permission: StrEnum) -> None:
    """Add a tab to the pages of an organisation, for who has the permission there; its view takes ``organisation_id``.

    The tab stays marked on the pages below its address.
    """
    _organisation_tabs[endpoint] = Entry(label, endpoint, order, permission=permission)


def main_items() -> list[Item]:
    """Return the main menu of the running page; empty for who is not signed in."""
    actor = actor_or_none()
    if actor is None:
        return []
    return _drawn((one for one in _main.values() if one.shown_to is None or one.shown_to(actor)), {})


def plan_tabs(opens: Callable[[str], bool] | None = None, **values: object) -> list[Item]:
    """Return the tabs of a plan whose endpoint ``opens``; ``values`` fill the address (``plan_id=plan.id``)."""
    return _drawn((one for one in _plan_tabs.values() if opens is None or opens(one.endpoint)), values)


def organisation_tabs(allowed: Callable[[StrEnum], bool], **values: object) -> list[Item]:
    """Return the tabs of an organisation that ``allowed`` lets through; ``values`` fill the address."""
    shown = [one for one in _organisation_tabs.values() if one.permission is not None and allowed(one.permission)]
    items = _drawn(shown, values)
    current = max((item.url for item in items if _is_below(item.url)), key=len, default="")
    return [Item(item.label, item.url, current=item.url == current) for item in items]


def _is_below(url: str) -> bool:
    return f"{request.path}/".startswith(f"{url}/")


def _drawn(entries: Iterable[Entry], values: dict[str, object]) -> list[Item]:
    blueprint = (request.endpoint or "").partition(".")[0]
    return [
        Item(
            translate(entry.label),
            url_for(entry.endpoint, **values),  # type: ignore[arg-type]  # typed for url_for's own words
            current=request.endpoint == entry.endpoint
            if values
            else bool({blueprint, request.endpoint} & {entry.endpoint.partition(".")[0], *entry.also}),
        )
        for entry in sorted(entries, key=lambda entry: entry.order)
    ]
