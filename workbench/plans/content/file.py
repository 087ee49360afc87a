"""The interchange file of a plan: its content with its address and its collaboration."""

from __future__ import annotations

import json
from typing import Annotated, Literal

from pydantic import StringConstraints

from workbench.definitions.cells import (
    Count,
    FileId,
    Line,
    OptionKey,
    Slug,
)
from workbench.plans.content.plan import PlanContent, without_empty
from workbench.plans.content.row import Frozen

FORMAT: Literal["wijkplan"] = "wijkplan"
FORMAT_VERSION: Literal[1] = 1


class OrganisationRef(Frozen):
    """The collaboration whose plan it is."""

    slug: Slug
    name: Line


class FileRef(Frozen):
    """A file that the plan names: the interchange file tells what it is, and does not hold its bytes."""

    id: FileId
    name: Line
    kind: OptionKey
    size: Count
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class PlanFile(Frozen):
    """The interchange file: one plan with its address and its collaboration."""

    format: Literal["wijkplan"] = FORMAT
    format_version: Literal[1] = FORMAT_VERSION
    slug: Slug
    organisation: OrganisationRef
    content: PlanContent
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    files: tuple[FileRef, ...] = ()

    def to_json(self) -> str:
        """Return the file as people may read it: indented, without empty values, ending in a new line."""
        data = self.model_dump(mode="json", exclude_defaults=True)
        data = {"format": self.format, "format_version": self.format_version} | data
        return json.dumps(without_empty(data), ensure_ascii=False, indent=2) + "\n"
