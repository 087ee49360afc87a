"""The named people of the tests: four collaborations and those around them, every role, and strangers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.accounts.operations import create_person, give_membership
from workbench.organisations.operations import ensure_link, ensure_organisation
from workbench.organisations.rules import Function, FunderKind, Kind, Role

if TYPE_CHECKING:
    import uuid

PASSWORD = "vier blauwe tandems"


@dataclass(frozen=True)
class Hat:
    """What a person is in one organisation (a slug), for an adviser ``via`` the support organisation that sent them."""

    role: Role
    organisation: str
    via: str | None = None
    function: Function | None = None


@dataclass(frozen=True)
class Someone:
    """A person of the tests; ``organisation`` is a slug, ``also`` what they are besides, ``role`` None for nothing."""

    email: str
    name: str
    role: Role | None
    organisation: str = "lindewijk"
    function: Function | None = None
    also: tuple[Hat, ...] = ()
    is_operator: bool = False

    @property
    def hats(self) -> tuple[Hat, ...]:
        """Everything the person is."""
        first = (Hat(self.role, self.organisation, function=self.function),) if self.role else ()
        return (*first, *self.also)


ANNA = Someone("anna@lindewijk.example", "Anna Voorzitter", Role.BOARD, function=Function.CHAIR)
TEUN = Someone("teun@lindewijk.example", "Teun Penning", Role.BOARD, function=Function.TREASURER)
BO = Someone("bo@lindewijk.example", "Bo Bestuurder", Role.BOARD)
MARIT = Someone("marit@lindewijk.example", "Marit Manager", Role.MANAGER)
ADRI = Someone("adri@lindewijk.example", "Adri Adviseur", Role.ADVISER)
LOTTE = Someone("lotte@lindewijk.example", "Lotte Lezer", Role.READER)
WIM = Someone("wim@lindewijk.example", "Wim Werkgroep", Role.GROUP_MEMBER)
CORA = Someone("cora@welzijn.example", "Cora Commentaar", Role.COMMENTER)
BEA = Someone("bea@lindewijk.example", "Bea Beheer", Role.ADMINISTRATOR)

STRANGER = Someone("vera@zeekant.example", "Vera Vreemde", Role.MANAGER, organisation="zeekant")
ZINA = Someone("zina@zeekant.example", "Zina Zeebeheer", Role.ADMINISTRATOR, organisation="zeekant")

# Two hats: manager at home, and adviser of Lindewijk, sent by the support organisation.
TWAN = Someone(
    "twan@heuvelzijde.example",
    "Twan Tweepet",
    Role.MANAGER,
    organisation="heuvelzijde",
    also=(Hat(Role.ADVISER, "steunpunt"), Hat(Role.ADVISER, "lindewijk", via="steunpunt")),
)
# An adviser of two collaborations, and no more than that in either.
SUZE = Someone(
    "suze@steunpunt.example",
    "Suze Steunpunt",
    Role.ADVISER,
    organisation="steunpunt",
    also=(Hat(Role.ADVISER, "lindewijk", via="steunpunt"), Hat(Role.ADVISER, "polderkant", via="steunpunt")),
)
STAN = Someone("stan@steunpunt.example", "Stan Steunbeheer", Role.ADMINISTRATOR, organisation="steunpunt")
RIK = Someone("rik@regio.example", "Rik Regio", Role.REGIONAL_REVIEWER, organisation="regio-linde")
FEE = Someone("fee@zekerveld.example", "Fee Inkoper", Role.FUNDER_READER, organisation="zekerveld")
FRITS = Someone("frits@lindeveen.example", "Frits Gemeente", Role.FUNDER_READER, organisation="gemeente-lindeveen")
OLGA = Someone("olga@werkplaats.example", "Olga Operator", None, is_operator=True)

EVERYBODY = (
    *(ANNA, TEUN, BO, MARIT, ADRI, LOTTE, WIM, CORA, BEA),
    *(STRANGER, ZINA, TWAN, SUZE, STAN, RIK, FEE, FRITS, OLGA),
)
ORGANISATIONS = {
    "lindewijk": "Samenwerking Lindewijk",
    "zeekant": "Gezond Zeekant",
    "heuvelzijde": "Wijkverband Heuvelzijde",
    "polderkant": "Zorg in Polderkant",
    "steunpunt": "Steunpunt Eerste Lijn",
    "regio-linde": "Regio-organisatie Linde",
    "zekerveld": "Zekerveld Zorgverzekeringen",
    "gemeente-lindeveen": "Gemeente Lindeveen",
}
KINDS = {"steunpunt": Kind.SUPPORT, "regio-linde": Kind.REGION, "zekerveld": Kind.FUNDER} | {
    "gemeente-lindeveen": Kind.FUNDER
}
FUNDERS = {"zekerveld": FunderKind.INSURER, "gemeente-lindeveen": FunderKind.MUNICIPALITY}
# Who stands beside which collaboration. Zeekant knows nobody.
BESIDE = {
    "lindewijk": ("steunpunt", "regio-linde", "zekerveld", "gemeente-lindeveen"),
    "polderkant": ("steunpunt",),
}


def make_people() -> dict[str, uuid.UUID]:
    """Make all organisations and everybody; returns the ids of organisations by slug and of people by address."""
    made: dict[str, uuid.UUID] = {}
    for slug, name in ORGANISATIONS.items():
        kind = KINDS.get(slug, Kind.COLLABORATION)
        made[slug] = ensure_organisation(slug=slug, name=name, kind=kind, funder_kind=FUNDERS.get(slug)).id
    for slug, others in BESIDE.items():
        for other in others:
            ensure_link(collaboration_id=made[slug], other_id=made[other])
    for one in EVERYBODY:
        made[one.email] = _make(one, made)
    return made


def _make(one: Someone, made: dict[str, uuid.UUID]) -> uuid.UUID:
    person = create_person(email=one.email, name=one.name, password=PASSWORD, is_operator=one.is_operator)
    for hat in one.hats:
        give_membership(
            person_id=person.id,
            organisation_id=made[hat.organisation],
            role=hat.role,
            function=hat.function,
            via_id=made[hat.via] if hat.via else None,
        )
    return person.id
