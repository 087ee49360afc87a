"""Small templates to try the loader on, and the templates that ship."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.definitions.loader import TemplateError, load_definition, load_folder

if TYPE_CHECKING:
    from workbench.definitions.loader import Mistake
    from workbench.definitions.schema import Definition

SHIPPED_FOLDER = Path(__file__).parents[2] / "plan_templates"
SMALL = """\
key: klein-2026
version: 1
status: concept
year: 2026
title: Klein
document_title: Plan
description: Een klein plan.
source: Verzonnen.
chapters:
  - id: start
    title: Begin
    parts:
      - id: mission
        title: Wat is uw missie?
        questions:
          - {id: mission, kind: text, label: Missie}
      - id: risks
        title: Risico's
        set: risks
        columns:
          - {id: name, kind: text, label: Risico}
          - id: chance
            kind: choice
            label: Kans
            options:
              - {key: low, label: Klein}
              - {key: high, label: Groot}
"""


def template_file(folder: Path, text: str | bytes = SMALL, name: str = "klein-2026.yaml") -> Path:
    """Write a template and return its file."""
    file = folder / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def mistakes_of(folder: Path, text: str | bytes) -> list[Mistake]:
    """Load a template that must be refused, and return what it was told."""
    with pytest.raises(TemplateError) as caught:
        load_definition(template_file(folder, text))
    return caught.value.mistakes


def changed(old: str, new: str) -> str:
    """Return the small template with one piece replaced."""
    assert SMALL.count(old) == 1, f"{old!r} stands {SMALL.count(old)} times in the small template"
    return SMALL.replace(old, new)


def shipped() -> list[Definition]:
    """Return every template that ships."""
    return list(load_folder(SHIPPED_FOLDER).values())
