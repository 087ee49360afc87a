"""Each mail arrives once: while the server is away, when it refuses, when it dies, and with two senders at once."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import time_machine

from tests.kit.mail.outbox import outbox, states, write
from workbench.kit.jobs import close_queue, open_queue
from workbench.kit.jobs.rhythm import ask_for_what_is_due
from workbench.kit.mail import posts, sending
from workbench.kit.mail.message import message_of
from workbench.kit.mail.sending import GIVE_UP_AFTER, LEASE, pause_after, send_what_is_due
from workbench.kit.storage import running
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import Message
    from pathlib import Path

    import pytest

    from tests.kit.mail.servers import MailServer


def later(**passed: int) -> time_machine.travel:
    """Let time pass."""
    return time_machine.travel(now() + timedelta(**passed))


def test_a_mail_arrives_with_its_headers_and_leaves_no_text_behind(server: MailServer) -> None:
    written = write(name="Zoë")
    assert send_what_is_due() == {"sent": 1, "put_off": 0, "given_up": 0}
    (mail,) = server.arrived
    assert (mail.sender, mail.recipients) == ("no-reply@plan.example", ("marit@lindewijk.example",))
    assert mail.message["Subject"] == "Bericht van Zoë"
    assert mail.message["Auto-Submitted"] == "auto-generated"
    assert mail.message["Message-ID"] == written.message_id
    assert mail.message["Date"].datetime == written.made_at.replace(microsecond=0)
    assert mail.message["Content-Language"] == "nl"
    assert mail.message.get_content_type() == "text/plain"
    assert "Zoë schrijft u.\nhttp://localhost/a\n\n-- \nWijkplan" in mail.message.get_content().replace("\r\n", "\n")
    (row,) = outbox()
    assert (row.state, row.body, row.error) == ("sent", None, None)


def test_a_hundred_mails_wait_for_a_server_that_is_down_and_arrive_once(server: MailServer, tmp_path: Path) -> None:
    server.stop()
    open_queue(database_url="sqlite://", data_dir=tmp_path, immediate=True)
    try:
        for number in range(100):
            write(f"buur{number}@lindewijk.example")
        assert states() == ["waiting"] * 100
        with later(minutes=30):
            ask_for_what_is_due()
        server.start()
        with later(minutes=31):
            ask_for_what_is_due()
            ask_for_what_is_due()
        with later(days=1):
            ask_for_what_is_due()
    finally:
        close_queue()
    assert Counter(server.by_recipient()) == {f"buur{number}@lindewijk.example": 1 for number in range(100)}
    assert states() == ["sent"] * 100


def test_while_the_server_is_down_the_operator_can_see_why(server: MailServer) -> None:
    server.stop()
    write()
    send_what_is_due()
    (row,) = outbox()
    assert (row.state, row.attempts) == ("waiting", 0)
    assert "ConnectionRefused" in (row.error or "")


def test_a_server_that_goes_away_halfway_gets_the_rest_later(server: MailServer) -> None:
    for number in range(10):
        write(f"buur{number}@lindewijk.example")
    server.refusals["buur4@lindewijk.example"] = "421 too many, come back later"
    send_what_is_due()
    assert Counter(states()) == {"sent": 9, "waiting": 1}
    server.refusals.clear()
    assert send_what_is_due()["sent"] == 0, "a mail that was put off rests first"
    with later(seconds=61):
        assert send_what_is_due()["sent"] == 1
    assert set(Counter(server.by_recipient()).values()) == {1}


def test_a_recipient_that_is_refused_for_good_does_not_hold_up_the_others(server: MailServer) -> None:
    server.refusals["weg@lindewijk.example"] = "550 5.1.1 unknown"
    for name in ("anna", "weg", "teun"):
        write(f"{name}@lindewijk.example")
    assert send_what_is_due() == {"sent": 2, "put_off": 0, "given_up": 1}
    refused = next(one for one in outbox() if one.recipient.startswith("weg"))
    assert (refused.state, refused.body, refused.error) == ("failed", None, "550 5.1.1 unknown")
    with later(days=1):
        assert not sum(send_what_is_due().values())


def test_a_recipient_that_is_busy_is_tried_after_ever_longer_pauses(server: MailServer) -> None:
    server.refusals["marit@lindewijk.example"] = "450 4.2.0 greylisted"
    write()
    passed = 0
    for attempt, pause in enumerate((1, 2, 5, 15, 30, 60, 60), start=1):
        with later(minutes=passed, seconds=1):
            assert send_what_is_due()["put_off"] == 1
            assert outbox()[0].attempts == attempt
        passed += pause + 1
    assert pause_after(99) == timedelta(hours=1)
    server.refusals.clear()
    with later(minutes=passed):
        assert send_what_is_due()["sent"] == 1


def test_after_three_days_a_mail_is_given_up_and_its_text_removed(server: MailServer) -> None:
    server.stop()
    write()
    with time_machine.travel(now() + GIVE_UP_AFTER + timedelta(minutes=1)):
        assert send_what_is_due()["given_up"] == 1
    assert [(one.state, one.body) for one in outbox()] == [("failed", None)]


def test_a_server_that_dies_after_it_got_the_mail_is_tried_again_under_the_same_name(server: MailServer) -> None:
    written = write()
    server.dying = 1
    assert send_what_is_due()["put_off"] == 1
    with later(minutes=2):
        assert send_what_is_due()["sent"] == 1
    assert [one.message["Message-ID"] for one in server.arrived] == [written.message_id] * 2
    assert server.arrived[0].source == server.arrived[1].source


def test_a_sender_that_died_holding_a_mail_loses_it_to_another_after_the_lease(server: MailServer) -> None:
    held = write()
    assert sending._claim(held.id) is not None  # noqa: SLF001 - what a killed worker leaves behind
    assert sending._claim(held.id) is None  # noqa: SLF001 - as above
    assert send_what_is_due()["sent"] == 0
    with time_machine.travel(now() + LEASE + timedelta(seconds=1)):
        assert send_what_is_due()["sent"] == 1
    assert len(server.arrived) == 1


def test_who_comes_back_after_the_lease_does_not_undo_what_another_did(server: MailServer) -> None:
    late = sending._claim(write().id)  # noqa: SLF001 - a sender that was suspended
    assert late is not None
    with time_machine.travel(now() + LEASE + timedelta(seconds=1)):
        send_what_is_due()
        server.refusals[late.recipient] = "550 5.1.1 unknown"
        with posts.post_at(server.url, "a@b.nl") as post:
            sending._send(late, post)  # noqa: SLF001 - as above
    assert states() == ["sent"]


def test_who_comes_back_after_the_lease_leaves_a_mail_to_who_holds_it_now(server: MailServer) -> None:
    late = sending._claim(write().id)  # noqa: SLF001 - a sender that was suspended
    assert late is not None
    server.refusals[late.recipient] = "550 5.1.1 unknown"
    with time_machine.travel(now() + LEASE + timedelta(seconds=1)):
        sending._claim(late.id)  # noqa: SLF001 - the one who holds it now
        with posts.post_at(server.url, "a@b.nl") as post:
            sending._send(late, post)  # noqa: SLF001 - as above
    assert [(one.state, one.attempts) for one in outbox()] == [("sending", 2)]


def test_two_senders_at_once_send_each_mail_once(server: MailServer) -> None:
    for number in range(40):
        write(f"buur{number}@lindewijk.example")
    with ThreadPoolExecutor(4) as workers:
        told = [one.result() for one in [workers.submit(send_what_is_due) for _ in range(4)]]
    assert sum(one["sent"] for one in told) == 40
    assert Counter(server.by_recipient()) == {f"buur{number}@lindewijk.example": 1 for number in range(40)}


def test_one_odd_mail_does_not_keep_the_others_waiting(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    odd, fine = write("odd@lindewijk.example"), write("fine@lindewijk.example")
    monkeypatch.setattr(
        "workbench.kit.mail.sending.message_of",
        lambda mail, sender: 1 // 0 if mail.id == odd.id else message_of(mail, sender),
    )
    assert send_what_is_due() == {"sent": 1, "put_off": 1, "given_up": 0}
    assert list(server.by_recipient()) == [fine.recipient]


def test_without_a_server_mail_waits_and_says_so(settings: Callable[..., object]) -> None:
    settings(server="")
    write()
    send_what_is_due()
    assert [(one.state, one.error) for one in outbox()] == [("waiting", "MAIL_URL is not set")]


def test_in_a_folder_each_mail_is_one_file(settings: Callable[..., object], tmp_path: Path) -> None:
    settings(server=(tmp_path / "my mail").as_uri())
    write()
    send_what_is_due()
    (file,) = (tmp_path / "my mail").iterdir()
    assert file.suffix == ".eml"
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"Subject: Bericht van Anna" in file.read_bytes()


def test_nobody_waits_for_a_slow_mail_server(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    write()
    real, open_then = posts.MailServer.deliver, []

    def deliver(self: posts.MailServer, message: Message, name: str) -> None:
        open_then.append(running())
        real(self, message, name)

    monkeypatch.setattr(posts.MailServer, "deliver", deliver)
    assert send_what_is_due()["sent"] == 1
    assert open_then == [None]
    assert len(server.arrived) == 1
