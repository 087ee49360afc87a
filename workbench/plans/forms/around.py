"""The forms around a plan: asking somebody to work on a row, and between which days somebody looked."""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import TYPE_CHECKING

from wtforms import StringField
from wtforms.validators import ValidationError

from workbench.kit.values.dates import parse_date
from workbench.kit.values.errors import Refused
from workbench.kit.values.text import clean_line
from workbench.kit.web.forms import BaseForm, sentence
from workbench.kit.web.language import translate

if TYPE_CHECKING:
    from datetime import date

LONGEST_NOTE = 300


class AssignForm(BaseForm):
    """Who is asked, perhaps until a day, with a word to go with it."""

    person = StringField()
    due = StringField()
    note = StringField()

    def validate_person(self, field: StringField) -> None:
        """Refuse no choice."""
        if self.person_id() is None:
            raise ValidationError(sentence("Choose who works on this."))
        del field

    def validate_due(self, field: StringField) -> None:
        """Refuse what is no date; none is fine."""
        _check_date(field)

    def validate_note(self, field: StringField) -> None:
        """Refuse a note that cannot be stored, or that is long: it is no place for text of the plan."""
        try:
            field.data = clean_line(str(field.data or ""), LONGEST_NOTE)
        except Refused as refusal:
            raise ValidationError(translate(refusal.message)) from None

    def person_id(self) -> uuid.UUID | None:
        """Return who was chosen, nothing for what is no choice."""
        with suppress(ValueError):
            return uuid.UUID(str(self.person.data or ""))
        return None

    def due_date(self) -> date | None:
        """Return the day, if there is one; call after ``validate``."""
        return parse_date(str(self.due.data)) if self.due.data else None


class PeriodForm(BaseForm):
    """Between which two days, both included."""

    van = StringField()
    tot = StringField()

    def validate_van(self, field: StringField) -> None:
        """Refuse what is no date."""
        _check_date(field)

    def validate_tot(self, field: StringField) -> None:
        """Refuse what is no date, and a last day before the first."""
        _check_date(field)
        with suppress(Refused):
            if field.data and self.van.data and parse_date(field.data) < parse_date(self.van.data):
                raise ValidationError(sentence("The last day lies before the first."))

    def days(self, first: date, last: date) -> tuple[date, date]:
        """Return both days, the given ones where nothing was typed; call after ``validate``."""
        typed = (str(self.van.data or ""), str(self.tot.data or ""))
        return parse_date(typed[0]) if typed[0] else first, parse_date(typed[1]) if typed[1] else last


def _check_date(field: StringField) -> None:
    field.data = str(field.data or "").strip()
    try:
        if field.data:
            parse_date(field.data)
    except Refused as refusal:
        raise ValidationError(translate(refusal.message)) from None
