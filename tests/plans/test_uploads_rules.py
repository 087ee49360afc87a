"""Which files may go with a plan: judged by what is in them, each refusal one sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.plans import sent_files
from workbench.kit.documents import pdf_check
from workbench.kit.values.errors import Refused
from workbench.plans.rules.uploads import BROKEN, OTHER_KIND, TYPES, TooLarge, checked

MOST = 1_000_000
GOOD = {"pdf": sent_files.pdf(), "docx": sent_files.docx(), "png": sent_files.png(), "jpg": sent_files.jpeg()}
SHEET = sent_files.WORD.replace("wordprocessingml.document", "spreadsheetml.sheet")


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_each_kind_is_known_by_its_content_whatever_it_is_called(kind: str) -> None:
    for name in ("akkoord.exe", "akkoord", f"akkoord.{kind}", "akkoord.PDF"):
        found = checked(name, GOOD[kind], most=MOST)
        assert found.kind == kind
        assert found.name.endswith(f".{kind}")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\Mijn stukken\\Akkoord.pdf", "Akkoord.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("", "bestand.pdf"),
        ("..", "bestand.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "a b Set-Cookie x.pdf"),
        ("é" * 300 + ".pdf", "é" * 120 + ".pdf"),
        ("samen\x00.pdf", "samen.pdf"),
        ("oud.doc.pdf", "oud.doc.pdf"),
        ("akkoord\u202efdp.exe", "akkoordfdp.exe.pdf"),
        ("\u2066nota\u2069 \u200fraad\u061c.pdf", "nota raad.pdf"),
        ("\u202e.pdf", "bestand.pdf"),
    ],
)
def test_a_name_is_its_last_part_with_the_suffix_of_what_was_found(sent: str, kept: str) -> None:
    assert checked(sent, GOOD["pdf"], most=MOST).name == kept


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00 a program",
        b"<html><script>alert(1)</script></html>",
        b"GIF89a" + bytes(50),
        b"just text",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    ],
    ids=lambda data: data[:5].decode("latin-1"),
)
def test_another_kind_of_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        checked("akkoord.pdf", data, most=MOST)
    assert refusal.value.message == OTHER_KIND


@pytest.mark.parametrize(
    "data",
    [
        GOOD["pdf"][:40],
        b"%PDF-1.7\n" + bytes(500),
        sent_files.pdf(pages=0),
        GOOD["png"][:-6],
        GOOD["png"].replace(b"IDAT", b"IDAX"),
        sent_files.png(0, 4),
        sent_files.png(100_000, 4),
        GOOD["png"] + b"PK a program",
        GOOD["jpg"][:12],
        sent_files.jpeg(0, 1),
        b"\xff\xd8\xff" + bytes(40),
    ],
    ids=range(11),
)
def test_a_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        checked("akkoord.pdf", data, most=MOST)
    assert refusal.value.message == BROKEN


def test_a_pdf_with_a_password_and_another_office_file_are_refused() -> None:
    with pytest.raises(Refused, match="password"):
        checked("akkoord.pdf", sent_files.pdf(password="geheim"), most=MOST)
    with pytest.raises(Refused, match="Excel"):
        checked("akkoord.docx", sent_files.docx(SHEET), most=MOST)
    with pytest.raises(Refused):
        checked("akkoord.docx", GOOD["docx"][:-30], most=MOST)


def test_a_pdf_that_unpacks_to_gigabytes_is_refused_and_takes_little_memory() -> None:
    before = _peak()
    with pytest.raises(Refused) as refusal:
        checked("akkoord.pdf", sent_files.pdf_bomb(), most=MOST)
    assert refusal.value.message == BROKEN
    assert _peak() - before < 50 * 1024


def test_a_picture_of_more_than_fifty_million_pixels_is_refused() -> None:
    with pytest.raises(Refused, match="50 million"):
        checked("kaart.png", sent_files.png(10_000, 5_001), most=MOST)
    assert checked("kaart.png", sent_files.png(10_000, 5_000), most=MOST).kind == "png"


def _peak() -> int:
    """Return the most kibibytes this process has taken."""
    found = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())
    assert found
    return int(found[1])


def test_a_file_of_too_many_bytes_and_no_file_are_refused() -> None:
    with pytest.raises(TooLarge, match="2 MB"):
        checked("akkoord.pdf", bytes(2 * 1024 * 1024 + 1), most=2 * 1024 * 1024)
    with pytest.raises(Refused, match="Choose a file"):
        checked("", b"", most=MOST)


def test_at_most_two_pdfs_are_looked_into_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    busy = [pdf_check.TURNS.acquire(timeout=0) for _turn in range(2)]
    monkeypatch.setattr(pdf_check, "MOST_WAITING", 0.05)
    try:
        assert busy == [True, True]
        with pytest.raises(Refused, match="busy"):
            checked("akkoord.pdf", GOOD["pdf"], most=MOST)
    finally:
        for _turn in busy:
            pdf_check.TURNS.release()
    assert checked("akkoord.pdf", GOOD["pdf"], most=MOST).kind == "pdf"


def test_a_turn_comes_back_when_looking_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_check, "MOST_SECONDS", 0.001)
    for _time in range(3):
        with pytest.raises(Refused):
            checked("akkoord.pdf", GOOD["pdf"], most=MOST)
    assert [pdf_check.TURNS.acquire(timeout=0) for _turn in range(3)] == [True, True, False]
    pdf_check.TURNS.release(2)
