"""The Wijkplan workbench: neighbourhood boards write their plan here and hand it to an insurer."""

from __future__ import annotations

__version__ = "0.1.0"
