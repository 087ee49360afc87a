"""Forms of the operator."""

from __future__ import annotations

import re

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from workbench.accounts.rules import LONGEST_EMAIL
from workbench.kit.values.messages import Message
from workbench.kit.web.forms import BaseForm, sentence
from workbench.kit.web.language import translate
from workbench.organisations.forms.reading import line, read_with
from workbench.organisations.rules import FunderKind, Kind
from workbench.organisations.rules.names import FUNDER_NAMES, KIND_NAMES

NAMELESS = Message("Fill in the name of the organisation.")
_SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


class FirstAdministratorForm(BaseForm):
    """The address of an organisation's first administrator."""

    email = StringField(
        validators=[
            InputRequired(sentence("Type the e-mail address of who you invite.")),
            Length(max=LONGEST_EMAIL, message=sentence("An e-mail address has at most 254 characters.")),
        ]
    )


class NewOrganisationForm(BaseForm):
    """What an organisation is and what it is called."""

    name = StringField(validators=[read_with(line(200), wanted=NAMELESS)])
    kind = SelectField(validators=[InputRequired(sentence("Choose what the organisation does."))])
    funder_kind = SelectField()
    slug = StringField(validators=[read_with(line(60))])

    def offer(self) -> None:
        """Set what there is to choose from."""
        self.kind.choices = [("", ""), *((str(key), translate(name)) for key, name in KIND_NAMES.items())]
        self.funder_kind.choices = [("", ""), *((str(key), translate(name)) for key, name in FUNDER_NAMES.items())]

    def validate_slug(self, field: StringField) -> None:
        """Refuse what does not fit in a command."""
        if field.data and not _SLUG.fullmatch(field.data):
            raise ValidationError(sentence("Use small letters, digits and hyphens, for example wijk-noord."))

    def validate_funder_kind(self, field: SelectField) -> None:
        """Ask of a funder what it is."""
        if self.kind.data == Kind.FUNDER and not field.data:
            raise ValidationError(sentence("Choose what kind of funder this is."))

    def chosen_kind(self) -> Kind:
        """Return the kind; call after ``validate``."""
        return Kind(str(self.kind.data))

    def chosen_funder(self) -> FunderKind | None:
        """Return what kind of funder it is, for a funder; call after ``validate``."""
        return FunderKind(str(self.funder_kind.data)) if self.chosen_kind() is Kind.FUNDER else None
