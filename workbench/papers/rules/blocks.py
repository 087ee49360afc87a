"""Rows as blocks, where a table would be cramped: number, name, one line of facts, and the texts with their labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from markupsafe import Markup

from workbench.kit.values.dates import date_long
from workbench.papers.rules.answers import EMPTY, Answer, cell_answer
from workbench.papers.rules.palette import theme_place
from workbench.papers.rules.recipes import recipe_for, rows_in_order
from workbench.plans.rules.numbering import activities_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.definitions.schema import Part, Question
    from workbench.plans.content import Activity, PlanContent, Row
    from workbench.plans.rules.numbering import Numbers

PROSE_LINE, PROSE_LETTERS = 15.0, 70
# A block of more points than this may be divided over two pages.
LARGEST_WHOLE_BLOCK = 240.0


@dataclass(frozen=True)
class Block:
    """One row as a block; ``place`` is the place of its theme's colour, 0 for none."""

    address: str
    number: str
    name: Answer
    facts: tuple[Answer, ...]
    texts: tuple[Answer, ...]
    place: int
    height: float

    @property
    def whole(self) -> bool:
        """Say whether the block stays on one page."""
        return self.height <= LARGEST_WHOLE_BLOCK


@dataclass(frozen=True)
class BlockGroup:
    """The blocks of one theme, or all blocks of a set without themes."""

    blocks: tuple[Block, ...]
    number: str = ""
    name: str = ""
    answers: str = ""
    place: int = 0


def blocks_of(part: Part, content: PlanContent, numbered: Numbers) -> tuple[BlockGroup, ...]:
    """Return the rows of a set as blocks; activities in their themes."""
    if part.set == "activities":
        return tuple(_themes(part, content, numbered))
    number = recipe_for(part, content, numbered).number or (lambda _row_id: "")
    return (
        BlockGroup(
            tuple(
                _block(row, part, content, numbered, number(row.id)) for row in rows_in_order(part, content, numbered)
            )
        ),
    )


def _themes(part: Part, content: PlanContent, numbered: Numbers) -> Iterable[BlockGroup]:
    asks_theme = part.column("theme") is not None
    for theme_id, name in [*((theme.id, theme.label) for theme in content.themes), (None, "Zonder thema")]:
        rows = activities_of(content, theme_id)
        number = numbered.theme(theme_id) if theme_id else ""
        blocks = tuple(
            _block(row, part, content, numbered, numbered.activity(row.id), number if theme_id else None)
            for row in rows
        )
        answers = " ".join(f"activities/{row.id}/theme" for row in rows) if theme_id and asks_theme else ""
        if blocks:
            yield BlockGroup(blocks, number, name or "Thema zonder naam", answers, theme_place(number))


def _block(
    row: Row, part: Part, content: PlanContent, numbered: Numbers, number: str, theme: str | None = None
) -> Block:
    name = part.set or ""
    cells = [(column, cell_answer(row, column, name, content, numbered)) for column in part.columns]
    title = next((cell for column, cell in cells if column.id == "name"), Answer(None, Markup("–"), "–", quiet=True))
    grouped = theme is not None and "theme" not in row.unread
    rest = [(column, cell) for column, cell in cells if column.id != "name" and not (column.id == "theme" and grouped)]
    period = _period(row, part) if name == "activities" else None
    facts = [
        cell
        for column, cell in rest
        if column.kind != "text" and _tells(cell) and not (period and column.id in {"start", "end"})
    ]
    texts = tuple(cell for column, cell in rest if column.kind == "text" and _tells(cell))
    told = (period, *facts) if period else tuple(facts)
    return Block(f"{name}/{row.id}", number, title, told, texts, theme_place(theme or ""), _height(told, texts))


def _tells(cell: Answer) -> bool:
    # An optional cell without an answer is left out of a block; a required one is shown as missing.
    return cell.words != EMPTY


def _period(row: Row, part: Part) -> Answer | None:
    """Return start and end as one fact that answers both, when both can be read."""
    activity = cast("Activity", row)
    both = part.column("start"), part.column("end")
    if not (activity.start and activity.end and all(both)) or {"start", "end"} & set(row.unread):
        return None
    body = Markup(" tot en met ").join(
        Markup('<span data-answer="activities/{}/{}">{}</span>').format(row.id, column, date_long(day))
        for column, day in (("start", activity.start), ("end", activity.end))
    )
    return Answer(None, body, f"{date_long(activity.start)} tot en met {date_long(activity.end)}", "Periode")


def _height(facts: tuple[Answer, ...], texts: tuple[Answer, ...]) -> float:
    fact_letters = sum(len(fact.words) + len(fact.label) + 6 for fact in facts)
    lines = sum(1 + len(text.words) // PROSE_LETTERS + text.words.count("\n") for text in texts)
    return 34 + 12 * (1 + fact_letters // 92) + PROSE_LINE * lines + 6 * len(texts)


def question_room(question: Question) -> float:
    """Return the height in points that a heading keeps free for the first lines of an answer."""
    return 60.0 if question.kind == "text" else 36.0
