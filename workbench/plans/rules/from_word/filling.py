"""A content with the pieces of a Word file in it: below what stands there, in new rows, or set aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbench.definitions.kinds import LINE_LIMIT, TEXT_LIMIT
from workbench.kit.values.errors import Refused
from workbench.kit.values.text import clean, clean_line
from workbench.plans.content import PlanContent
from workbench.plans.rules.aside import aside_row, portions
from workbench.plans.rules.from_word.names import joined, unnumbered
from workbench.plans.rules.from_word.pieces import Sort, table_text
from workbench.plans.rules.from_word.places import fits, places_of
from workbench.plans.rules.from_word.rows import Known, made_row, names_of, table_rows
from workbench.plans.rules.from_word.tables import columns_for
from workbench.plans.rules.from_word.years import by_year, headings_with_more
from workbench.plans.rules.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.definitions.schema import Definition, Part, Question
    from workbench.plans.content import Aside, Row
    from workbench.plans.rules.from_word.pieces import Cells, Piece
    from workbench.plans.rules.from_word.places import Place


@dataclass(frozen=True)
class Choice:
    """What a writer decided for one piece: its place, and for a table the columns (None: by its headings)."""

    place: str
    columns: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Upload:
    """The pieces of one file, the origin that set-aside text gets, and a mark that makes ids of rows its own.

    ``titles`` name, in the language of the plan, what has no heading: the begin of the file, margins, contents,
    and the headings that the template has titles of its own for.
    """

    pieces: tuple[Piece, ...]
    origin: str
    batch: str
    titles: Mapping[str, str]


@dataclass(frozen=True)
class Filled:
    """The content after filling, and how many pieces found a place, rows were added and texts set aside."""

    content: PlanContent
    placed: int
    rows: int
    aside: int


def filled(content: PlanContent, definition: Definition, upload: Upload, choices: Mapping[int, Choice]) -> Filled:
    """Return the content with every piece at its place; a piece without a choice or with no room is set aside."""
    filling = _Filling(content, definition, upload)
    for piece in upload.pieces:
        filling.put(piece, choices.get(piece.number, Choice("")))
    return filling.done()


@dataclass
class _Filling:
    content: PlanContent
    definition: Definition
    upload: Upload
    answers: dict[str, Any] = field(init=False)
    rows: dict[str, list[Row]] = field(init=False, default_factory=dict)
    aside: list[Aside] = field(init=False, default_factory=list)
    left_headings: list[str] = field(init=False, default_factory=list)
    told: dict[str, Question] = field(init=False, default_factory=dict)  # rows that a heading and its text made
    placed: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.places = places_of(self.definition)
        self.answers = dict(self.content.answers)

    def put(self, piece: Piece, choice: Choice) -> None:
        place = self.places.get(choice.place)
        if place is None or not fits(place, piece):
            self._set_aside(self._name(piece), piece.headings[:-1], piece.text)
        elif place.question is not None:
            self._answer(place, place.question, piece)
        elif piece.sort is Sort.TABLE:
            self._table(place, piece, choice)
        else:
            self._row(place, piece)

    def done(self) -> Filled:
        titles = self.upload.titles
        if self.left_headings:
            self._set_aside(titles["headings"], (), "\n".join(self.left_headings))
        new = {name: self._joined([*self.content.rows(name), *rows]) for name, rows in self.rows.items()}
        made = self.content.model_dump() | {"answers": self.answers}
        made |= {name: [row.model_dump() for row in rows] for name, rows in new.items()}
        made["set_aside"] = [row.model_dump() for row in (*self.content.set_aside, *self.aside)]
        added = sum(len(rows) - len(self.content.rows(name)) for name, rows in new.items())
        return Filled(PlanContent.model_validate(made), self.placed, added, len(self.aside))

    def _joined(self, rows: list[Row]) -> list[Row]:
        """Put what a heading and its text tell of a row in the row of that name, which a table made or stood there."""
        for told in [row for row in rows if row.id in self.told]:
            others = [row for row in rows if row.id not in self.told]
            found = joined(others, told, self.told[told.id])
            if found is not None:
                rows = [found if row.id == found.id else row for row in rows if row.id != told.id]
        return rows

    def _answer(self, place: Place, question: Question, piece: Piece) -> None:
        telling = [heading for heading in piece.headings if not place.says(heading)]
        text = "\n".join([*telling, piece.text]) if piece.text else "\n".join(piece.headings)
        before = self.answers.get(question.id)
        joined = f"{before}\n\n{text}" if before else text
        try:
            self.answers[question.id] = clean(joined, question.max_chars or TEXT_LIMIT)
        except Refused:  # no room below what stands there
            self._set_aside(self._name(piece), piece.headings[:-1], piece.text)
            return
        self.placed += 1
        if piece.text:
            self._leave([heading for heading in piece.headings if place.says(heading)], place)

    def _table(self, place: Place, piece: Piece, choice: Choice) -> None:
        part = place.part
        table = by_year(piece.rows, part)
        columns = self._columns(part, table, choice)
        name = part.set or ""
        room = max(0, part.max_rows - len(self.content.rows(name)) - len(self.rows.get(name, [])))
        ids = [f"{self.upload.batch}-{piece.number}-{place}" for place in range(1, min(room, len(table)) + 1)]
        found = table_rows(part, table, columns, self._known(), ids)
        if not found.rows:
            self._set_aside(self._name(piece), piece.headings[:-1], piece.text)
            return
        self.placed += 1
        self.rows.setdefault(name, []).extend(found.rows)
        self._leave(piece.headings, place)
        self.left_headings += headings_with_more(piece.rows, part)
        if found.left:
            self._set_aside(self._name(piece), (), table_text(found.left))
        else:
            self._leave_headings_of_columns(columns, table[0])

    def _row(self, place: Place, piece: Piece) -> None:
        part, name = place.part, place.part.set or ""
        if len(self.content.rows(name)) + len(self.rows.get(name, [])) >= part.max_rows or not piece.headings:
            self._set_aside(self._name(piece), piece.headings[:-1], piece.text)
            return
        column = next(one for one in part.columns if one.kind == "text" and one.id != "name")
        heading = clean_line(unnumbered(piece.headings[-1]), LINE_LIMIT)
        text = clean(piece.text, TEXT_LIMIT)
        readings = {"name": Reading(heading, value=heading), column.id: Reading(text, value=text or None)}
        row = made_row(part, f"{self.upload.batch}-{piece.number}", readings)
        self.placed += 1
        self.rows.setdefault(name, []).append(row)
        self.told[row.id] = column
        self._leave(piece.headings[:-1], place)

    def _columns(self, part: Part, rows: Cells, choice: Choice) -> Sequence[Question | None]:
        if choice.columns is None:
            return columns_for(rows, part).columns
        return [part.column(key) for key in choice.columns]

    def _known(self) -> Known:
        sets = {column.set for part in self.definition.parts for column in part.columns if column.set}
        return {name: names_of([*self.content.rows(name), *self.rows.get(name, [])]) for name in sets}

    def _leave(self, headings: Sequence[str], place: Place) -> None:
        """Keep headings that were not needed; those that the template prints itself stand in the plan already."""
        printed = {place.title, place.part.title, place.chapter.title}
        self.left_headings += [heading for heading in headings if heading not in printed]

    def _leave_headings_of_columns(self, columns: Sequence[Question | None], headings: Sequence[str]) -> None:
        labels = [column.label if column else "" for column in columns]
        words = "\t".join(one for one, label in zip(headings, labels, strict=False) if one and one != label)
        self.left_headings += [words] if words else []

    def _name(self, piece: Piece) -> str:
        return piece.name or self.upload.titles.get(piece.sort.value, "")

    def _set_aside(self, name: str, headings: Sequence[str], text: str) -> None:
        whole = "\n".join([*headings, text]) if headings else text
        for part in portions(whole):
            number = len(self.aside) + 1
            self.aside.append(aside_row(f"{self.upload.batch}-{number}", name, self.upload.origin, part))
