"""What the gate asks of accounts: who is signed in, and to keep the form of a session that ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request, url_for
from werkzeug.exceptions import HTTPException

from workbench.accounts import operations, queries
from workbench.accounts.rules.kept import typed_values
from workbench.accounts.rules.limits import LARGEST_KEPT
from workbench.accounts.views.kept import KEPT
from workbench.kit.storage import afterwards, transaction
from workbench.kit.web import csrf, door
from workbench.kit.web.cookies import sent_token
from workbench.kit.web.gate import actor_or_none

if TYPE_CHECKING:
    from workbench.kit.web.gate import Actor


def load_actor() -> Actor | None:
    """Return who is signed in in the browser that asks; for the gate."""
    token = sent_token()
    found = queries.signed_in_by_token(token) if token else None
    # The script that warns asks how long the session lasts: that is no use of it.
    is_use = request.endpoint != "accounts.session_state"
    if found is not None and token is not None and found.must_be_touched and is_use:
        afterwards(lambda: operations.touch_session(token=token))
    return found


def keep() -> str:
    """Keep the form of the running request when it was drawn for a session that ended, of whoever acts or acted.

    Return where it comes back, or an empty text. A session that was signed out is not known any more. Joins the
    request's transaction; one whose view ``manages_own_transactions`` has none.
    """
    token, acts = sent_token(), actor_or_none()
    if token is None or not 0 < (request.content_length or 0) <= LARGEST_KEPT:
        return ""
    with transaction(write=True):
        try:
            door.check_body()
            known = queries.sessions_known(token=token, person_id=acts.id if acts else None)
            found = [one.person_id for one in known if csrf.drawn_for(one.id)]
        except HTTPException:
            return ""
        fields = [(name, text) for name, text in request.form.items(multi=True) if name not in {csrf.FIELD, KEPT}]
        if not found or not typed_values(fields):
            return ""
        operations.keep_typing(person_id=found[0], path=request.path, fields=fields)
    return url_for("accounts.kept")
