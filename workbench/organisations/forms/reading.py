"""Fields that keep what was read in place of what was typed, so that the same is shown and stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wtforms.validators import ValidationError

from workbench.kit.values.errors import Refused
from workbench.kit.values.text import clean_line
from workbench.kit.web.language import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from wtforms import Form, StringField

    from workbench.kit.values.messages import Message


def line(longest: int) -> Callable[[str], str]:
    """Return a reader of one line of at most so many signs."""
    return lambda typed: clean_line(typed, longest)


def read_with(reader: Callable[[str], str], *, wanted: Message | None = None) -> Callable[[Form, StringField], None]:
    """Return a check that reads a field; empty stays empty, unless ``wanted`` says what is missing."""

    def check(_form: Form, field: StringField) -> None:
        typed = (field.data or "").strip()
        try:
            field.data = reader(typed) if typed else ""
        except Refused as refusal:
            raise ValidationError(translate(refusal.message)) from None
        if wanted is not None and not field.data:
            raise ValidationError(translate(wanted))

    return check
