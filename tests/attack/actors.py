"""Everybody who attacks: who they are where, and what that is worth; written here, not read from the application."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from workbench.organisations.rules import Function, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

# The letter of each organisation of the world in the marks.
LETTERS: Mapping[str, str] = {
    "lindewijk": "A",
    "zeekant": "B",
    "gesloten": "C",
    "steunpunt": "S",
    "regio-linde": "R",
    "zekerveld": "X",
    "gemeente-lindeveen": "Y",
    "werkplaats": "O",
}


class Standing(StrEnum):
    """What became of a person or of what they had."""

    GOOD = "good"
    ANONYMOUS = "anonymous"
    REMOVED = "removed"  # had a role that was ended
    ENDED = "ended"  # the last moment of the role is over
    DEACTIVATED = "deactivated"
    INVITED = "invited"  # has an account, and an invitation that waits
    SIGNED_OUT = "signed out"  # the session was ended from another browser; its cookie is still there


OUT = frozenset({Standing.ANONYMOUS, Standing.DEACTIVATED, Standing.SIGNED_OUT})
POWERLESS = frozenset({Standing.REMOVED, Standing.ENDED, Standing.INVITED})


@dataclass(frozen=True)
class Hat:
    """A role in an organisation (a slug); ``via`` is the support organisation that sent the person."""

    organisation: str
    role: Role
    via: str | None = None
    function: Function | None = None


@dataclass(frozen=True)
class Actor:
    """Somebody who sends requests; ``home`` is the organisation whose letter marks their name and address."""

    key: str
    home: str
    hats: tuple[Hat, ...] = ()
    standing: Standing = Standing.GOOD
    is_operator: bool = False
    has_work: bool = False  # the first activity of each plan of their organisation was assigned to them

    @property
    def signed_in(self) -> bool:
        """Whether their cookie should be worth anything."""
        return self.standing not in OUT

    def roles(self, organisation: str) -> frozenset[Role]:
        """Return the roles that should count in an organisation: none in one that is closed."""
        if self.standing is not Standing.GOOD or organisation == "gesloten":
            return frozenset()
        return frozenset(hat.role for hat in self.hats if hat.organisation == organisation)

    @property
    def organisations(self) -> frozenset[str]:
        """The organisations in which they should be somebody."""
        return frozenset(hat.organisation for hat in self.hats if self.roles(hat.organisation))


def _in(organisation: str, key: str, role: Role, **more: object) -> Actor:
    return Actor(key, organisation, (Hat(organisation, role),), **more)  # type: ignore[arg-type]  # fields by name


A, B = "lindewijk", "zeekant"
ANONYMOUS = Actor("anonymous", "werkplaats", standing=Standing.ANONYMOUS)
MANAGER_A = _in(A, "manager", Role.MANAGER)
MANAGER_B = _in(B, "vreemde", Role.MANAGER)
ADMINISTRATOR_A = _in(A, "beheer", Role.ADMINISTRATOR)
OPERATOR = Actor("operator", "werkplaats", is_operator=True)
OF_A = (
    Actor("voorzitter", A, (Hat(A, Role.BOARD, function=Function.CHAIR),)),
    MANAGER_A,
    _in(A, "adviseur", Role.ADVISER),
    _in(A, "werkgroep", Role.GROUP_MEMBER, has_work=True),
    _in(A, "werkgroepvrij", Role.GROUP_MEMBER),
    _in(A, "partner", Role.COMMENTER),
    _in(A, "lezer", Role.READER),
    ADMINISTRATOR_A,
)
OF_B = (
    MANAGER_B,
    _in(B, "bestuurb", Role.BOARD),
    _in(B, "adviseurb", Role.ADVISER),
    _in(B, "werkgroepb", Role.GROUP_MEMBER, has_work=True),
    _in(B, "partnerb", Role.COMMENTER),
    _in(B, "lezerb", Role.READER),
    _in(B, "beheerb", Role.ADMINISTRATOR),
)
AROUND = (
    _in("regio-linde", "regio", Role.REGIONAL_REVIEWER),
    _in("regio-linde", "regiobeheer", Role.ADMINISTRATOR),
    _in("zekerveld", "inkoper", Role.FUNDER_READER),
    _in("gemeente-lindeveen", "gemeente", Role.FUNDER_READER),
    Actor("gezonden", "steunpunt", (Hat("steunpunt", Role.ADVISER), Hat(A, Role.ADVISER, via="steunpunt"))),
    _in("steunpunt", "steunbeheer", Role.ADMINISTRATOR),
    Actor("tweepet", B, (Hat(B, Role.MANAGER), Hat(A, Role.ADVISER))),
    Actor("lezerkeer", A, (Hat(A, Role.READER), Hat("regio-linde", Role.REGIONAL_REVIEWER))),
    OPERATOR,
)
NOBODIES = (
    ANONYMOUS,
    _in(A, "weg", Role.MANAGER, standing=Standing.REMOVED, has_work=True),
    _in(A, "voorbij", Role.MANAGER, standing=Standing.ENDED, has_work=True),
    _in(A, "uitgezet", Role.MANAGER, standing=Standing.DEACTIVATED),
    _in(A, "genodigd", Role.MANAGER, standing=Standing.INVITED),
    _in(A, "uitgelogd", Role.MANAGER, standing=Standing.SIGNED_OUT),
    _in("gesloten", "gesloten", Role.MANAGER),
    _in("gesloten", "geslotenbeheer", Role.ADMINISTRATOR),
)
ACTORS = (*OF_A, *OF_B, *AROUND, *NOBODIES)
BY_KEY = {actor.key: actor for actor in ACTORS}
