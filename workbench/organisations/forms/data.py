"""The data of an organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wtforms import SelectField, StringField

from workbench.kit.values.messages import Message
from workbench.kit.web.forms import BaseForm
from workbench.kit.web.language import translate
from workbench.organisations.forms.reading import line, read_with
from workbench.organisations.rules import Kind
from workbench.organisations.rules.names import LEGAL_FORM_NAMES
from workbench.organisations.rules.numbers import parse_agb, parse_iban, parse_kvk, parse_postcode

if TYPE_CHECKING:
    from collections.abc import Sequence

OF_COLLABORATION = ("legal_form", "agb", "iban", "signatory", "signatory_function")


class OrganisationForm(BaseForm):
    """Name, numbers, address and who signs; nothing but the name is required."""

    name = StringField(
        validators=[read_with(line(200), wanted=Message("Fill in the name of the organisation."))],
    )
    legal_form = SelectField()
    kvk = StringField(validators=[read_with(parse_kvk)])
    agb = StringField(validators=[read_with(parse_agb)])
    iban = StringField(validators=[read_with(parse_iban)])
    street = StringField(validators=[read_with(line(200))])
    postcode = StringField(validators=[read_with(parse_postcode)])
    place = StringField(validators=[read_with(line(100))])
    signatory = StringField(validators=[read_with(line(120))])
    signatory_function = StringField(validators=[read_with(line(120))])

    def offer(self, kind: Kind) -> None:
        """Ask what an organisation of this kind is asked."""
        self.legal_form.choices = [("", ""), *((str(key), translate(name)) for key, name in LEGAL_FORM_NAMES.items())]
        if kind is not Kind.COLLABORATION:
            for name in OF_COLLABORATION:
                delattr(self, name)

    def values(self) -> dict[str, str | None]:
        """Return what to store by column; call after ``validate``."""
        return {str(field.name): field.data or None for field in self}

    def asked(self) -> Sequence[str]:
        """Return the names of the fields, in the order of the page."""
        return [str(field.name) for field in self]
