"""Forms of signing in."""

from __future__ import annotations

from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from workbench.accounts.rules import LONGEST_EMAIL
from workbench.kit.web.forms import BaseForm, sentence


class SignInForm(BaseForm):
    """Address and password; whether they fit is not the form's business."""

    email = StringField(
        validators=[
            InputRequired(sentence("Type your e-mail address.")),
            Length(max=LONGEST_EMAIL, message=sentence("An e-mail address has at most 254 characters.")),
        ]
    )
    password = PasswordField(validators=[InputRequired(sentence("Type your password."))])
