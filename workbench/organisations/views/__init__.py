"""Pages of organisations; each module adds its routes to the one blueprint."""

from __future__ import annotations

from workbench.organisations.views import areas, beside, data, practices, rights
from workbench.organisations.views.blueprint import blueprint, load, tabs_of, your_roles

__all__ = ["areas", "beside", "blueprint", "data", "load", "practices", "rights", "tabs_of", "your_roles"]
