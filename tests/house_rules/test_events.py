"""Every kind of event says to a person what it means: the log of an organisation shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.house_rules.project import refuse
from workbench.kit.audit import Event, declared
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flask import Flask


def wordless(events: Iterable[Event]) -> Iterator[str]:
    """Tell which kinds of event show their own name for want of words."""
    for event in events:
        if event.words.text == event.name and not event.name.startswith("test."):
            yield f"{event.name}: give it words=Message(...)"


def test_every_event_has_words(app: Flask) -> None:
    del app  # it joins all features, which declare their events
    refuse(wordless(declared().values()))


def test_an_event_without_words_is_seen() -> None:
    # Not declared, or it would stand among those of the application.
    bare = Event.__new__(Event)
    bare.name, bare.words = "plan.sung", Message("plan.sung")
    assert list(wordless([bare]))
