"""Who runs the installation sees that mail does not arrive, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import time_machine

from tests.kit.mail.outbox import write
from workbench.kit.mail import health
from workbench.kit.mail.health import LATE, LATELY
from workbench.kit.mail.sending import send_what_is_due
from workbench.kit.storage import transaction
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from tests.kit.mail.servers import MailServer
    from workbench.kit.mail.health import Health


def seen(moment: dt.datetime | None = None) -> Health:
    """Return how mail is doing, at a moment."""
    with time_machine.travel(moment or now()), transaction(write=False):
        return health()


def test_mail_that_was_sent_asks_for_nothing(server: MailServer) -> None:
    write()
    send_what_is_due()
    assert server.arrived
    assert (seen().is_fine, seen().line()) == (True, "0 waiting, 0 given up in the last week")


def test_mail_that_waits_for_an_hour_asks_for_attention(server: MailServer) -> None:
    server.stop()
    write()
    send_what_is_due()
    assert seen().is_fine
    late = seen(now() + LATE + LATE)
    assert not late.is_fine
    assert "1 waiting" in late.line()
    assert "ConnectionRefused" in late.line()


def test_mail_that_was_given_up_asks_for_attention_for_a_week(server: MailServer) -> None:
    server.refusals["marit@lindewijk.example"] = "550 5.1.1 unknown"
    write()
    send_what_is_due()
    assert not seen().is_fine
    assert "last answer: 550 5.1.1 unknown" in seen().line()
    assert seen(now() + LATELY + LATE).is_fine


def test_without_a_server_it_is_said(settings: Callable[..., object]) -> None:
    settings(server="")
    assert seen().line().startswith("MAIL_URL is not set")
