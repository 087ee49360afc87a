"""Forms of signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wtforms import BooleanField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from workbench.accounts.rules import LONGEST_EMAIL, normal_email
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.forms import BaseForm, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

LONGEST_CODE = 40


class SignInForm(BaseForm):
    """Address and password; whether they fit is not the form's business."""

    email = StringField(
        validators=[
            InputRequired(sentence("Type your e-mail address.")),
            Length(max=LONGEST_EMAIL, message=sentence("An e-mail address has at most 254 characters.")),
        ]
    )
    password = PasswordField(validators=[InputRequired(sentence("Type your password."))])


class CodeForm(BaseForm):
    """A code of the telephone, or one on paper; and whether this browser is remembered."""

    code = StringField(validators=[Length(max=LONGEST_CODE, message=sentence("A code has six digits."))])
    recovery_code = StringField(
        validators=[Length(max=LONGEST_CODE, message=sentence("A recovery code looks like abcd-efgh-jkmn."))]
    )
    remember = BooleanField()

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check that one of both was typed."""
        fine = super().validate(extra_validators)
        if fine and not (self.code.data or "").strip() and not (self.recovery_code.data or "").strip():
            self.refuse("code", Message("Type the six digits that your telephone shows."))
            return False
        return fine


class AskForm(BaseForm):
    """The address to mail to."""

    email = StringField(validators=[InputRequired(sentence("Type your e-mail address."))])

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check that it is an address; whose, nobody asks here."""
        if not super().validate(extra_validators):
            return False
        try:
            self.email.data = normal_email(self.email.data or "")
        except Refused as refused:
            self.refuse("email", refused.message)
            return False
        return True


class NewPasswordForm(BaseForm):
    """A new password; whether it is good enough, the rules say."""

    password = PasswordField(validators=[InputRequired(sentence("Type the password that you want to use."))])
