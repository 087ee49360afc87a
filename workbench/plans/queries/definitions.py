"""The plan templates that this installation has, loaded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.config import resource_root
from workbench.definitions.loader import load_folder
from workbench.kit.values.errors import WorkbenchError
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from workbench.definitions.schema import Definition
    from workbench.plans.models import Plan


def definitions() -> dict[str, Definition]:
    """Return all plan templates by key; raises ``TemplateError`` when one is wrong."""
    return load_folder(resource_root() / "plan_templates")


def definition_of(plan: Plan) -> Definition:
    """Return the template that a plan follows."""
    found = definitions().get(plan.definition_key)
    if found is None:
        raise WorkbenchError(Message("The template %(key)s of this plan is not installed.", key=plan.definition_key))
    return found
