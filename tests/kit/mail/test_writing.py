"""A mail is one subject, one text and one address, whatever stands in a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jinja2 import UndefinedError

from tests.kit.mail.outbox import outbox, write
from workbench.kit import mail
from workbench.kit.mail.letters import letter, recipient
from workbench.kit.storage import begin, session, transaction
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("settings")

# What an attacker types as their name, or as the name of an organisation.
NAMES = [
    "Anna\r\nBcc: vera@zeekant.example",
    "Anna\nBcc: vera@zeekant.example",
    "Anna\rSubject: Anders",
    "Anna\u2028Bcc: vera@zeekant.example",
    "Anna\u2029\u0085\x0b\x0cBcc: x",
    "=?utf-8?q?Anna=0D=0ABcc:_vera=40zeekant.example?=",
    "=?utf-8?b?QW5uYQ0KQmNjOiB4QHkubmw=?=",
    "Anna\x00\x1b[31m",
    "Anna\u202eannA",
    "{{7*7}}{% raw %}${7*7}%(x)s{0.__class__}",
    "--\r\n.\r\nQUIT",
    "A" * 5000,
]
ADDRESSES = [
    "",
    "anna",
    "anna@lindewijk",
    "anna@lindewijk.example, vera@zeekant.example",
    "anna@lindewijk.example\r\nBcc: vera@zeekant.example",
    "anna@lindewijk.example\u2028",
    "anna\x00@lindewijk.example",
    "Anna <anna@lindewijk.example>",
    "anna@vera@zeekant.example",
    '"anna b"@lindewijk.example',
    "anna(vera)@lindewijk.example",
    "anna@lindewijk.example> SIZE=1",
    f"{'a' * 250}@b.nl",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stays_within_its_line(name: str) -> None:
    text = letter("letter", {"name": name})
    assert text.subject.isprintable()
    assert len(text.subject) <= 200
    assert "=?" not in text.subject
    assert not [line for line in text.body.splitlines() if line.startswith(("Bcc", "Subject", ".", "QUIT"))]
    assert "49" not in text.body


@pytest.mark.parametrize("typed", ADDRESSES)
def test_what_is_not_exactly_one_address_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        recipient(typed)


def test_the_recipient_is_kept_in_small_letters() -> None:
    assert write(" Marit@Lindewijk.Example ").recipient == "marit@lindewijk.example"


def test_a_value_that_is_missing_is_a_fault_and_no_hole() -> None:
    with transaction(write=True), pytest.raises(UndefinedError):
        mail.write("letter", to="a@b.nl")


def test_a_letter_without_a_subject_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letters" / "bare.txt").write_text("Goedendag\n\nNiets.\n")
    with pytest.raises(ValueError, match=r"bare\.txt must begin"):
        letter("bare", {})


def test_links_begin_with_the_public_address_and_go_nowhere_else(settings: Callable[..., object]) -> None:
    settings(public_url="https://plan.example")
    assert "\nhttps://plan.example/a\n" in letter("letter", {"name": "A"}).body


def test_a_link_to_elsewhere_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "letters" / "away.txt").write_text("Onderwerp: A\n\n{{ address(path) }}\n")
    for path in ("//evil.example", "https://evil.example", ""):
        with pytest.raises(ValueError, match="page of ours"):
            letter("away", {"path": path})


def test_lines_are_short_and_addresses_whole(tmp_path: Path) -> None:
    long = "/" + "a" * 120
    (tmp_path / "letters" / "long.txt").write_text("Onderwerp: A\n\n- {{ words }}\n{{ address(path) }}\n")
    body = letter("long", {"words": "woord " * 40, "path": long}).body
    assert f"http://localhost{long}" in body
    assert {len(line) <= 72 for line in body.splitlines() if "://" not in line} == {True}
    assert "\n  woord" in body


def test_a_message_is_mailed_in_dutch(settings: Callable[..., object]) -> None:
    settings(in_dutch=lambda message: f"nl:{message.text}")
    assert letter("letter", {"name": Message("Sign in")}).subject == "Bericht van nl:Sign in"


def test_the_same_news_is_written_once() -> None:
    first = write(key="news:1")
    assert write(key="news:1").id == first.id
    assert write(key="news:2").id != first.id
    assert len(outbox()) == 2


def test_a_change_that_is_undone_leaves_no_mail() -> None:
    undone = begin(write=True)
    mail.write("letter", to="a@b.nl", name="Anna")
    undone.abandon()
    assert not outbox()


def test_many_mails_of_one_change_ask_for_one_job() -> None:
    with transaction(write=True):
        for number in range(5):
            mail.write("letter", to=f"a{number}@b.nl", name="Anna")
        jobs = session().connection().exec_driver_sql("select id from job where kind = 'mail.send'").all()
    assert len(jobs) == 1
