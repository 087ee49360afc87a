"""The invented organisations and people of the demo."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.organisations.rules import Function, FunderKind, Kind, Role


@dataclass(frozen=True)
class DemoOrganisation:
    """An invented organisation of the demo; ``beside`` are the slugs of the collaborations that it stands beside."""

    slug: str
    name: str
    kind: Kind = Kind.COLLABORATION
    funder_kind: FunderKind | None = None
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoHat:
    """What somebody of the demo is in one organisation (a slug), an adviser ``via`` the one that sent them."""

    role: Role
    organisation: str
    function: Function | None = None
    via: str | None = None


@dataclass(frozen=True)
class DemoPerson:
    """An invented person of the demo: what they are in the first place, and besides; None for the operator."""

    email: str
    name: str
    role: Role | None
    organisation: str = ""
    function: Function | None = None
    via: str | None = None
    also: tuple[DemoHat, ...] = ()

    @property
    def hats(self) -> tuple[DemoHat, ...]:
        """Everything the person is."""
        first = (DemoHat(self.role, self.organisation, self.function, self.via),) if self.role else ()
        return (*first, *self.also)

    @property
    def is_operator(self) -> bool:
        """Whether the person runs the installation, and is nothing else."""
        return self.role is None


DEMO_PASSWORD = "zeven groene fietsen"  # noqa: S105 - public on purpose; DEMO=1 only runs on a loopback address
DEMO_ORGANISATIONS = (
    DemoOrganisation("merenwijk", "Samenwerkingsverband Merenwijk"),
    DemoOrganisation("zuidrand", "Gezondheidsnetwerk Zuidrand"),
    DemoOrganisation("rijnduin", "Eerstelijn Rijnduin", Kind.SUPPORT, beside=("merenwijk", "zuidrand")),
    DemoOrganisation("regio-rijnduin", "Regio-organisatie Rijnduin", Kind.REGION, beside=("merenwijk", "zuidrand")),
    DemoOrganisation("duinrand", "Zorgverzekeraar Duinrand", Kind.FUNDER, FunderKind.INSURER, ("merenwijk",)),
    DemoOrganisation("oosterdal", "Gemeente Oosterdal", Kind.FUNDER, FunderKind.MUNICIPALITY, ("zuidrand",)),
)
_ADVISER_TOO = (DemoHat(Role.ADVISER, "rijnduin"), DemoHat(Role.ADVISER, "zuidrand", via="rijnduin"))
DEMO_PEOPLE = (
    DemoPerson("voorzitter@demo.example", "Aleida Vroonland", Role.BOARD, "merenwijk", Function.CHAIR),
    DemoPerson("penningmeester@demo.example", "Berend Oosterlaak", Role.BOARD, "merenwijk", Function.TREASURER),
    DemoPerson("bestuurslid@demo.example", "Samira El Quardaoui", Role.BOARD, "merenwijk"),
    DemoPerson(
        "manager@demo.example",
        "Jorinde Waterhoek",
        Role.MANAGER,
        "merenwijk",
        also=(DemoHat(Role.ADMINISTRATOR, "merenwijk"),),
    ),
    DemoPerson("werkgroep@demo.example", "Noor Plantinga", Role.GROUP_MEMBER, "merenwijk"),
    DemoPerson("partner@demo.example", "Gijs Overduin", Role.COMMENTER, "merenwijk"),
    DemoPerson("lezer@demo.example", "Ineke Zomerdijk", Role.READER, "merenwijk"),
    DemoPerson(
        "adviseur@demo.example", "Tjerk Hazelveen", Role.ADVISER, "merenwijk", via="rijnduin", also=_ADVISER_TOO
    ),
    DemoPerson("regio@demo.example", "Fadila Bosgraaf", Role.REGIONAL_REVIEWER, "regio-rijnduin"),
    DemoPerson("inkoper@demo.example", "Mirthe van Duinkerken-Los", Role.FUNDER_READER, "duinrand"),
    DemoPerson("anders@demo.example", "Ruben Zandeweer", Role.MANAGER, "zuidrand"),
    DemoPerson("beheer@demo.example", "Sjoerd Kamerling", None),
)
# What somebody was in the demo before, and is no longer: (address, role, organisation).
DEMO_WAS = (("inkoper@demo.example", Role.READER, "merenwijk"),)
