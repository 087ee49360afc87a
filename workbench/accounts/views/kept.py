"""Giving back what somebody typed when their session had ended."""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from workbench.accounts import operations, queries
from workbench.accounts.access import AccountPermission
from workbench.accounts.rules import KEPT_FOR
from workbench.accounts.rules.kept import typed_values
from workbench.accounts.views.blueprint import blueprint
from workbench.kit.storage import transaction
from workbench.kit.web.gate import actor, actor_or_none, requires
from workbench.kit.web.pages import datetime_short, within_site

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


KEPT = "kept_typing"  # which kept form is sent again


@blueprint.get("/bewaard")
@requires(AccountPermission.KEPT)
def kept() -> ResponseReturnValue:
    """Show what somebody sent after their session had ended, to save it after all."""
    found = queries.kept_typing(actor().id)
    shown = [
        {
            "id": one.id,
            "path": within_site(one.path),
            "at": datetime_short(one.kept_at),
            "until": datetime_short(one.kept_at + KEPT_FOR),
            "fields": one.fields,
            "typed": typed_values(one.fields),
        }
        for one in found
    ]
    return render_template("accounts/kept.html", kept=shown)


@blueprint.before_app_request
def take_back() -> None:
    """Keep a form no longer that is sent again; in the transaction of its save, so that one that fails keeps it.

    A view that ``manages_own_transactions`` has none yet.
    """
    who, sent = actor_or_none(), request.form.get(KEPT, "") if request.method == "POST" else ""
    if who is not None and sent:
        with suppress(ValueError), transaction(write=True):
            operations.forget_typing(person_id=who.id, kept_id=uuid.UUID(sent))


@blueprint.post("/bewaard/<uuid:kept_id>/weg")
@requires(AccountPermission.KEPT)
def discard(kept_id: uuid.UUID) -> ResponseReturnValue:
    """Throw away one kept form; somebody else's stays."""
    operations.discard_typing(person_id=actor().id, kept_id=kept_id)
    return redirect(url_for("accounts.kept"), 303)
