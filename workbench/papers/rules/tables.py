"""Sets as tables: columns with their widths, rows with their answers, totals, and the room a heading must keep free."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from workbench.papers.rules.answers import EMPTY, Answer, cell_answer
from workbench.papers.rules.columns import (
    MAIN_WIDTH,
    ORDINARY,
    WHOLE_WIDTH,
    Setting,
    least_share,
    lines_in,
    setting_of,
    shares,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from workbench.definitions.schema import Part, Question
    from workbench.plans.content import PlanContent, Row
    from workbench.plans.rules.numbering import Numbers

# Points of a line of a table, and of the space and rule around a row.
LINE, ROW_PADDING = 11.25, 7.5
# A row of more lines may be divided over two pages; smaller ones stay whole.
LARGEST_WHOLE_ROW = 24
# A table of fewer points stays on one page with its heading.
LARGEST_WHOLE_TABLE = 170.0
# In a cell of more letters a text is hard to read: such a set becomes blocks.
CRAMPED = 480
NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Head:
    """The head of a column: its label, share of the width in percents, and whether figures stand in it."""

    label: str
    share: int
    numeric: bool = False


@dataclass(frozen=True)
class Line:
    """A row: its address in the plan (none for derived rows), its cells, and what stands below them over its width.

    ``divides``: it may break over pages.
    """

    address: str | None
    cells: tuple[Answer, ...]
    divides: bool = False
    below: Answer | None = None


@dataclass(frozen=True)
class Group:
    """Rows under a heading of their own, with their total."""

    lines: tuple[Line, ...]
    heading: Answer | None = None
    total: Line | None = None


@dataclass(frozen=True)
class Table:
    """A table ready to be drawn; ``room`` is the height in points of its head and first row."""

    heads: tuple[Head, ...]
    groups: tuple[Group, ...]
    total: Line | None = None
    wide: bool = False
    room: float = 60.0
    css_class: str = ""


@dataclass(frozen=True)
class Extra:
    """A column that is computed: its head, its weight, the cell of a row, and the column that it follows."""

    label: str
    weight: int
    cell: Callable[[Row], Answer]
    numeric: bool = False
    after: str | None = None
    least: float = 0.0


@dataclass(frozen=True)
class Recipe:
    """How a set becomes a table beside its columns: numbers, computed columns, groups and totals.

    A ``narrow`` column refers by number alone, under the short label given here.
    """

    number: Callable[[str], str] | None = None
    extras: Sequence[Extra] = ()
    hidden: frozenset[str] = frozenset()
    group: Callable[[tuple[Row, ...]], Iterable[tuple[Answer | None, tuple[Row, ...]]]] | None = None
    subtotal: Callable[[tuple[Row, ...]], Mapping[str, str]] | None = None
    total: Mapping[str, str] = field(default_factory=dict)
    narrow: Mapping[str, str] = field(default_factory=dict)
    css_class: str = ""


@dataclass(frozen=True)
class _Column:
    key: str
    label: str
    weight: int
    cell: Callable[[Row], Answer]
    numeric: bool = False
    least: float = 0.0


def derived(words: str, *, numeric: bool = False, quiet: bool = False, body: Markup | None = None) -> Answer:
    """Return a cell that repeats or computes: it answers nothing."""
    return Answer(None, Markup("{}").format(words) if body is None else body, words, numeric=numeric, quiet=quiet)


def is_cramped(part: Part, content: PlanContent) -> bool:
    """Say whether a text of the set is longer than a column can carry."""
    texts = [column.id for column in part.columns if column.kind == "text"]
    return any(
        len(row.unread.get(column, "") or str(row.cell(column) or "")) > CRAMPED
        for row in content.rows(part.set or "")
        for column in texts
    )


def table_of(part: Part, content: PlanContent, numbered: Numbers, recipe: Recipe, rows: tuple[Row, ...]) -> Table:
    """Return the table of a set with its rows in the given order."""
    name = part.set or ""
    setting = setting_of(name)
    width = WHOLE_WIDTH if setting.wide else MAIN_WIDTH
    part = _filled(part, rows)
    columns = _columns(part, content, numbered, recipe, setting)
    under = [column for column in part.columns if column.id in setting.below]
    cells = {row.id: tuple(column.cell(row) for column in columns) for row in rows}
    heads = _heads(columns, list(cells.values()), width)

    def line(row: Row) -> Line:
        tall = max(lines_in(cell.words, head.share, width) for cell, head in zip(cells[row.id], heads, strict=True))
        told = [cell_answer(row, column, name, content, numbered) for column in under]
        told = [answer for answer in told if answer.words != EMPTY]
        below = _joined(told, frozenset()) if told else None
        return Line(f"{name}/{row.id}", cells[row.id], divides=tall > LARGEST_WHOLE_ROW, below=below)

    groups = []
    for heading, members in recipe.group(rows) if recipe.group else [(None, rows)]:
        sums = recipe.subtotal(members) if recipe.subtotal and heading and len(members) > 1 else None
        total = _total(columns, sums, "Subtotaal") if sums else None
        groups.append(Group(tuple(line(row) for row in members), heading, total))
    whole = _total(columns, recipe.total, "Totaal") if recipe.total else None
    room = room_for(heads, groups, width)
    return Table(heads, tuple(_aligned(groups)), whole, setting.wide, room, recipe.css_class)


def room_for(
    heads: Sequence[Head], groups: Sequence[Group], width: float, largest_whole: float = LARGEST_WHOLE_TABLE
) -> float:
    """Return the height in points of a table's head and its first row; of the whole table when that is small enough."""
    head = max((lines_in(head.label, head.share, width) for head in heads), default=1) * LINE + ROW_PADDING
    first = next((line for group in groups for line in group.lines), None)
    if first is None:
        return head + 30
    rows = [line for group in groups for line in (*group.lines, group.total) if line]
    headings = [30 if group.heading else 0 for group in groups]
    whole = head + sum(headings) + sum(_row_height(line, heads, width) for line in rows) + LINE + ROW_PADDING
    return whole if whole <= largest_whole else head + headings[0] + _row_height(first, heads, width)


def _row_height(line: Line, heads: Sequence[Head], width: float) -> float:
    tall = max(lines_in(cell.words, head.share, width) for cell, head in zip(line.cells, heads, strict=True))
    below = lines_in(line.below.words, 100, width) if line.below else 0
    return (min(tall, LARGEST_WHOLE_ROW) + below) * LINE + ROW_PADDING


def _filled(part: Part, rows: Sequence[Row]) -> Part:
    """Return a part without the columns that nobody had to fill and nobody filled; prescribed rows keep all."""
    if part.rows:
        return part
    kept = tuple(
        column
        for column in part.columns
        if column.required or any(row.cell(column.id) is not None or column.id in row.unread for row in rows)
    )
    return part.model_copy(update={"columns": kept}) if kept else part


def _columns(
    part: Part, content: PlanContent, numbered: Numbers, recipe: Recipe, setting: Setting
) -> tuple[_Column, ...]:
    found: list[_Column] = []
    if number := recipe.number:
        found.append(_Column("#", "Nr.", 5, lambda row: derived(number(row.id))))
    apart = recipe.hidden | set(setting.below)
    asked = [column for column in part.columns if column.id not in apart]
    present = {column.id for column in asked}
    below: dict[str, list[Question]] = {}
    for column in asked:
        if (host := setting.stacked.get(column.id)) in present:
            below.setdefault(str(host), []).append(column)
    stacked = {column.id for columns in below.values() for column in columns}
    for column in asked:
        if column.id not in stacked:
            cell = _cell_maker(part.set or "", column, below.get(column.id, []), content, numbered, recipe)
            weight = setting.weights.get(column.id, ORDINARY)
            label = recipe.narrow.get(column.id, column.label)
            found.append(_Column(column.id, label, weight, cell, column.answer_kind.numeric))
        found += [_extra(extra) for extra in recipe.extras if extra.after == column.id]
    return (*found, *(_extra(extra) for extra in recipe.extras if extra.after not in present))


def _cell_maker(
    name: str, column: Question, below: Sequence[Question], content: PlanContent, numbered: Numbers, recipe: Recipe
) -> Callable[[Row], Answer]:
    setting = setting_of(name)
    bare = frozenset(question.label for question in below if question.id in setting.bare)

    def cell(row: Row) -> Answer:
        own = cell_answer(row, column, name, content, numbered)
        if own.key and column.id in recipe.narrow and column.id not in row.unread:
            # The number alone: the name stands with the row itself, and a table of money has no room for it.
            digits = own.words.split(" ", 1)[0]
            own = replace(own, body=Markup("{}").format(digits), words=digits)
        under = []
        for question in below:
            answer = cell_answer(row, question, name, content, numbered)
            if answer.key and own.key and question.id in setting.silent and question.id not in row.unread:
                own = replace(own, key=f"{own.key} {answer.key}")
            elif answer.words != EMPTY:
                under.append(answer)
        return _stacked(own, under, bare) if under else own

    return cell


def _stacked(own: Answer, under: Sequence[Answer], bare: frozenset[str]) -> Answer:
    """Return one cell that holds several answers, each with its own key."""
    rest = _joined(under, bare)
    key = Markup(' data-answer="{}"').format(own.key) if own.key else ""
    body = Markup('<div{}>{}</div><div class="stacked">{}</div>').format(key, own.body, rest.body)
    return Answer(None, body, f"{own.words}\n{rest.words}", own.label, numeric=own.numeric, unbroken=own.unbroken)


def _joined(answers: Sequence[Answer], bare: frozenset[str]) -> Answer:
    """Return several answers as one line, each with its label unless that is among ``bare``."""
    body = Markup(" · ").join(
        Markup("{}<span{}>{}</span>").format(
            Markup("") if answer.label in bare else Markup('<span class="label">{}</span> ').format(answer.label),
            Markup(' data-answer="{}"').format(answer.key) if answer.key else "",
            answer.body,
        )
        for answer in answers
    )
    return Answer(None, body, " ".join(f"{answer.label} {answer.words}" for answer in answers))


def _extra(extra: Extra) -> _Column:
    return _Column(f"+{extra.label}", extra.label, extra.weight, extra.cell, extra.numeric, extra.least)


def _heads(columns: Sequence[_Column], rows: Sequence[tuple[Answer, ...]], width: float) -> tuple[Head, ...]:
    least = [
        max(
            column.least / width * 100,
            least_share([column.label, *(_unbroken(row[at]) for row in rows)], width),
        )
        for at, column in enumerate(columns)
    ]
    percents = shares(_weights(columns, rows), least)
    return tuple(Head(column.label, share, column.numeric) for column, share in zip(columns, percents, strict=True))


def _weights(columns: Sequence[_Column], rows: Sequence[tuple[Answer, ...]]) -> list[float]:
    """Return the weights, with more for texts that are longer than the other texts of the table."""
    lengths = {
        at: sum(len(row[at].words) for row in rows) / len(rows)
        for at, _column in enumerate(columns)
        if rows and any(row[at].long for row in rows)
    }
    ordinary = sum(lengths.values()) / len(lengths) if lengths else 0.0
    return [
        column.weight * min(1.5, max(0.7, lengths[at] / ordinary)) if at in lengths and ordinary else column.weight
        for at, column in enumerate(columns)
    ]


def _unbroken(cell: Answer) -> str:
    # An amount or a date never breaks.
    first, _, under = cell.words.partition("\n")
    return f"{first.replace(' ', '_') if cell.unbroken else first.replace(NO_BREAK, '_')} {under}"


def _total(columns: Sequence[_Column], sums: Mapping[str, str], label: str) -> Line:
    cells = [derived(sums.get(column.key, ""), numeric=column.key in sums) for column in columns]
    cells[1 if columns[0].key == "#" else 0] = derived(label)
    return Line(None, tuple(cells))


def _aligned(groups: Sequence[Group]) -> list[Group]:
    """Pad decimals so that commas stand under each other."""
    lines = [line for group in groups for line in group.lines]
    if not lines:
        return list(groups)
    most = [max(line.cells[at].decimals or 0 for line in lines) for at in range(len(lines[0].cells))]
    return [replace(group, lines=tuple(_padded_line(line, most) for line in group.lines)) for group in groups]


def _padded_line(line: Line, most: Sequence[int]) -> Line:
    return replace(line, cells=tuple(_padded(cell, places) for cell, places in zip(line.cells, most, strict=True)))


def _padded(cell: Answer, most: int) -> Answer:
    if cell.decimals is None or cell.decimals == most:
        return cell
    comma = " no-comma" if cell.decimals == 0 else ""
    body = Markup('<span class="pad-{}{}">{}</span>').format(most - cell.decimals, comma, cell.body)
    return replace(cell, body=body)
