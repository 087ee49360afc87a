"""Typing one's own password once more, before something that would let a stranger at an open screen in for good."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from workbench.accounts import operations, queries
from workbench.accounts.operations import tries
from workbench.accounts.rules.tries import OWN_PASSWORD, counter
from workbench.accounts.views.letting_in import secret_key
from workbench.kit.storage import transaction
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor
from workbench.kit.web.pages import time_short

if TYPE_CHECKING:
    from workbench.kit.web.forms import BaseForm

WRONG = Message("This is not the password that you use now.")
NONE_YET = Message("You have no password yet. Sign out, and choose one with “Forgot your password?”.")


def refusal(form: BaseForm, field: str = "current") -> int:
    """Return 0 when the field holds one's own password, else the status to answer with; the form says why.

    Only for views marked ``manages_own_transactions``: the comparison is slow, and stands between two.
    """
    who = actor()
    counted = counter(OWN_PASSWORD, str(who.id), secret_key())
    with transaction(write=True):
        wait = tries.count_try([counted])
        stored = queries.person_by_id(who.id).password_hash
    if wait:
        again = time_short(now() + timedelta(seconds=wait + 60))
        form.refuse(field, Message("Too many tries. Try again after %(time)s.", time=again))
        return 429
    if stored is None or not operations.password_fits(stored, form[field].data or ""):
        form.refuse(field, WRONG if stored else NONE_YET)
        return 422
    with transaction(write=True):
        tries.forgive([counted])
    return 0
