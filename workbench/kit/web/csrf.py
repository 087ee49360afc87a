"""A form counts only when this site drew it for this browser; sign-in too."""

from __future__ import annotations

import hmac
from hashlib import sha256
from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import BadRequest

from workbench.kit.web.cookies import sent_token, session_token

FIELD = "csrf_token"
HEADER = "X-CSRF-Token"


class CsrfRefused(BadRequest):
    """The form was not drawn for this browser, or is of a session that ended."""


def csrf_token() -> str:
    """Return the token for forms; it lives as long as the browser's session, so a form may wait for days."""
    return token_for(session_token())


def check() -> None:
    """Refuse the running request unless it carries the token of its browser; raises ``CsrfRefused``."""
    origin = request.headers.get("Origin", "")
    # "null" is what a browser sends from a page without referrer; the token decides there.
    if origin not in {"", "null"} and _host_of(origin) != request.host.lower():
        raise CsrfRefused
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise CsrfRefused
    token = sent_token()
    if token is None or not drawn_for(_hashed(token)):
        raise CsrfRefused


def drawn_for(session_hash: str) -> bool:
    """Say whether the form of the running request was drawn for this session (SHA-256 of its cookie), ended or not."""
    sent = request.headers.get(HEADER) or request.form.get(FIELD, "")
    return hmac.compare_digest(sent.encode("utf-8", "replace"), _token_of(session_hash).encode())


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""  # "http://[" is nobody's address


def token_for(token: str) -> str:
    """Return the form token that belongs to a session cookie."""
    return _token_of(_hashed(token))


def _hashed(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def _token_of(session_hash: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, b"csrf:" + session_hash.encode(), sha256).hexdigest()
