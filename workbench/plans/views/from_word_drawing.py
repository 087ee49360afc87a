"""What the page that gives pieces a place shows and sends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.plans.rules.from_word import ASIDE, Choice, by_year, columns_for, places_of
from workbench.plans.rules.from_word.pieces import Sort
from workbench.plans.rules.from_word.places import fits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent
    from workbench.plans.queries.from_word import KeptPieces
    from workbench.plans.rules.from_word import Piece, Place
    from workbench.plans.rules.from_word.pieces import Cells

BELOW, APART = "below", "apart"
MOST_WORDS = 220
FEW_ROWS = 3


class Chosen:
    """The places of the pieces: as they were sent, or as they are proposed."""

    def __init__(self, kept: KeptPieces, definition: Definition, sent: Mapping[str, str] | None = None) -> None:
        self.kept = kept
        self.places = places_of(definition)
        self.sent = sent
        self.at = {piece.number: self._place(piece) for piece in kept.pieces}

    def columns(self, piece: Piece) -> tuple[str, ...]:
        """Return the columns of a table at its place, empty where a column has none."""
        place = self.places.get(self.at[piece.number])
        if piece.sort is not Sort.TABLE or place is None or place.question is not None:
            return ()
        found = [column.id if column else "" for column in columns_for(self.table(piece), place.part).columns]
        if self.sent is None or self.sent.get(f"list_{piece.number}") != place.key:
            return tuple(found)  # the columns that were sent are those of another list
        known = {column.id for column in place.part.columns}
        wanted = [self.sent.get(f"column_{piece.number}_{at}", "") for at in range(len(found))]
        return tuple(key if key in known and wanted.index(key) == at else "" for at, key in enumerate(wanted))

    def table(self, piece: Piece) -> Cells:
        """Return a table as its place takes it: a list makes a line of each year."""
        place = self.places.get(self.at[piece.number])
        return piece.rows if place is None or place.question is not None else by_year(piece.rows, place.part)

    def answered(self, content: PlanContent) -> dict[str, list[Piece]]:
        """Return the questions that have an answer already, each with the pieces that would go below it."""
        found: dict[str, list[Piece]] = {}
        for piece in self.kept.pieces:
            place = self.places.get(self.at[piece.number])
            if place is not None and place.question is not None and content.text(place.question.id):
                found.setdefault(place.question.id, []).append(piece)
        return found

    def decision(self, question: str) -> str:
        """Return what was decided for a question that has an answer: ``below``, ``apart`` or nothing yet."""
        sent = (self.sent or {}).get(f"with_{question}", "")
        return sent if sent in {BELOW, APART} else ""

    def undecided(self, content: PlanContent) -> list[str]:
        """Return the questions with an answer of which nothing was decided."""
        return [question for question in self.answered(content) if not self.decision(question)]

    def choices(self) -> dict[int, Choice]:
        """Return the choice for each piece."""
        found = {}
        for piece in self.kept.pieces:
            place = self.places.get(self.at[piece.number])
            apart = place is not None and place.question is not None and self.decision(place.question.id) == APART
            key = ASIDE if apart or place is None else place.key
            found[piece.number] = Choice(key, self.columns(piece) or None)
        return found

    def _place(self, piece: Piece) -> str:
        proposed = self.kept.proposed.get(piece.number, ASIDE)
        key = proposed if self.sent is None else self.sent.get(f"place_{piece.number}", ASIDE)
        place = self.places.get(key)
        return key if place is not None and fits(place, piece) else ASIDE


def review(kept: KeptPieces, definition: Definition, chosen: Chosen, content: PlanContent) -> dict[str, Any]:
    """Return ``pieces`` to draw, the ``chapters`` with the places of each, and what is ``asked`` and ``undecided``."""
    return {
        "pieces": [_piece(piece, chosen) for piece in kept.pieces],
        "chapters": {sort: _chapters(definition, chosen, sort, kept) for sort in (Sort.TEXT, Sort.TABLE)},
        "asked": [_asked(key, pieces, chosen, content) for key, pieces in chosen.answered(content).items()],
        "undecided": chosen.undecided(content) if chosen.sent is not None else [],
        "proposed": sum(place != ASIDE for place in kept.proposed.values()),
    }


def _piece(piece: Piece, chosen: Chosen) -> dict[str, Any]:
    place = chosen.places.get(chosen.at[piece.number])
    rows = chosen.table(piece)
    return {
        "number": piece.number,
        "name": piece.headings[-1] if piece.headings else "",
        "above": [*piece.above, *piece.headings[:-1]],
        "words": _first_words(piece.text),
        "sort": piece.sort,
        "place": chosen.at[piece.number],
        "rows": [list(row) for row in rows[: 1 + FEW_ROWS]],
        "more_rows": max(0, len(rows) - 1 - FEW_ROWS),
        "columns": _columns(piece, chosen, place),
    }


def _columns(piece: Piece, chosen: Chosen, place: Place | None) -> list[dict[str, Any]]:
    """Return each column of a table with its heading and the column of the list it fills."""
    found = chosen.columns(piece)
    if place is None or not found:
        return []
    options = [(column.id, column.label) for column in place.part.columns if column.kind != "file"]
    headings = chosen.table(piece)[0]
    return [
        {"at": at, "name": f"column_{piece.number}_{at}", "heading": heading, "value": found[at], "options": options}
        for at, heading in enumerate(headings)
    ]


def _chapters(
    definition: Definition, chosen: Chosen, sort: Sort, kept: KeptPieces
) -> list[tuple[str, list[tuple[str, str]]]]:
    sample = next((piece for piece in kept.pieces if (piece.sort is Sort.TABLE) == (sort is Sort.TABLE)), None)
    if sample is None:
        return []
    found = []
    for chapter in definition.chapters:
        places = [one for one in chosen.places.values() if one.chapter.id == chapter.id and fits(one, sample)]
        found.append((chapter.title, [(one.key, one.title) for one in places]))
    return [(title, places) for title, places in found if places]


def _asked(key: str, pieces: list[Piece], chosen: Chosen, content: PlanContent) -> dict[str, Any]:
    place = chosen.places[f"q:{key}"]
    return {
        "name": f"with_{key}",
        "title": place.title,
        "there": content.text(key),
        "new": "\n\n".join(piece.text for piece in pieces),
        "value": chosen.decision(key),
    }


def _first_words(text: str) -> str:
    plain = " ".join(text.split())
    if len(plain) <= MOST_WORDS:
        return plain
    return f"{plain[:MOST_WORDS].rpartition(' ')[0] or plain[:MOST_WORDS]} …"
