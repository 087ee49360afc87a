"""Whether a form tells who has an account: by a byte of its answer, or by the time that it takes."""

from __future__ import annotations

import random
import re
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete

from tests.attack.actors import BY_KEY
from tests.attack.sending import NOBODY
from tests.attack.world import PASSWORD_HASH
from workbench.accounts.models import Invitation, Person
from workbench.accounts.rules import new_token, token_hash
from workbench.kit.jobs.models import Job
from workbench.kit.mail.models import OutgoingMail
from workbench.kit.storage import session, transaction
from workbench.kit.values.clock import now
from workbench.kit.web.csrf import token_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.test import TestResponse

    from tests.attack.world import World

# Has an account, is invited, is deactivated, is unknown; each of five letters.
CLASSES = ("known", "newly", "ended", "never")
UNKNOWN = "never"
CLOCKS = ("seconds", "processor")
SEED = 7
KEPT = 50  # what a form leaves behind is cleared away after so many
OWN_HEADERS = frozenset({"X-Request-ID", "Set-Cookie", "Date"})


@dataclass(frozen=True)
class Form:
    """A form in which somebody types an address, and who sends it."""

    name: str
    url: str
    body: tuple[tuple[str, str], ...] = ()
    sender: str = ""


FORMS = (
    Form("sign-in", "/inloggen", (("password", "dit is het zeker niet"),)),
    Form("link request", "/inloggen/link-vragen"),
    Form("reset request", "/inloggen/wachtwoord-vergeten"),
)


@dataclass(frozen=True)
class Measured:
    """What a form took and answered, by class of address."""

    times: dict[str, dict[str, list[float]]]  # clock -> class -> seconds
    bodies: dict[str, set[str]]


def auc(some: Sequence[float], others: Sequence[float]) -> float:
    """Return how well two samples can be told apart: 0.5 not at all, 1 always (Mann-Whitney, either way round)."""
    ranked = sorted([(value, 0) for value in some] + [(value, 1) for value in others])
    ranks, place = 0.0, 0
    while place < len(ranked):
        end = place
        while end < len(ranked) and ranked[end][0] == ranked[place][0]:
            end += 1
        mean = (place + 1 + end) / 2  # equal values share their ranks
        ranks += mean * sum(1 for _, whose in ranked[place:end] if whose == 0)
        place = end
    above = (ranks - len(some) * (len(some) + 1) / 2) / (len(some) * len(others))
    return max(above, 1 - above)


class Guess:
    """Many addresses of each class, typed in a form in random order."""

    def __init__(self, world: World, size: int) -> None:
        self.world, self.size = world, size
        self._client = world.app.test_client(use_cookies=False)
        self._random = random.Random(SEED)  # noqa: S311 - an order that can be repeated
        organisation = world.organisations["lindewijk"]
        offered = (("role", "reader"), ("function", ""), ("until", ""), ("via", ""))
        invite = Form("invitation", f"/organisaties/{organisation}/uitnodigingen", offered, "beheer")
        self.forms = (*FORMS, invite)
        with transaction(write=True):
            self._make_accounts()

    def _make_accounts(self) -> None:
        moment, elsewhere = now(), self.world.organisations["zeekant"]
        for number in range(self.size):
            for one in ("known", "ended"):
                over = moment if one == "ended" else None
                email = address(one, number)
                person = Person(
                    email=email, name=email, password_hash=PASSWORD_HASH, created_at=moment, deactivated_at=over
                )
                session().add(person)
            offer = Invitation(organisation_id=elsewhere, email=address("newly", number), role="reader", made_at=moment)
            offer.token_hash, offer.sent_at = token_hash(new_token()), moment
            offer.expires_at = moment + timedelta(days=7)
            session().add(offer)

    def measure(self, form: Form, size: int = 0) -> Measured:
        """Type every address in a form, in random order; a form is warmed up before."""
        order = [(one, number) for one in CLASSES for number in range(size or self.size)]
        self._random.shuffle(order)
        found = Measured({clock: {one: [] for one in CLASSES} for clock in CLOCKS}, {one: set() for one in CLASSES})
        for one, number in order[:20]:
            self._send(form, address(one, number))
        for count, (one, number) in enumerate(order):
            email = address(one, number)
            if count % KEPT == 0:
                self._clear()
            wall, spent = time.perf_counter(), time.process_time()
            answer = self._send(form, email)
            spent, wall = time.process_time() - spent, time.perf_counter() - wall
            found.times["seconds"][one].append(wall)
            found.times["processor"][one].append(spent)
            found.bodies[one].add(_told(answer, email))
        return found

    def _send(self, form: Form, email: str) -> TestResponse:
        cookie = self.world.cookies[BY_KEY[form.sender].key] if form.sender else NOBODY
        with self.world.app.app_context():
            data = {**dict(form.body), "email": email, "csrf_token": token_for(cookie)}
        # Each from a network of its own, so that no limit is met.
        here = ".".join(str(self._random.randint(1, 250)) for _ in range(4))
        where = {"REMOTE_ADDR": here}
        return self._client.post(form.url, data=data, headers={"Cookie": f"session={cookie}"}, environ_overrides=where)

    def _clear(self) -> None:
        here = Invitation.organisation_id == self.world.organisations["lindewijk"]
        with transaction(write=True):
            for one in (delete(Invitation).where(here), delete(Job), delete(OutgoingMail)):
                session().execute(one)


def address(one: str, number: int) -> str:
    """Return an address of a class; all have the same number of letters."""
    return f"{one}{number:05}@raden.example"


def worst(measured: Measured) -> dict[str, float]:
    """Return by clock how well the class that stands out most can be told from unknown addresses."""
    return {
        clock: max(auc(times[one], times[UNKNOWN]) for one in CLASSES if one != UNKNOWN)
        for clock, times in measured.times.items()
    }


def _told(answer: TestResponse, email: str) -> str:
    """Return everything that an answer says, without what is new in each."""
    body = re.sub(r'(name="csrf_token" value=")[^"]*', r"\1", answer.get_data(as_text=True))
    headers = sorted(f"{name}: {value}" for name, value in answer.headers.items() if name not in OWN_HEADERS)
    cookies = [re.sub(r"=[^;]*", "=", one, count=1) for one in answer.headers.getlist("Set-Cookie")]
    return "\n".join([answer.status, *headers, *cookies, body]).replace(email, "ADDRESS")
