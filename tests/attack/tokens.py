"""Secrets in mailed addresses: each works once, for what it was made for, and only for who asks with a form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from tests.attack.matrix import Found
from tests.attack.sending import NOBODY
from workbench.accounts.models import Invitation, Membership, OneTimeToken, Person
from workbench.accounts.operations import open_session
from workbench.accounts.operations.tokens import new_token_for
from workbench.accounts.rules import Purpose, new_token, token_hash
from workbench.accounts.rules.limits import LINK_LIMIT
from workbench.kit.storage import session, transaction
from workbench.kit.values.clock import now
from workbench.kit.web.csrf import token_for
from workbench.plans.models import CalendarLink, Plan
from workbench.plans.operations.feeds import make_calendar_link

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from werkzeug.test import TestResponse

    from tests.attack.world import World

CHOSEN = "zeven paarse walvissen zingen"
WEEK = timedelta(days=7)
SEE_OTHER, FINE = 303, 200


@dataclass(frozen=True)
class Holder:
    """Somebody who holds a secret, with the cookie of their browser."""

    person_id: UUID
    email: str
    cookie: str


@dataclass(frozen=True)
class Kind:
    """One kind of secret: how it is made, where it is used, with which form, and whether its holder is signed in."""

    name: str
    path: str
    make: Callable[[Holder], str]
    expire: Callable[[str], None]
    body: tuple[tuple[str, str], ...] = ()
    signed_in: bool = False


def _mailed(purpose: Purpose) -> Callable[[Holder], str]:
    def make(holder: Holder) -> str:
        email = f"nieuw-{holder.email}" if purpose is Purpose.EMAIL else None
        return new_token_for(session().get_one(Person, holder.person_id), purpose, LINK_LIMIT, email=email)

    return make


def _end_mailed(token: str) -> None:
    mine = OneTimeToken.id == token_hash(token)
    session().execute(update(OneTimeToken).where(mine).values(expires_at=now() - timedelta(seconds=1)))


def _end_invitation(token: str) -> None:
    mine = Invitation.token_hash == token_hash(token)
    session().execute(update(Invitation).where(mine).values(expires_at=now() - timedelta(seconds=1)))


KINDS = (
    Kind("sign-in link", "/inloggen/link/", _mailed(Purpose.SIGN_IN), _end_mailed),
    Kind("reset", "/wachtwoord/", _mailed(Purpose.RESET), _end_mailed, (("password", CHOSEN),)),
    Kind("e-mail change", "/account/adres/", _mailed(Purpose.EMAIL), _end_mailed, signed_in=True),
)


class Trial:
    """A number of secrets of each kind, each with a holder of its own, and everything that may not work with them."""

    def __init__(self, world: World, size: int) -> None:
        self.world, self.size = world, size
        self.found = Found()
        self._client = world.app.test_client(use_cookies=False)
        invitation = Kind(
            "invitation", "/uitnodiging/", self._invite, _end_invitation, (("answer", "accept"),), signed_in=True
        )
        self.kinds = (*KINDS, invitation)

    def run(self) -> Found:
        """Try all secrets of all kinds."""
        for kind in self.kinds:
            for number in range(self.size):
                holder = self._holder(f"{kind.name.replace(' ', '')}{number}")
                with transaction(write=True):
                    token = kind.make(holder)
                self._try(kind, holder, token, number)
                self.found.sent[f"tokens {kind.name}"] += 1
        for number in range(self.size):
            self._try_calendar(self._holder(f"calendar{number}"))
        return self.found

    def _try(self, kind: Kind, holder: Holder, token: str, number: int) -> None:
        for method in ("GET", "HEAD"):
            self._expect(kind, "only looked at", self._ask(method, kind, holder, token), FINE)
        self._refused(kind, holder, _altered(token, number), "altered")
        for other in self.kinds:
            if other is not kind:
                self._refused(other, holder, token, f"made for {kind.name}")
        self._calendar(token, "made for another purpose", status=404)
        if number % 4 == 0:
            with transaction(write=True):
                kind.expire(token)
            return self._refused(kind, holder, token, "expired")
        if number % 4 == 1:
            with transaction(write=True):
                before, token = token, kind.make(holder)
            self._refused(kind, holder, before, "replaced")
        if number % 4 == 2 and kind.name in {"sign-in link", "reset"}:
            with transaction(write=True):
                open_session(person_id=holder.person_id, by="test")
            return self._refused(kind, holder, token, "after a sign-in")
        self._expect(kind, "for the first time", self._use(kind, holder, token), SEE_OTHER)
        return self._refused(kind, holder, token, "for the second time")

    def _try_calendar(self, holder: Holder) -> None:
        """The address of a calendar is read many times; it opens nothing else, and nothing once it was replaced."""
        with transaction(write=True):
            session().add(Membership(person_id=holder.person_id, organisation_id=self._home, role="reader"))
            plan = session().get_one(Plan, self.world.plans["A", "p2"])
            person = session().get_one(Person, holder.person_id)
            token, newer = (make_calendar_link(who=person, plan=plan) for _ in range(2))
        self._calendar(token, "replaced", status=404)
        for _ in range(2):
            self._calendar(newer, "read again", status=FINE)
        self._calendar(_altered(newer, 0), "altered", status=404)
        for kind in self.kinds:
            self._refused(kind, holder, newer, "made for calendar")
        with transaction(write=True):
            session().delete(session().get_one(CalendarLink, token_hash(newer)))
        self._calendar(newer, "revoked", status=404)
        self.found.sent["tokens calendar"] += 1

    @property
    def _home(self) -> UUID:
        return self.world.organisations["lindewijk"]

    def _holder(self, name: str) -> Holder:
        email = f"{name}@token.example"
        with transaction(write=True):
            person = Person(email=email, name=name, created_at=now())
            session().add(person)
            session().flush()
            return Holder(person.id, email, open_session(person_id=person.id, by="test"))

    def _invite(self, holder: Holder) -> str:
        token, moment = new_token(), now()
        earlier = session().scalar(
            select(Invitation).where(Invitation.email == holder.email, Invitation.closed_at.is_(None))
        )
        made = earlier or Invitation(organisation_id=self._home, email=holder.email, role="reader", made_at=moment)
        made.token_hash, made.sent_at, made.expires_at = token_hash(token), moment, moment + WEEK
        session().add(made)
        session().flush()
        return token

    def _use(self, kind: Kind, holder: Holder, token: str) -> TestResponse:
        return self._ask("POST", kind, holder, token)

    def _ask(self, method: str, kind: Kind, holder: Holder, token: str) -> TestResponse:
        cookie = holder.cookie if kind.signed_in else NOBODY
        with self.world.app.app_context():
            data = {**dict(kind.body), "csrf_token": token_for(cookie)} if method == "POST" else None
        return self._client.open(
            f"{kind.path}{token}", method=method, data=data, headers={"Cookie": f"session={cookie}"}
        )

    def _refused(self, kind: Kind, holder: Holder, token: str, why: str) -> None:
        answer = self._use(kind, holder, token)
        self.found.sent["tries"] += 1
        if answer.status_code in {FINE, SEE_OTHER} or answer.status_code >= 500:
            self.found.faults.append(f"{kind.name}, {why}: {answer.status_code} {answer.headers.get('Location', '')}")

    def _expect(self, kind: Kind, when: str, answer: TestResponse, status: int) -> None:
        self.found.sent["tries"] += 1
        if answer.status_code != status:
            self.found.faults.append(f"{kind.name}, {when}: {answer.status_code} instead of {status}")

    def _calendar(self, token: str, why: str, *, status: int) -> None:
        answer = self._client.get(f"/agenda/{token}.ics")
        self.found.sent["tries"] += 1
        if answer.status_code != status:
            self.found.faults.append(f"calendar, {why}: {answer.status_code} instead of {status}")


def _altered(token: str, number: int) -> str:
    place = number % (len(token) - 1)  # in the last character two letters may stand for the same bits
    return token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
