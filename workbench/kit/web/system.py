"""Routes that belong to no feature: health, readiness, the choice of language."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, jsonify, make_response, redirect, request
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from workbench.kit.storage import StorageError, db
from workbench.kit.storage.migrations import current_revision
from workbench.kit.values.clock import now
from workbench.kit.values.errors import NotFound
from workbench.kit.web.application import manages_own_transactions
from workbench.kit.web.language import keep_language
from workbench.kit.web.pages import within_site

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("system", __name__)
PUBLIC = frozenset({"system.health", "system.ready", "system.choose_language", "system.security_txt"})
STANDS = timedelta(days=180)  # RFC 9116 asks for less than a year


@blueprint.get("/health")
@manages_own_transactions
def health() -> ResponseReturnValue:
    """Say that the process answers, and which versions run; asks nothing of the database file."""
    versions = {"version": current_app.config["VERSION"], "revision": current_app.config["REVISION"]()}
    kind = "sqlite_version" if db.is_sqlite else "server_version"
    return jsonify(versions | {kind: _server_version()})


@blueprint.get("/ready")
@manages_own_transactions
def ready() -> ResponseReturnValue:
    """Say whether the database answers and its tables are those of this version: 200 or 503."""
    try:
        with db.engine.connect() as connection:
            connection.execute(text("select 1"))
        fits = current_revision() == current_app.config["REVISION"]()
    except (SQLAlchemyError, StorageError):
        return jsonify(ready=False, reason="database"), 503
    return (jsonify(ready=True), 200) if fits else (jsonify(ready=False, reason="migration"), 503)


@blueprint.get("/.well-known/security.txt")
def security_txt() -> ResponseReturnValue:
    """Say where weaknesses can be reported (RFC 9116); without a contact there is no such file."""
    settings = current_app.config["SETTINGS"]
    if not settings.security_contact:
        raise NotFound
    until = datetime.combine(now().date() + STANDS, time(), UTC)
    lines = (
        f"Contact: {settings.security_contact}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.public_url}/.well-known/security.txt",
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@blueprint.post("/taal")
def choose_language() -> ResponseReturnValue:
    """Remember the language that somebody chose, and go back to where they were."""
    chosen = request.form.get("language", "")
    response = make_response(redirect(within_site(request.form.get("next", "")), 303))
    return keep_language(response, chosen)


def _server_version() -> str | None:
    try:
        return db.server_version()
    except SQLAlchemyError:
        return None
