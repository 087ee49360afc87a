"""Commands about plans, plan templates and the demo."""

from __future__ import annotations

from workbench.plans.commands.demo import demo
from workbench.plans.commands.plan import plan
from workbench.plans.commands.template import schema, template

__all__ = ["demo", "plan", "schema", "template"]
