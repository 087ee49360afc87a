"""What needs no database: kinds of organisation, roles and their names, numbers that are checked."""

from __future__ import annotations

from workbench.organisations.rules.kinds import Discipline, FunderKind, Kind, LegalForm
from workbench.organisations.rules.roles import ROLES_IN, Function, Role

__all__ = ["ROLES_IN", "Discipline", "Function", "FunderKind", "Kind", "LegalForm", "Role"]
