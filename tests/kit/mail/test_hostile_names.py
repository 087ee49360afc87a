"""What people type as a name reaches the mail server as words, in one mail with one recipient and one subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.mail.outbox import outbox, write
from tests.kit.mail.test_writing import NAMES
from workbench.kit.mail.sending import send_what_is_due

if TYPE_CHECKING:
    from tests.kit.mail.servers import MailServer

HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "Content-Language",
    "Content-Type",
    "Content-Transfer-Encoding",
    "MIME-Version",
    "X-Peer",
    "X-MailFrom",
    "X-RcptTo",
}


def test_no_name_adds_a_header_or_a_recipient(server: MailServer) -> None:
    for name in NAMES:
        write(name=name)
    assert send_what_is_due()["sent"] == len(NAMES)
    assert len(server.arrived) == len(NAMES)
    for mail in server.arrived:
        assert mail.recipients == ("marit@lindewijk.example",)
        assert set(mail.message.keys()) <= HEADERS
        assert len(mail.message.get_all("Subject", [])) == 1
        assert str(mail.message["Subject"]).startswith("Bericht van")
        assert "\n" not in str(mail.message["Subject"])


def test_text_that_looks_like_a_template_comes_out_as_it_was_typed(server: MailServer) -> None:
    odd = "{{7*7}}{% raw %}${7*7}%(x)s{0.__class__}"
    write(name=odd)
    send_what_is_due()
    assert server.arrived[0].message["Subject"] == f"Bericht van {odd}"
    assert odd in server.arrived[0].message.get_content()


@pytest.mark.parametrize(
    "name",
    [
        "“Samen gezond” van Zoë en Çelik",
        "é è ê ë " * 20,
        "Plan 2027–2028: “wijk én buurt”",
        "x" * 80 + " é " + "y" * 80,
    ],
)
def test_a_subject_arrives_as_it_was_written(server: MailServer, name: str) -> None:
    written = write(name=name)
    send_what_is_due()
    (mail,) = server.arrived
    assert mail.message["Subject"] == written.subject
    assert max(len(line) for line in mail.source.splitlines()) <= 200


def test_an_address_of_another_alphabet_is_mailed_where_it_can_be(server: MailServer) -> None:
    write("anna@wĳkplan.example")
    write("zoë@lindewijk.example")
    assert send_what_is_due() == {"sent": 1, "put_off": 0, "given_up": 1}
    assert list(server.by_recipient()) == ["anna@wijkplan.example"]
    assert "an accent before its @" in str(outbox()[1].error)
