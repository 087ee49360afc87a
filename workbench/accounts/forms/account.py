"""Forms of one's own account."""

from __future__ import annotations

from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from workbench.accounts.forms.sign_in import LONGEST_CODE, AskForm
from workbench.accounts.rules import LONGEST_NAME
from workbench.kit.web.forms import BaseForm, sentence

OWN_PASSWORD = sentence("Type the password that you use now.")


class NameForm(BaseForm):
    """The name that others see."""

    name = StringField(
        validators=[
            InputRequired(sentence("Type your name.")),
            Length(max=LONGEST_NAME, message=sentence("A name has at most 120 characters.")),
        ]
    )


class ProofForm(BaseForm):
    """One's own password once more."""

    current = PasswordField(validators=[InputRequired(OWN_PASSWORD)])


class PasswordForm(ProofForm):
    """One's own password, and the next one."""

    password = PasswordField(validators=[InputRequired(sentence("Type the password that you want to use."))])


class AddressForm(AskForm):
    """Another address, and one's own password."""

    current = PasswordField(validators=[InputRequired(OWN_PASSWORD)])


class FirstCodeForm(BaseForm):
    """The first code of a telephone."""

    code = StringField(
        validators=[
            InputRequired(sentence("Type the six digits that your telephone shows.")),
            Length(max=LONGEST_CODE, message=sentence("A code has six digits.")),
        ]
    )


class BothForm(ProofForm):
    """One's own password, and a code."""

    code = StringField(
        validators=[
            InputRequired(sentence("Type the six digits that your telephone shows, or a recovery code.")),
            Length(max=LONGEST_CODE, message=sentence("A code has six digits.")),
        ]
    )
