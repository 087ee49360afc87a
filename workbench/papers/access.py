"""Who may have a plan's documents: the permissions of the plan itself, which ``plans`` gives to roles."""

from __future__ import annotations

from workbench.plans.access import PlanPermission, SharedPermission

VIEW = PlanPermission.VIEW
EXPORT = PlanPermission.EXPORT
SHARED_EXPORT = SharedPermission.EXPORT
