"""The main menu and the tabs of a plan; features add their own, so that no page asks a feature above it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request, url_for

from workbench.kit.web.gate import actor_or_none
from workbench.kit.web.language import translate

if TYPE_CHECKING:
    from workbench.kit.values.messages import Message


@dataclass(frozen=True)
class Entry:
    """A place to go: what it is called and which endpoint shows it."""

    label: Message
    endpoint: str
    order: int


@dataclass(frozen=True)
class Item:
    """A place to go as a page draws it."""

    label: str
    url: str
    current: bool


_main: dict[str, Entry] = {}
_plan_tabs: dict[str, Entry] = {}


def register_main(label: Message, endpoint: str, order: int) -> None:
    """Add to the main menu; lower ``order`` stands further left."""
    _main[endpoint] = Entry(label, endpoint, order)


def register_plan_tab(label: Message, endpoint: str, order: int) -> None:
    """Add a tab to the page of a plan; its view takes what the plan's own page takes."""
    _plan_tabs[endpoint] = Entry(label, endpoint, order)


def main_items() -> list[Item]:
    """Return the main menu of the running page; empty for who is not signed in."""
    return [] if actor_or_none() is None else _drawn(_main, {})


def plan_tabs(**values: object) -> list[Item]:
    """Return the tabs of a plan; ``values`` fill the address: ``plan_tabs(plan_id=plan.id)``."""
    return _drawn(_plan_tabs, values)


def _drawn(entries: dict[str, Entry], values: dict[str, object]) -> list[Item]:
    blueprint = (request.endpoint or "").partition(".")[0]
    return [
        Item(
            translate(entry.label),
            url_for(entry.endpoint, **values),  # type: ignore[arg-type]  # typed for url_for's own words
            current=request.endpoint == entry.endpoint if values else blueprint == entry.endpoint.partition(".")[0],
        )
        for entry in sorted(entries.values(), key=lambda entry: entry.order)
    ]
