"""Joins people and sign-in to the application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.accounts import operations, queries, views
from workbench.kit.storage import afterwards
from workbench.kit.web.cookies import sent_token

if TYPE_CHECKING:
    from flask import Flask

    from workbench.kit.web.gate import Actor

PUBLIC = views.PUBLIC
SIGN_IN = "accounts.sign_in"


def register(app: Flask) -> None:
    """Join the application."""
    app.register_blueprint(views.blueprint)


def load_actor() -> Actor | None:
    """Return who is signed in in the browser that asks; for the gate."""
    token = sent_token()
    found = queries.signed_in_by_token(token) if token else None
    if found is not None and token is not None and found.must_be_touched:
        afterwards(lambda: operations.touch_session(token=token))
    return found
