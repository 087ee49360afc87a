"""Putting the web ground under an application, in the order in which a request meets it."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING

from flask import g

from workbench.kit import audit
from workbench.kit.storage import start_tally
from workbench.kit.web import application, cookies, door, gate, headers, log
from workbench.kit.web.errors import init_errors
from workbench.kit.web.language import init_language
from workbench.kit.web.pages import init_pages
from workbench.kit.web.system import blueprint

if TYPE_CHECKING:
    from flask import Flask

LARGEST_FORM = 2 * 1024 * 1024
MOST_FORM_PARTS = 2000


def init_web(app: Flask, *, public_url: str, translations: str) -> None:
    """Give an application its limits, cookies, pages and checks; features and ``init_gate`` come after."""
    https = public_url.startswith("https://")
    app.config.update(
        ALLOWED_HOSTS=door.allowed_hosts(public_url),
        IS_HTTPS=https,
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=MOST_FORM_PARTS,
        # Flask's own cookie holds only the notice of the page before; who is signed in stands on the server.
        SESSION_COOKIE_NAME="__Host-notice" if https else "notice",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    init_language(app, translations)
    init_pages(app)
    init_errors(app)
    app.register_blueprint(blueprint)
    _hook(app)


def _hook(app: Flask) -> None:
    app.before_request(_start)
    app.before_request(lambda: door.check_address(app))
    app.before_request(lambda: door.widen(app))
    app.before_request(lambda: application.begin_transaction(app))
    app.before_request(gate.guard)
    # Flask runs these from the last to the first: commit, cookie, headers, log.
    app.after_request(log.log_request)
    app.after_request(headers.send_headers)
    app.after_request(cookies.send_cookie)
    app.after_request(application.complete_transaction)
    app.teardown_request(_end)


def _start() -> None:
    g.began = time.perf_counter()
    g.tally = start_tally()
    g.request_id = secrets.token_hex(8)
    g.audit_token = audit.enter(None, g.request_id)


def _end(_error: BaseException | None) -> None:
    application.undo()
    token = g.pop("audit_token", None)
    if token is not None:
        audit.leave(token)
