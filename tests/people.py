"""The named people of the tests: two collaborations, every role, and a stranger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.accounts.operations import ensure_membership, ensure_person
from workbench.organisations.operations import ensure_organisation
from workbench.organisations.rules import Function, Kind, Role

if TYPE_CHECKING:
    import uuid

PASSWORD = "vier blauwe tandems"


@dataclass(frozen=True)
class Someone:
    """A person of the tests; ``organisation`` is a slug."""

    email: str
    name: str
    role: Role
    organisation: str = "lindewijk"
    function: Function | None = None


ANNA = Someone("anna@lindewijk.example", "Anna Voorzitter", Role.BOARD, function=Function.CHAIR)
TEUN = Someone("teun@lindewijk.example", "Teun Penning", Role.BOARD, function=Function.TREASURER)
BO = Someone("bo@lindewijk.example", "Bo Bestuurder", Role.BOARD)
MARIT = Someone("marit@lindewijk.example", "Marit Manager", Role.MANAGER)
ADRI = Someone("adri@lindewijk.example", "Adri Adviseur", Role.ADVISER)
LOTTE = Someone("lotte@lindewijk.example", "Lotte Lezer", Role.READER)
STRANGER = Someone("vera@zeekant.example", "Vera Vreemde", Role.MANAGER, organisation="zeekant")
EVERYBODY = (ANNA, TEUN, BO, MARIT, ADRI, LOTTE, STRANGER)
ORGANISATIONS = {"lindewijk": "Samenwerking Lindewijk", "zeekant": "Gezond Zeekant"}


def make_people() -> dict[str, uuid.UUID]:
    """Make both organisations and everybody; returns the ids of organisations by slug and of people by address."""
    made: dict[str, uuid.UUID] = {}
    for slug, name in ORGANISATIONS.items():
        made[slug] = ensure_organisation(slug=slug, name=name, kind=Kind.COLLABORATION).id
    for one in EVERYBODY:
        made[one.email] = ensure_person(email=one.email, name=one.name, password=PASSWORD).id
        ensure_membership(
            person_id=made[one.email], organisation_id=made[one.organisation], role=one.role, function=one.function
        )
    return made
