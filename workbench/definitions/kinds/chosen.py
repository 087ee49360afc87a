"""Answers that are chosen: options, rows of the same plan, a file."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.definitions.kinds.kind import Kind, Stored, Value
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from workbench.definitions.schema import Question


_ROW_ID = re.compile("[a-z0-9][a-z0-9-]{0,39}")
_FILE_ID = re.compile("[0-9a-f]{32}")
_NAME = re.compile("[a-z0-9][a-z0-9_-]{0,39}")
MANY = "; "


class Choice(Kind):
    """One of the options that the template gives."""

    name = "choice"
    control = "choice"

    def read(self, typed: str, question: Question) -> str:
        """Return the key of an option; its key and its label are both understood, so that rows can be pasted."""
        wanted = typed.strip()
        for option in question.options:
            if wanted == option.key or wanted.casefold() == option.label.casefold():
                return option.key
        labels = ", ".join(option.label for option in question.options)
        raise Refused(Message("Choose one of the options: %(options)s.", options=labels))

    def plain(self, value: Value, question: Question) -> str:
        """Return the label of the option; an option the template no longer has is shown by its key."""
        return next((option.label for option in question.options if option.key == value), str(value))


class Choices(Kind):
    """Several of the options; typed as keys or labels with ``;`` between them."""

    name = "choices"
    control = "checkboxes"
    many = True

    def read(self, typed: str, question: Question) -> tuple[str, ...]:
        """Return the keys of the options, sorted."""
        one = Choice()
        return tuple(sorted({str(one.read(piece, question)) for piece in _pieces(typed)}))

    def typed(self, value: Value) -> str:
        """Return the keys with ``;`` between them."""
        return MANY.join(_many(value))

    def plain(self, value: Value, question: Question) -> str:
        """Return the labels of the options, in the order of the template."""
        chosen = set(_many(value))
        labels = [option.label for option in question.options if option.key in chosen]
        return ", ".join([*labels, *sorted(chosen - {option.key for option in question.options})])

    def stored(self, value: Value) -> tuple[str, ...]:
        """Return the keys."""
        return _many(value)

    def loaded(self, stored: Stored) -> tuple[str, ...]:
        """Return the keys."""
        return _many(stored)


class Reference(Kind):
    """A row of another set, by its id. Which rows exist is checked where the plan is at hand."""

    name = "reference"
    control = "choice"

    def read(self, typed: str, question: Question) -> str:  # noqa: ARG002 - other kinds need the question
        """Return the row id."""
        if not _ROW_ID.fullmatch(typed.strip()):
            raise Refused(Message("Choose one of the list."))
        return typed.strip()

    def loaded(self, stored: Stored) -> str:
        """Return the row id."""
        if not isinstance(stored, str) or not _ROW_ID.fullmatch(stored):
            raise ValueError("expected the id of a row")
        return stored


class References(Kind):
    """Several rows of another set, by their ids with ``;`` between them."""

    name = "references"
    control = "checkboxes"
    many = True

    def read(self, typed: str, question: Question) -> tuple[str, ...]:
        """Return the row ids, sorted."""
        one = Reference()
        return tuple(sorted({str(one.read(piece, question)) for piece in _pieces(typed)}))

    def typed(self, value: Value) -> str:
        """Return the ids with ``;`` between them."""
        return MANY.join(_many(value))

    def stored(self, value: Value) -> tuple[str, ...]:
        """Return the ids."""
        return _many(value)

    def loaded(self, stored: Stored) -> tuple[str, ...]:
        """Return the ids."""
        return _many(stored)


class File(Kind):
    """A stored upload, by its id. It is sent to an address of its own, never typed."""

    name = "file"
    control = "file"

    def read(self, typed: str, question: Question) -> str:  # noqa: ARG002 - other kinds need the question
        """Return the id of the upload."""
        if not _FILE_ID.fullmatch(typed.strip()):
            raise Refused(Message("Choose a file from your computer."))
        return typed.strip()

    def plain(self, value: Value, question: Question) -> str:  # noqa: ARG002 - other kinds need the question
        """Return that there is a file: the id says nothing to a reader, and the name stands with the upload."""
        return "Bestand toegevoegd"

    def loaded(self, stored: Stored) -> str:
        """Return the id of the upload."""
        if not isinstance(stored, str) or not _FILE_ID.fullmatch(stored):
            raise ValueError("expected the id of an upload")
        return stored


def _pieces(typed: str) -> list[str]:
    return [piece.strip() for piece in typed.split(MANY.strip()) if piece.strip()]


def _many(value: Value) -> tuple[str, ...]:
    # From JSON it comes as a list; a value has one form, so order and doubles do not count.
    if isinstance(value, str | int | Decimal | date) or not value:
        raise ValueError("expected a list of keys")
    if not all(_NAME.fullmatch(str(one)) for one in value):
        raise ValueError("expected a list of keys")
    return tuple(sorted(set(value)))
