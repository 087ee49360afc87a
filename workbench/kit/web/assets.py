"""Addresses of style sheets, scripts and pictures, with the hash of their content."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from flask import current_app, url_for

_hashes: dict[tuple[Path, int], str] = {}


def asset(name: str) -> str:
    """Return the address of a static file; raises ``FileNotFoundError`` for one that is not there."""
    path = Path(str(current_app.static_folder)) / name
    key = (path, path.stat().st_mtime_ns)
    if key not in _hashes:
        _hashes[key] = sha256(path.read_bytes()).hexdigest()[:12]
    return url_for("static", filename=name, v=_hashes[key])
