"""Typed text: what may be stored, and how many words it holds."""

from __future__ import annotations

import re
import unicodedata

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message

# A cluster of thousands of combining marks takes a renderer seconds, growing with the square (safety.md 0.2, fact 11);
# no living script needs more than a handful on one letter.
MOST_MARKS = 12
_LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029")
_MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e31-\u0e4e\u1ab0-\u1aff"
    r"\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
_MARK_RUN = re.compile(f"[{_MARKS}]{{{MOST_MARKS + 1},}}")
_WORD = re.compile(r"[^\W_]+(?:[’'.,:/&+-][^\W_]+)*")


def clean(typed: str, limit: int) -> str:
    """Return text as it may be stored: one kind of line end, outer white space gone, otherwise untouched.

    Raises ``Refused`` for control characters, lone surrogates, piled-up accents and more than ``limit`` characters:
    these would break a database, a spreadsheet or the renderer later, for everybody who works on the plan.
    """
    text = _LINE_ENDS.sub("\n", typed).strip(" \n\t\ufeff\u00a0")
    if len(text) > limit:
        raise Refused(
            Message(
                "This text has %(found)s characters. At most %(limit)s fit; please shorten it.",
                found=len(text),
                limit=limit,
            )
        )
    if any(_is_unstorable(char) for char in text):
        raise Refused(
            Message(
                "This text holds a character that cannot be stored, such as an invisible control character. "
                "Type that word again, or paste the text without formatting."
            )
        )
    if _MARK_RUN.search(text):
        raise Refused(Message("This text has too many accents on one letter. Remove them and save again."))
    return text


def clean_line(typed: str, limit: int) -> str:
    """Return ``clean`` text on one line: line ends and tabs become a space."""
    return re.sub(r"[\n\t]+", " ", clean(typed, limit))


def words(text: str) -> int:
    """Count words as a reader would: ``e-mail`` and ``1.234`` are one."""
    return sum(1 for _ in _WORD.finditer(text))


def _is_unstorable(char: str) -> bool:
    if char in "\n\t":
        return False
    if unicodedata.category(char) in {"Cc", "Cs"}:
        return True
    # The noncharacters U+FFFE and U+FFFF are no XML, so no DOCX or XLSX could hold them.
    return ord(char) & 0xFFFE == 0xFFFE  # noqa: PLR2004 - the two last code points of every plane
