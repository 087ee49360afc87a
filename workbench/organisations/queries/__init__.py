"""Reading organisations, their practices, their neighbourhoods and those beside them."""

from __future__ import annotations

from workbench.organisations.queries.beside import (
    Beside,
    beside,
    can_stand_beside,
    choosable,
    collaborations_of,
    is_beside,
)
from workbench.organisations.queries.organisations import (
    all_organisations,
    free_slug,
    organisation_by_id,
    organisation_by_slug,
    organisation_for,
    organisations_by_id,
)
from workbench.organisations.queries.parts import areas_of, practice_of, practices_of

__all__ = [
    "Beside",
    "all_organisations",
    "areas_of",
    "beside",
    "can_stand_beside",
    "choosable",
    "collaborations_of",
    "free_slug",
    "is_beside",
    "organisation_by_id",
    "organisation_by_slug",
    "organisation_for",
    "organisations_by_id",
    "practice_of",
    "practices_of",
]
