"""What the demo's collaboration tells of itself; every name and number is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from workbench.neighbourhoods import queries as published
from workbench.organisations.operations import add_area, add_practice, change_organisation
from workbench.organisations.queries import organisation_by_slug
from workbench.organisations.rules import Discipline, LegalForm

if TYPE_CHECKING:
    from workbench.organisations.models import Organisation

SLUG, AREA = "merenwijk", "WK054608"
# Numbers that only look like numbers: each begins with six noughts.
DATA = {
    "legal_form": LegalForm.FOUNDATION.value,
    "kvk": "00000017",
    "agb": "00000025",
    "street": "Verzonnenlaan 1",
    "postcode": "9999ZZ",
    "place": "Leiden",
    "signatory": "Aleida Vroonland",
    "signatory_function": "voorzitter",
}
PRACTICES = (
    ("Huisartsenpraktijk De Waterlelie", Discipline.GENERAL_PRACTICE),
    ("Apotheek Aan de Plas", Discipline.PHARMACY),
    ("Fysiotherapie Rietkraag", Discipline.PHYSIOTHERAPY),
    ("Welzijn Waterrand", Discipline.WELFARE),
)


def tell_of_collaboration() -> None:
    """Fill in the collaboration of the demo once: one that somebody filled in already stays as it is."""
    found = organisation_by_slug(SLUG)
    if found is None or found.version > 1:
        return
    change_organisation(found, version=found.version, values=DATA)
    _add_practices(found)
    area = published.areas([AREA]).get(AREA)
    if area is not None:
        add_area(organisation_id=found.id, area=area)


def _add_practices(organisation: Organisation) -> None:
    for name, discipline in PRACTICES:
        add_practice(
            practice_id=uuid5(NAMESPACE_URL, f"{SLUG}/{name}"),
            organisation_id=organisation.id,
            values={"name": name, "discipline": discipline.value, "place": "Leiden"},
        )
