"""The base of all forms: WTForms reads and checks, our own macros draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext
from wtforms import Form

from workbench.kit.values.messages import Message
from workbench.kit.web.language import language, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

sentence = lazy_gettext  # a validator's sentence, translated when the page is drawn
UNREADABLE = Message("This text holds a character that cannot be stored. Type that word again.")


class BaseForm(Form):
    """A form with messages in the language of the page; its errors are sentences for the macros."""

    class Meta:
        """WTForms' own settings."""

        @property
        def locales(self) -> list[str]:
            """The language of WTForms' own sentences."""
            return [language()]

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check all fields; NUL and lone surrogates are refused, which no database would store."""
        fine = super().validate(extra_validators)
        for field in self:
            if isinstance(field.data, str) and not _is_storable(field.data):
                field.errors = [*field.errors, translate(UNREADABLE)]
                field.data = _showable(field.data)
                fine = False
        return fine

    def error(self, name: str) -> str:
        """Return the first sentence about a field, or an empty text."""
        errors = self[name].errors
        return str(errors[0]) if errors else ""

    def errors_in_order(self) -> list[tuple[str, str]]:
        """Return (field name, sentence) in the order of the page, for the summary above the form."""
        return [(str(field.name), str(sentence)) for field in self for sentence in field.errors]

    def refuse(self, name: str, message: Message) -> None:
        """Put a sentence at a field, for what only the operation could find out."""
        self[name].errors = [*self[name].errors, translate(message)]


def _is_storable(text: str) -> bool:
    return text == _showable(text)


def _showable(text: str) -> str:
    return "".join("\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text)
