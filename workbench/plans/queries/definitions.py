"""The plan templates that this installation has, loaded once, and which of them a plan follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.config import resource_root
from workbench.definitions.loader import load_library
from workbench.kit.values.errors import Refused, WorkbenchError
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    import uuid
    from pathlib import Path

    from workbench.definitions.loader import Library
    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent
    from workbench.plans.models import Plan


class TemplateGoneError(WorkbenchError):
    """A plan follows a template that is not installed (any more); the plan itself is whole."""

    def __init__(self, plan: Plan) -> None:
        named = f"{plan.definition_key}@{plan.definition_version}"
        super().__init__(Message("The template %(key)s of this plan is not installed.", key=named))
        self.plan_id: uuid.UUID = plan.id
        self.plan_title = plan.title
        self.template = named


def template_folder() -> Path:
    """Return the folder of the templates that ship."""
    return resource_root() / "plan_templates"


def library() -> Library:
    """Return all templates, earlier versions too; raises ``TemplateError`` when one is wrong or was changed."""
    return load_library(template_folder())


def definitions() -> dict[str, Definition]:
    """Return the newest version of each template by key: what a new plan can follow."""
    return library().current()


def followed_by(plan: Plan) -> Definition | None:
    """Return the template of a plan in its version, or what its concept has grown into; nothing when it is gone."""
    return library().followed(plan.definition_key, plan.definition_version)


def definition_of(plan: Plan) -> Definition:
    """Return the template that a plan follows; raises ``TemplateGoneError``."""
    found = followed_by(plan)
    if found is None:
        raise TemplateGoneError(plan)
    return found


def template_of(content: PlanContent) -> Definition:
    """Return the template that a content follows; raises ``Refused`` when it is not installed."""
    found = library().followed(content.definition, content.definition_version)
    if found is None:
        named = f"{content.definition}@{content.definition_version}"
        raise Refused(Message("The template %(key)s of this plan is not installed.", key=named))
    return found
