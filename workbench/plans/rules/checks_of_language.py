"""Advice on words: abbreviations that nobody explains, and sentences that are too long to read at once."""

from __future__ import annotations

import re
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message
from workbench.plans.content import SETS
from workbench.plans.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.definitions.schema import Definition, Part
    from workbench.plans.content import PlanContent

    Piece = tuple["str | None", str, str, bool]  # row, question, text, and whether it is prose

# What people outside the neighbourhood may not know, with what it usually stands for.
ABBREVIATIONS: Mapping[str, str] = MappingProxyType(
    {
        "AZWA": "Aanvullend Zorg- en Welzijnsakkoord",
        "GES": "gestructureerde eerstelijnssamenwerking",
        "GEZ": "geïntegreerde eerstelijnszorg",
        "haio": "huisarts in opleiding",
        "ION": "Inschrijving op naam",
        "IZA": "Integraal Zorgakkoord",
        "MDO": "multidisciplinair overleg",
        "O&I": "organisatie en infrastructuur",
        "POH": "praktijkondersteuner huisartsenzorg",
        "RESV": "regionaal eerstelijnssamenwerkingsverband",
        "RHO": "regionale huisartsenorganisatie",
        "ROS": "regionale ondersteuningsstructuur",
        "VVT": "verpleging, verzorging en thuiszorg",
        "WSV": "wijksamenwerkingsverband",
    }
)
MOST_WORDS = 25
MOST_IN_PART = 3
FIRST_WORDS = 6
_SHORT = re.compile(
    r"(?<![\w&])(" + "|".join(map(re.escape, sorted(ABBREVIATIONS, key=len, reverse=True))) + r")(?![\w&])"
)
_EXPLAINED_AFTER = re.compile(r"(?:-\w+)?s? ?\(")
# A sentence ends at its mark, at the end of a line, or in a list at a semicolon; "9.650" and "ca. 3" end none.
_ENDS = re.compile(r"[.?!…][”’\")]*\s+(?=[A-Z‘“\"(])|;\s+|\n+")
_CAN_BE_LONG = 4 * MOST_WORDS  # letters: shorter texts hardly hold as many words


def findings(content: PlanContent, definition: Definition) -> Iterator[Finding]:
    """Yield advice on words, at most a few of each kind in a part."""
    explained = {(row.name or "").casefold() for row in content.abbreviations if row.meaning}
    for part in definition.parts:
        if part.id in content.not_applicable or part.set == "abbreviations":
            continue
        told: Counter[str] = Counter()
        pieces = list(_pieces(content, part))
        # One look at the whole part is quicker than one at each of its many short texts.
        is_short = _SHORT.search("\n".join(piece[2] for piece in pieces)) is not None
        for piece in pieces:
            unexplained = _unexplained(part, piece, explained) if is_short else ()
            for found in (*unexplained, *_long(part, piece)):
                told[found.rule] += 1
                if told[found.rule] <= MOST_IN_PART:
                    yield found


def abbreviations_used(content: PlanContent, definition: Definition) -> tuple[tuple[str, str], ...]:
    """Return the known abbreviations in the plan's own texts that have no row, by alphabet, each with its meaning."""
    own = {(row.name or "").casefold() for row in content.abbreviations}
    parts = [part for part in definition.parts if part.id not in content.not_applicable and part.set != "abbreviations"]
    text = "\n".join(piece[2] for part in parts for piece in _pieces(content, part))
    found = {short for short in _SHORT.findall(text) if short.casefold() not in own}
    return tuple((short, ABBREVIATIONS[short]) for short in sorted(found, key=str.casefold))


def _pieces(content: PlanContent, part: Part) -> Iterator[Piece]:
    """Yield every text of a part, in order."""
    if part.set is None:
        for question in part.questions:
            text = content.answers.get(question.id)
            if question.kind in {"text", "line"} and isinstance(text, str):
                yield None, question.id, text, question.kind == "text"
        return
    own = SETS[part.set].model_fields
    columns = [
        (column.id, column.kind == "text", column.id in own)
        for column in part.columns
        if column.kind in {"text", "line"}
    ]
    for row in content.rows(part.set):
        for name, prose, known in columns:
            text = getattr(row, name) if known else row.extra.get(name)
            if isinstance(text, str):
                yield row.id, name, text, prose


def _unexplained(part: Part, piece: Piece, explained: set[str]) -> Iterator[Finding]:
    """Yield the abbreviations that are used for the first time without being explained there."""
    row, question, text, _prose = piece
    for found in _SHORT.finditer(text):
        short = found[1]
        if short.casefold() in explained:
            continue
        explained.add(short.casefold())
        between = text[max(0, found.start() - 1) : found.start()] == "("
        if not between and not _EXPLAINED_AFTER.match(text, found.end()):
            told = Message(
                "“%(short)s” is used here for the first time. Write it in full, or add it to the abbreviations.",
                short=short,
            )
            yield Finding(part.id, told, row=row, question=question, blocking=False, rule="abbreviation_unexplained")


def _long(part: Part, piece: Piece) -> Iterator[Finding]:
    row, question, text, prose = piece
    if not prose or len(text) < _CAN_BE_LONG:
        return
    for sentence in _ENDS.split(text):
        words = sentence.split() if len(sentence) >= _CAN_BE_LONG else ()
        if len(words) > MOST_WORDS:
            told = Message(
                "The sentence “%(start)s …” has %(n)s words. Make two of it.",
                start=" ".join(words[:FIRST_WORDS]),
                n=len(words),
            )
            yield Finding(part.id, told, row=row, question=question, blocking=False, rule="sentence_too_long")
