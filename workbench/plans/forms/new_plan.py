"""The form with which a plan begins."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from wtforms import Field, SelectField, StringField
from wtforms.validators import InputRequired, ValidationError

from workbench.kit.values.dates import parse_date
from workbench.kit.values.errors import Refused
from workbench.kit.values.text import clean_line
from workbench.kit.web.forms import BaseForm, sentence
from workbench.kit.web.language import translate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

MOST_SLUG = 40
MOST_TITLE = 200
TITLE_NEEDED = sentence("Give the plan a title, for example Neighbourhood plan 2027–2028.")


class DateField(Field):
    """A date typed the Dutch way."""

    day: date | None = None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep what was typed."""
        self.data = str(valuelist[0]).strip() if valuelist else ""

    def pre_validate(self, form: Any) -> None:  # noqa: ANN401, ARG002 - WTForms' signature
        """Read the date; raises ``ValidationError`` with the sentence for the field."""
        try:
            self.day = parse_date(self.data or "")
        except Refused as refusal:
            raise ValidationError(translate(refusal.message)) from None


class NewPlanForm(BaseForm):
    """Title, period, collaboration and template of a new plan."""

    title = StringField(validators=[InputRequired(TITLE_NEEDED)])
    period_start = DateField()
    period_end = DateField()
    organisation = SelectField(validators=[InputRequired(sentence("Choose the collaboration that writes this plan."))])
    definition = SelectField(validators=[InputRequired(sentence("Choose a template."))])

    def offer(self, organisations: Sequence[tuple[str, str]], definitions: Sequence[tuple[str, str]]) -> None:
        """Set what can be chosen; a single possibility is chosen already."""
        self.organisation.choices = list(organisations)
        self.definition.choices = list(definitions)

    def validate_title(self, field: StringField) -> None:
        """Refuse a title that cannot be stored."""
        try:
            field.data = clean_line(field.data or "", MOST_TITLE)
        except Refused as refusal:
            raise ValidationError(translate(refusal.message)) from None
        if not field.data:
            raise ValidationError(TITLE_NEEDED)

    def validate_period_end(self, field: DateField) -> None:
        """Refuse a period that ends before it begins."""
        begin = self.period_start.day
        if begin and field.day and field.day < begin:
            raise ValidationError(sentence("The last day comes before the first day. Check both dates."))

    def answers(self) -> dict[str, str]:
        """Return the first answers of the plan, in JSON form: also who writes it."""
        days = {"period_start": self.period_start.day, "period_end": self.period_end.day}
        names = {str(one[0]): str(one[1]) for one in self.organisation.choices or ()}
        told = {"title": str(self.title.data), "collaboration": names.get(str(self.organisation.data), "")}
        told |= {key: day.isoformat() for key, day in days.items() if day}
        return {key: text for key, text in told.items() if text}

    def slug(self) -> str:
        """Return a short name made from the title."""
        plain = unicodedata.normalize("NFKD", str(self.title.data)).encode("ascii", "ignore").decode().lower()
        return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MOST_SLUG].strip("-") or "plan"
