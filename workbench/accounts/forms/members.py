"""Forms about what somebody is in an organisation: a role, a function, until when; and inviting them to it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from wtforms import PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from workbench.accounts.rules import LONGEST_EMAIL
from workbench.accounts.rules.invitations import end_of
from workbench.kit.values.clock import today
from workbench.kit.values.dates import parse_date
from workbench.kit.values.errors import Refused
from workbench.kit.web.forms import BaseForm, sentence
from workbench.kit.web.language import translate
from workbench.organisations.rules import ROLES_IN, Function, Kind, Role
from workbench.organisations.rules.names import FUNCTION_NAMES, ROLE_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


class HatForm(BaseForm):
    """A function for a member of the board, and the last day of a role; both may stay empty."""

    function = SelectField()
    until = StringField(validators=[Length(max=60)])

    def offer_functions(self) -> None:
        """Set the functions to choose from."""
        self.function.choices = [("", ""), *((str(key), translate(name)) for key, name in FUNCTION_NAMES.items())]

    def validate_until(self, field: StringField) -> None:
        """Refuse what is no day, and a day that is over."""
        try:
            day = parse_date(field.data) if field.data and field.data.strip() else None
        except Refused as refusal:
            raise ValidationError(translate(refusal.message)) from None
        if day is not None and day < today():
            raise ValidationError(sentence("This day is over. Choose a later day, or leave the date empty."))

    def last_moment(self) -> datetime | None:
        """Return until when the role counts; call after ``validate``."""
        typed = (self.until.data or "").strip()
        return end_of(parse_date(typed)) if typed else None

    def chosen_function(self, role: Role) -> Function | None:
        """Return the function, for a member of the board; call after ``validate``."""
        return Function(self.function.data) if role is Role.BOARD and self.function.data else None


class RoleForm(HatForm):
    """One more role for somebody who is known here."""

    role = SelectField(validators=[InputRequired(sentence("Choose a role."))])

    def offer(self, kind: Kind) -> None:
        """Set what there is to choose from in an organisation of this kind."""
        self.role.choices = [("", ""), *((str(role), translate(ROLE_NAMES[role])) for role in ROLES_IN[kind])]
        self.offer_functions()

    def chosen_role(self) -> Role:
        """Return the role; call after ``validate``."""
        return Role(str(self.role.data))


class InvitationForm(RoleForm):
    """A role for whoever reads the mail of an address."""

    email = StringField(
        validators=[
            InputRequired(sentence("Type the e-mail address of who you invite.")),
            Length(max=LONGEST_EMAIL, message=sentence("An e-mail address has at most 254 characters.")),
        ]
    )
    via = SelectField()

    def offer_senders(self, senders: Sequence[tuple[str, str]]) -> None:
        """Set the support organisations by which an adviser can be sent."""
        self.via.choices = [("", ""), *senders]

    def sender(self) -> uuid.UUID | None:
        """Return the organisation that sends the adviser; call after ``validate``."""
        return uuid.UUID(str(self.via.data)) if self.via.data and self.chosen_role() is Role.ADVISER else None


class NewcomerForm(BaseForm):
    """The account that somebody makes who was invited; what may be in it is the operation's business."""

    name = StringField(validators=[InputRequired(sentence("Give the name that others see, for example Anna de Wit."))])
    password = PasswordField(validators=[InputRequired(sentence("Choose a password."))])
