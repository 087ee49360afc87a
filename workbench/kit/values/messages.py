"""Sentences for people, kept apart from the language they are read in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Param = str | int


@dataclass(frozen=True, init=False)
class Message:
    """An English sentence with named blanks; its text is also the message id of the translation.

    Pure code makes messages, the page or the command translates them: ``Message("Type at most %(n)s words.", n=5)``.
    A parameter that is itself a ``Message`` is not allowed: sentences are never glued from parts.
    """

    text: str
    params: Mapping[str, Param] = field(default_factory=dict)

    def __init__(self, text: str, /, **params: Param) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "params", dict(params))

    def __hash__(self) -> int:
        return hash((self.text, tuple(sorted(self.params.items()))))

    def filled(self, translated: str) -> str:
        """Return a translation of this message's text with the blanks filled."""
        return translated % self.params if self.params else translated

    def english(self) -> str:
        """Return the sentence in English."""
        return self.filled(self.text)

    def __str__(self) -> str:
        return self.english()
