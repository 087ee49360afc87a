"""Ways in for tests: a telephone, mailed links, and people in every state in which an account can be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyotp
from sqlalchemy import select

from tests.page_forms import form_of
from tests.people import PASSWORD, Someone
from workbench.accounts import operations
from workbench.accounts.operations import factors
from workbench.accounts.queries import person_by_email
from workbench.accounts.rules.secrets import seal
from workbench.kit import jobs
from workbench.kit.audit import AuditEvent
from workbench.kit.mail import OutgoingMail
from workbench.kit.storage import session, transaction
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    import uuid

    import pytest

    from tests.pages import Page, Pages
    from workbench.accounts.models import Person

SECRET = "Jd8-q2LmZx7_vRk4TnB0wYc5HsPfUe1aGo9i"
TELEPHONE = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Compare passwords in no time; return the list of those that are compared."""
    compared: list[str] = []

    def fits(password_hash: str | None, typed: str) -> bool:
        compared.append(typed)
        return password_hash is not None and typed == PASSWORD

    monkeypatch.setattr(operations, "password_fits", fits)
    return compared


def give_factor(someone: Someone) -> list[str]:
    """Give somebody a second factor and return their codes on paper."""
    with transaction(write=True):
        person = who(someone)
        person.totp_secret = seal(TELEPHONE, SECRET)
        return factors.replace_codes(person=person, secret=SECRET)


def code(steps: int = 0) -> str:
    """Return what the telephone shows now, or so many half minutes later."""
    return pyotp.TOTP(TELEPHONE).at(int(now().timestamp()) + 30 * steps)


def who(someone: Someone) -> Person:
    """Return the row of one of the people."""
    found = person_by_email(someone.email)
    assert found is not None
    return found


def enter(pages: Pages, someone: Someone, password: str = PASSWORD, *, status: int = 303) -> Page:
    """Send the page of signing in."""
    form = form_of(pages.get("/inloggen"), "form[data-form='accounts.send_sign_in']")
    return pages.submit(form, email=someone.email, password=password, status=status)


def type_code(pages: Pages, typed: str, *, status: int = 303, **more: str) -> Page:
    """Send the page of the code."""
    form = form_of(pages.get("/inloggen/code"), "form[data-form='accounts.send_code']")
    return pages.submit(form, code=typed, status=status, **more)


def is_in(pages: Pages) -> bool:
    """Say whether somebody is signed in there."""
    return pages.get("/account", status=0).status == 200


def do_jobs() -> None:
    """Do all work that waits, but the sending of mail."""
    with transaction(write=False):
        waiting = session().scalars(
            select(jobs.Job.id).where(jobs.Job.state == jobs.State.QUEUED, jobs.Job.kind.like("accounts.%"))
        )
        found: list[uuid.UUID] = list(waiting)
    for job_id in found:
        jobs.run(job_id)


def mails(to: str) -> list[OutgoingMail]:
    """Return what was written to an address, in its order."""
    with transaction(write=False):
        written = select(OutgoingMail).where(OutgoingMail.recipient == to).order_by(OutgoingMail.made_at)
        return list(session().scalars(written))


def path_in(mail: OutgoingMail, start: str) -> str:
    """Return the path of the link in a mail that begins like this."""
    found = re.search(rf"https?://[^/\s]+({re.escape(start)}\S+)", mail.body or "")
    assert found, f"no link to {start} in:\n{mail.body}"
    return found.group(1)


def told(*names: str) -> list[AuditEvent]:
    """Return the events of these names, in their order."""
    with transaction(write=False):
        return list(session().scalars(select(AuditEvent).where(AuditEvent.event.in_(names)).order_by(AuditEvent.seq)))


def everything(model: type[Any]) -> list[Any]:
    """Return all rows of a table."""
    with transaction(write=False):
        return list(session().scalars(select(model)))
