"""How somebody wants to hear of each kind of news."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import AnyOf

from workbench.accounts.rules.news import CHOSEN, Delivery
from workbench.kit.web.forms import BaseForm, sentence


class NewsForm(BaseForm):
    """One choice for each kind of news that is not about safety; its fields are the kinds."""

    def chosen(self) -> dict[str, Delivery]:
        """Return what was chosen, by kind."""
        return {str(field.name): Delivery(field.data) for field in self}


_ANSWERS = [one.value for one in Delivery]
for _kind in CHOSEN:
    setattr(
        NewsForm,
        _kind,
        StringField(validators=[AnyOf(_ANSWERS, message=sentence("Choose one of the answers."))]),
    )
