"""The cookies that say which browser this is, and whether it was here before; whose it is stands on the server."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from flask import current_app, g, request

if TYPE_CHECKING:
    from datetime import timedelta

    from flask import Response

TOKEN_BYTES = 32
LONGEST = 100  # a longer cookie was never ours
SESSION = "session"
DEVICE = "device"


def cookie_name(kind: str = SESSION) -> str:
    """Return ``__Host-session`` on https, where browsers then accept it from this host only, else ``session``."""
    return f"__Host-{kind}" if current_app.config["IS_HTTPS"] else kind


def session_token() -> str:
    """Return this browser's token; one that has none gets a new one with the answer."""
    fresh: str | None = g.get("session_token")
    if fresh is not None:
        return fresh
    return sent_token() or put_session_token(secrets.token_urlsafe(TOKEN_BYTES))


def sent_token(kind: str = SESSION) -> str | None:
    """Return the token that the browser sent, or nothing."""
    sent = request.cookies.get(cookie_name(kind), "")
    return sent if 0 < len(sent) <= LONGEST else None


def put_session_token(token: str) -> str:
    """Give the browser this token with the answer: after sign-in always a new one."""
    g.session_token = token
    return token


def put_device_token(token: str, known_for: timedelta) -> None:
    """Let the browser keep this token for a long time, to be recognised by."""
    g.device_token = (token, int(known_for.total_seconds()))


def drop_session_token() -> None:
    """Take the token from the browser with the answer."""
    g.session_token = None
    g.session_dropped = True


def send_cookie(response: Response) -> Response:
    """Write the cookies that changed."""
    attributes = {"path": "/", "secure": current_app.config["IS_HTTPS"], "httponly": True, "samesite": "Lax"}
    token: str | None = g.get("session_token")
    if token is not None:
        response.set_cookie(cookie_name(), token, **attributes)
    elif g.get("session_dropped"):
        response.delete_cookie(cookie_name(), **attributes)
    device: tuple[str, int] | None = g.get("device_token")
    if device is not None:
        response.set_cookie(cookie_name(DEVICE), device[0], max_age=device[1], **attributes)
    return response
