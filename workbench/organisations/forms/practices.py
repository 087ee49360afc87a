"""A practice or partner of a collaboration."""

from __future__ import annotations

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired

from workbench.kit.values.messages import Message
from workbench.kit.web.forms import BaseForm, sentence
from workbench.kit.web.language import translate
from workbench.organisations.forms.reading import line, read_with
from workbench.organisations.rules.names import DISCIPLINE_NAMES
from workbench.organisations.rules.numbers import parse_agb, parse_kvk, parse_postcode

NAMELESS = Message("Fill in the name of the practice or partner.")


class PracticeForm(BaseForm):
    """Name and discipline are required."""

    name = StringField(validators=[read_with(line(200), wanted=NAMELESS)])
    discipline = SelectField(validators=[InputRequired(sentence("Choose a discipline."))])
    agb = StringField(validators=[read_with(parse_agb)])
    kvk = StringField(validators=[read_with(parse_kvk)])
    postcode = StringField(validators=[read_with(parse_postcode)])
    place = StringField(validators=[read_with(line(100))])

    def offer(self) -> None:
        """Set the disciplines to choose from."""
        self.discipline.choices = [("", ""), *((str(key), translate(name)) for key, name in DISCIPLINE_NAMES.items())]

    def values(self) -> dict[str, str | None]:
        """Return what to store by column; call after ``validate``."""
        return {str(field.name): field.data or None for field in self}
