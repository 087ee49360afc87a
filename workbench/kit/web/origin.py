"""From where a request comes, as coarsely as suffices: for the trail and for one's own list of sessions."""

from __future__ import annotations

import hmac
import ipaddress
from hashlib import sha256

from flask import current_app, request

BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
UNKNOWN = "?"


def client() -> str:
    """Return which program asks: ``Firefox, Windows``; ``?`` for what is no known browser."""
    agent = request.headers.get("User-Agent", "")[:500]
    found = [next((name for sign, name in known if sign in agent), "") for known in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in found if name) or UNKNOWN


def coarse_address() -> str:
    """Return the network that asks: an IPv4 /24 or an IPv6 /48; what a header claims does not count."""
    return coarse(request.remote_addr or "")


def coarse(address: str) -> str:
    """Return the network of an address, or an empty text for what is none."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    mapped = getattr(found, "ipv4_mapped", None)
    if mapped is not None:
        found = mapped
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 48), strict=False))  # noqa: PLR2004 - the two versions there are


def session_ref(token: str | None) -> str | None:
    """Return under which name a session stands in the trail: who reads it cannot use it."""
    if not token:
        return None
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, b"session:" + token.encode("utf-8", "replace"), sha256).hexdigest()[:16]
