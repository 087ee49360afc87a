"""Typed text: what may be stored, and how many words it holds."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

# A cluster of thousands of combining marks takes a renderer seconds, growing with the square (safety.md 0.2, fact 11);
# no living script needs more than a handful on one letter.
MOST_MARKS = 12
_LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029")
# Control characters, lone surrogates and noncharacters: no XML, so no HTML, DOCX or XLSX could hold them.
_UNSTORABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_JOINERS = "\u200c\u200d"
# The white space of every script, and the byte order mark that some editors put first.
_OUTER = " \n\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufeff"
# Text copied from a PDF or a Mac may hold letter and accent apart, which must not cut a word in two.
_LETTERS = r"(?:[^\W_]|[\u0300-\u036f])+"
_WORD = re.compile(rf"{_LETTERS}(?:[’'.,:/&+-]{_LETTERS})*")


def clean(typed: str, limit: int) -> str:
    """Return text as it may be stored: one kind of line end, outer white space gone, otherwise untouched.

    Text in which nothing can be seen (only marks of direction, say) is empty.
    Raises ``Refused`` for control characters, lone surrogates, piled-up accents and more than ``limit`` characters:
    these would break a database, a spreadsheet or the renderer later, for everybody who works on the plan.
    """
    text = with_plain_line_ends(typed).strip(_OUTER)
    if len(text) > limit:
        raise Refused(
            Message(
                "This text has %(found)s characters. At most %(limit)s fit; please shorten it.",
                found=len(text),
                limit=limit,
            )
        )
    if _UNSTORABLE.search(text):
        raise Refused(
            Message(
                "This text holds a character that cannot be stored, such as an invisible control character. "
                "Type that word again, or paste the text without formatting."
            )
        )
    if text.isascii():
        return text
    if _has_piled_marks(text):
        raise Refused(Message("This text has too many accents on one letter. Remove them and save again."))
    return "" if _is_invisible(text) else text


def with_plain_line_ends(text: str) -> str:
    """Return text with one kind of line end, whatever system it came from."""
    return _LINE_ENDS.sub("\n", text)


def storable(text: str) -> str:
    """Return text without what ``clean`` would refuse: for text out of a file, which nobody can type again."""
    kept = _UNSTORABLE.sub("", with_plain_line_ends(text))
    return kept if kept.isascii() else "".join(_without_piled_marks(kept))


def without_direction(text: str) -> str:
    """Return text without marks of direction: in a file's name they make ``fdp.exe`` read as ``exe.pdf``."""
    return _DIRECTION.sub("", text)


def clean_line(typed: str, limit: int) -> str:
    """Return ``clean`` text on one line: line ends and tabs become a space."""
    return re.sub(r"[\n\t]+", " ", clean(typed, limit))


def words(text: str) -> int:
    """Count words as a reader would: ``e-mail`` and ``1.234`` are one."""
    # Text copied from a PDF or a Mac may hold letter and accent apart, which would cut a word in two. Accents are left
    # out rather than joined: joining takes time with the square of the number of accents on one letter.
    plain = text if text.isascii() else "".join(char for char in text if not unicodedata.combining(char))
    return sum(1 for _ in _WORD.finditer(plain))


def _has_piled_marks(text: str) -> bool:
    return any(run > MOST_MARKS for _, run in _with_runs_of_marks(text))


def _without_piled_marks(text: str) -> Iterator[str]:
    return (char for char, run in _with_runs_of_marks(text) if run <= MOST_MARKS)


def _with_runs_of_marks(text: str) -> Iterator[tuple[str, int]]:
    run = 0
    for char in text:
        run = run + 1 if char in _JOINERS or unicodedata.category(char)[0] == "M" else 0
        yield char, run


def _is_invisible(text: str) -> bool:
    return all(char.isspace() or unicodedata.category(char) == "Cf" for char in text)
