"""The folder of official files beside the repository; tests that need it are skipped where it is absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.house_rules.project import ROOT

SHARED = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data"))

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(),
    reason="the official files are not here: put them in ../shared/data, or name them in SHARED_DATA",
)


def official(name: str) -> bytes:
    """Return an official file."""
    return (SHARED / name).read_bytes()
