"""Sets as tables: columns with their widths, rows with their answers, totals, and the room a heading must keep free."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from workbench.papers.rules.answers import Answer, cell_answer
from workbench.papers.rules.columns import MAIN_WIDTH, WHOLE_WIDTH, lines_in, setting_of, shares

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from workbench.definitions.schema import Part, Question
    from workbench.plans.content import PlanContent, Row
    from workbench.plans.rules.numbering import Numbers

# Points of a line of a table, and of the space and rule around a row.
LINE, ROW_PADDING = 11.25, 7.5
# A row of more lines may be divided over two pages; smaller ones stay whole.
LARGEST_WHOLE_ROW = 24
# In a cell of more letters a text is hard to read: such a set becomes blocks.
CRAMPED = 480


@dataclass(frozen=True)
class Head:
    """The head of a column: its label, share of the width in percents, and whether figures stand in it."""

    label: str
    share: int
    numeric: bool = False


@dataclass(frozen=True)
class Line:
    """A row: its address in the plan (none for derived rows) and its cells; ``divides`` when it may break over pages."""

    address: str | None
    cells: tuple[Answer, ...]
    divides: bool = False


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
    note: str = ""


@dataclass(frozen=True)
class Extra:
    """A column that is computed: its head, its share, and the cell of a row."""

    label: str
    weight: int
    cell: Callable[[Row], Answer]
    numeric: bool = False
    after: str | None = None


@dataclass
class Recipe:
    """How a set becomes a table beside its columns: numbers, computed columns, groups and a total."""

    number: Callable[[str], str] | None = None
    extras: Sequence[Extra] = ()
    hidden: frozenset[str] = frozenset()
    group: Callable[[tuple[Row, ...]], Iterable[tuple[Answer | None, tuple[Row, ...]]]] | None = None
    subtotal: Callable[[tuple[Row, ...]], Mapping[str, str]] | None = None
    total: Mapping[str, str] = field(default_factory=dict)
    total_label: str = "Totaal"
    narrow: frozenset[str] = frozenset()
    css_class: str = ""


def derived(words: str, *, numeric: bool = False, quiet: bool = False, body: Markup | None = None) -> Answer:
    """Return a cell that repeats or computes: it answers nothing."""
    return Answer(None, Markup("{}").format(words) if body is None else body, words, numeric=numeric, quiet=quiet)


def is_cramped(part: Part, content: PlanContent) -> bool:
    """Say whether a cell of the set holds more than a column can carry."""
    texts = [column.id for column in part.columns if column.kind == "text"]
    return any(
        len(row.unread.get(column, "") or str(row.cell(column) or "")) > CRAMPED
        for row in content.rows(part.set or "") for column in texts
    )


def table_of(part: Part, content: PlanContent, numbered: Numbers, recipe: Recipe, rows: tuple[Row, ...] | None = None) -> Table:
    """Return the table of a set in its own order, or of the given rows."""
    name = part.set or ""
    setting = setting_of(name)
    columns = _columns(part, recipe)
    width = WHOLE_WIDTH if setting.wide else MAIN_WIDTH
    percents = shares([weight for _id, _head, _cell, weight in columns])
    heads = tuple(Head(head, percent, _is_numeric(part, recipe, key))
                  for (key, head, _cell, _w), percent in zip(columns, percents, strict=True))

    def line(row: Row) -> Line:
        cells = tuple(
            cell(row) if callable(cell) else _cell(row, cell, name, content, numbered, recipe) for _key, _head, cell, _weight in columns
        )
        tall = max(lines_in(cell.words, head.share, width) for cell, head in zip(cells, heads, strict=True))
        return Line(f"{name}/{row.id}", cells, divides=tall > LARGEST_WHOLE_ROW)

    every = content.rows(name) if rows is None else rows
    groups = []
    for heading, members in recipe.group(every) if recipe.group else [(None, every)]:
        subtotal = _total(columns, recipe.subtotal(members), "Subtotaal") if recipe.subtotal and heading else None
        groups.append(Group(tuple(line(row) for row in members), heading, subtotal))
    groups = _aligned(groups)
    total = _total(columns, recipe.total, recipe.total_label) if recipe.total else None
    return Table(heads, tuple(groups), total, setting.wide, room_for(heads, groups, width), recipe.css_class)


def room_for(heads: Sequence[Head], groups: Sequence[Group], width: float) -> float:
    """Return the height in points of a table's head and its first row."""
    head = max((lines_in(head.label, head.share, width) for head in heads), default=1) * LINE + ROW_PADDING
    first = next((line for group in groups for line in group.lines), None)
    if first is None:
        return head + 30
    tall = max(lines_in(cell.words, head.share, width) for cell, head in zip(first.cells, heads, strict=True))
    heading = 30 if groups and groups[0].heading else 0
    return head + heading + min(tall, LARGEST_WHOLE_ROW) * LINE + ROW_PADDING


_Cell = "Question | Callable[[Row], Answer]"


def _columns(part: Part, recipe: Recipe) -> list[tuple[str, str, Question | Callable[[Row], Answer], int]]:
    setting = setting_of(part.set or "")
    found: list[tuple[str, str, Question | Callable[[Row], Answer], int]] = []
    if number := recipe.number:
        found.append(("#", "Nr.", lambda row: derived(number(row.id)), 7 if setting.wide else 6))
    for column in part.columns:
        if column.id not in recipe.hidden:
            found.append((column.id, column.label, column, setting.weights.get(column.id, 10)))
        found += [(f"+{extra.label}", extra.label, extra.cell, extra.weight) for extra in recipe.extras if extra.after == column.id]
    placed = {column.id for column in part.columns}
    found += [(f"+{extra.label}", extra.label, extra.cell, extra.weight) for extra in recipe.extras if extra.after not in placed]
    return found


def _cell(row: Row, column: Question, name: str, content: PlanContent, numbered: Numbers, recipe: Recipe) -> Answer:
    answer = cell_answer(row, column, name, content, numbered)
    if answer.key and column.id in recipe.narrow and column.id not in row.unread:
        # The number alone: the name stands with the row itself, and a table of money has no room for it.
        number = answer.words.split(" ", 1)[0]
        return replace(answer, body=Markup("{}").format(number), words=number)
    return answer


def _is_numeric(part: Part, recipe: Recipe, key: str) -> bool:
    column = part.column(key)
    if column is not None:
        return column.answer_kind.numeric
    return any(key == f"+{extra.label}" and extra.numeric for extra in recipe.extras)


def _total(columns: Sequence[tuple[str, str, object, int]], sums: Mapping[str, str], label: str) -> Line:
    cells = [derived(sums.get(key, ""), numeric=key in sums) for key, _head, _cell, _weight in columns]
    place = 1 if columns[0][0] == "#" else 0
    cells[place] = derived(label)
    return Line(None, tuple(cells))


def _aligned(groups: list[Group]) -> list[Group]:
    """Pad decimals so that commas stand under each other."""
    lines = [line for group in groups for line in group.lines]
    if not lines:
        return groups
    most = [max((line.cells[at].decimals or 0 for line in lines), default=0) for at in range(len(lines[0].cells))]
    return [replace(group, lines=tuple(replace(line, cells=tuple(_padded(cell, most[at]) for at, cell in enumerate(line.cells)))
                                       for line in group.lines)) for group in groups]


def _padded(cell: Answer, most: int) -> Answer:
    if cell.decimals is None or cell.decimals == most:
        return cell
    comma = " no-comma" if cell.decimals == 0 else ""
    return replace(cell, body=Markup('<span class="pad-{}{}">{}</span>').format(most - cell.decimals, comma, cell.body))
