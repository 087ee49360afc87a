"""Headers on every answer, whatever its status."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from flask import current_app, g, request

if TYPE_CHECKING:
    from flask import Response

# Nothing inline, nothing from elsewhere (safety.md 1.1).
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "object-src 'none'"
)
FIXED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
YEAR = 31_536_000
UNGUESSED = "token"  # what routes call the part of their address that nobody may guess


def send_headers(response: Response) -> Response:
    """Set the headers of safety, of caching and of measurement; a view may have tightened its own."""
    for name, value in FIXED.items():
        response.headers.setdefault(name, value)
    # An address that holds a secret goes nowhere, whatever the answer: an error page has links too.
    has_secret = UNGUESSED in (request.view_args or {})
    response.headers.setdefault("Referrer-Policy", "no-referrer" if has_secret else "same-origin")
    if current_app.config["IS_HTTPS"]:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
    response.headers["Cache-Control"] = _caching(response)
    response.headers["X-Request-ID"] = g.get("request_id", "")
    if current_app.config["SERVER_TIMING"] and "tally" in g:
        spent = (time.perf_counter() - g.began) * 1000
        response.headers["Server-Timing"] = (
            f'app;dur={spent:.1f}, db;dur={g.tally.seconds * 1000:.1f}, queries;desc="{g.tally.queries}"'
        )
    return response


def _caching(response: Response) -> str:
    # An asset's address holds the hash of its content, so it never changes; everything else may be about a person.
    if request.endpoint == "static" and response.status_code in {200, 206, 304}:
        return f"public, max-age={YEAR}, immutable" if "v" in request.args else "no-cache"
    return "no-store"
