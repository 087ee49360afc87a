"""The Jinja environment of documents: escapes everything, knows no request, and stops at a name that is missing."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workbench.kit.values.marks import one_line, prose

if TYPE_CHECKING:
    from pathlib import Path


@lru_cache(maxsize=4)
def environment(folder: Path) -> Environment:
    """Return the environment over a folder of templates."""
    made = Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(prose=prose, one_line=one_line)
    return made
