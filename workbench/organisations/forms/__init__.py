"""Forms about organisations; they read what was typed and know no database."""

from __future__ import annotations

from workbench.organisations.forms.data import OrganisationForm
from workbench.organisations.forms.practices import PracticeForm

__all__ = ["OrganisationForm", "PracticeForm"]
