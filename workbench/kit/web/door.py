"""What may not come in at all: another host's name, bytes that are no text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote_to_bytes, urlsplit

from flask import request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from workbench.kit.web.application import READING

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

View = TypeVar("View", bound="Callable[..., Any]")
# Monitors ask these by address; their answers hold no link.
ANY_HOST = frozenset({"system.health", "system.ready"})
DEFAULT_PORTS = {"http": 80, "https": 443}
# A table of the most rows with the most columns has about half of these.
MOST_FIELDS = 10_000
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def allowed_hosts(public_url: str) -> frozenset[str]:
    """Return the values of Host that belong to PUBLIC_URL, port included; this machine's names are one host."""
    parts = urlsplit(public_url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else str(parts.hostname)
    port = parts.port or DEFAULT_PORTS[parts.scheme]
    hosts = LOOPBACK if host in LOOPBACK else (host,)
    with_port = {f"{name}:{port}" for name in hosts}
    return frozenset(with_port | set(hosts) if port == DEFAULT_PORTS[parts.scheme] else with_port)


def takes_files(view: View) -> View:
    """Mark a view whose form holds a file: its body may have ``LARGEST_FILE_FORM`` bytes."""
    view.takes_files = True  # type: ignore[attr-defined]  # a mark on the view
    return view


def widen(app: Flask) -> None:
    """Let a larger body in where files are sent; every other form stays small."""
    if getattr(app.view_functions.get(request.endpoint or ""), "takes_files", False):
        request.max_content_length = app.config["LARGEST_FILE_FORM"]


def check_address(app: Flask) -> None:
    """Refuse another host's name and a path or query that is no UTF-8 or holds NUL; raises ``BadRequest``."""
    host = request.environ.get("HTTP_HOST", "").lower()
    if host not in app.config["ALLOWED_HOSTS"] and request.endpoint not in ANY_HOST:
        raise BadRequest
    path = request.environ.get("PATH_INFO", "").encode("latin-1")
    query = unquote_to_bytes(request.environ.get("QUERY_STRING", "").replace("+", " ").encode("latin-1"))
    for part in (path, query):
        if b"\0" in part or not _is_text(part):
            raise BadRequest


def check_body() -> None:
    """Refuse a form whose bytes are no UTF-8: werkzeug would store them as question marks. Raises ``BadRequest``.

    Refuses also a form of very many fields, which takes seconds to read: raises ``RequestEntityTooLarge``.
    NUL is left to the form, which gives the text back.
    """
    if request.method in READING:
        return
    if request.mimetype == "application/x-www-form-urlencoded":
        body = request.get_data(cache=True, parse_form_data=False)
        if body.count(b"&") >= MOST_FIELDS:
            raise RequestEntityTooLarge
        if not _is_text(unquote_to_bytes(body)):
            raise BadRequest
    elif any("\ufffd" in value for values in request.form.listvalues() for value in values):
        raise BadRequest


def _is_text(found: bytes) -> bool:
    try:
        found.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
