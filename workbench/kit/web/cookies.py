"""The one cookie that says which browser this is; whose it is stands on the server."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from flask import current_app, g, request

if TYPE_CHECKING:
    from flask import Response

TOKEN_BYTES = 32
LONGEST = 100  # a longer cookie was never ours


def cookie_name() -> str:
    """Return ``__Host-session`` on https, where browsers then accept it from this host only, else ``session``."""
    return "__Host-session" if current_app.config["IS_HTTPS"] else "session"


def session_token() -> str:
    """Return this browser's token; one that has none gets a new one with the answer."""
    fresh: str | None = g.get("session_token")
    if fresh is not None:
        return fresh
    return sent_token() or put_session_token(secrets.token_urlsafe(TOKEN_BYTES))


def sent_token() -> str | None:
    """Return the token that the browser sent, or nothing."""
    sent = request.cookies.get(cookie_name(), "")
    return sent if 0 < len(sent) <= LONGEST else None


def put_session_token(token: str) -> str:
    """Give the browser this token with the answer: after sign-in always a new one."""
    g.session_token = token
    return token


def drop_session_token() -> None:
    """Take the token from the browser with the answer."""
    g.session_token = None
    g.session_dropped = True


def send_cookie(response: Response) -> Response:
    """Write the cookie when it changed."""
    attributes = {"path": "/", "secure": current_app.config["IS_HTTPS"], "httponly": True, "samesite": "Lax"}
    token: str | None = g.get("session_token")
    if token is not None:
        response.set_cookie(cookie_name(), token, **attributes)
    elif g.get("session_dropped"):
        response.delete_cookie(cookie_name(), **attributes)
    return response
