"""The page that says it all: what is asked, for how many, what others fund, what was reached and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from workbench.kit.values.dates import MONTHS, date_long
from workbench.kit.values.money import money
from workbench.kit.values.numbers import number
from workbench.papers.rules.charts import by_size, one_bar
from workbench.papers.rules.palette import theme_colour
from workbench.plans.rules.numbering import activities_of
from workbench.plans.rules.totals import asked_of_insurer, registered_patients, share_of_others

if TYPE_CHECKING:
    from datetime import date

    from markupsafe import Markup

    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent, Result
    from workbench.plans.rules.numbering import Numbers

RESULTS = 3
# Points: what a page leaves below its title and key figures, and what each piece on it takes.
PAGE, HEADING, LINE = 590.0, 38.0, 15.0
THEME_HEIGHT, RESULT_HEIGHT = 19.5, 31.0
# Letters on a line of prose, and the lines that the changes get at most.
LETTERS, MOST_CHANGES = 64, 9


@dataclass(frozen=True)
class KeyFigure:
    """One large figure with the words that explain it."""

    figure: str
    words: str


@dataclass(frozen=True)
class ThemeCount:
    """A theme with its number of activities, as a bar."""

    number: str
    name: str
    count: int
    bar: Markup


@dataclass(frozen=True)
class ShortResult:
    """A result of the last period: its name, whether it was reached, and the first sentences of what came of it."""

    name: str
    achieved: str
    outcome: str


@dataclass(frozen=True)
class Summary:
    """Everything on the summary page, all of it derived."""

    figures: tuple[KeyFigure, ...]
    themes: tuple[ThemeCount, ...]
    results: tuple[ShortResult, ...]
    changes: str
    text: str


def summary_of(content: PlanContent, definition: Definition, numbered: Numbers) -> Summary:
    """Return the summary page of a plan; texts get the room that figures and tables leave on it."""
    figures, themes, results = tuple(_figures(content)), _themes(content, numbered), _results(content, definition)
    room = PAGE - len(figures) * 4 - len(themes) * THEME_HEIGHT - len(results) * RESULT_HEIGHT
    lines = max(6, int((room - HEADING * (bool(themes) + bool(results))) / LINE))
    changes = _opening(content.text("changes"), MOST_CHANGES)
    text = _opening(content.text("summary"), lines - (_lines(changes) + HEADING / LINE if changes else 0))
    return Summary(figures, themes, results, changes, text)


def period(content: PlanContent) -> str:
    """Return the period in words, as short as it can be: ``2027–2028``, or its first and last month."""
    start, end = content.day("period_start"), content.day("period_end")
    if not start or not end:
        return f"vanaf {date_long(start)}" if start else f"tot en met {date_long(end)}" if end else ""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    return f"{_month(start)} – {_month(end)}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _figures(content: PlanContent) -> list[KeyFigure]:
    asked, patients = asked_of_insurer(content), registered_patients(content)
    found = [
        KeyFigure(money(amount), f"gevraagd van de zorgverzekeraar in {year}" if year else "gevraagd zonder jaar")
        for year, amount in sorted(asked.items(), key=lambda entry: entry[0] or 9999)
    ]
    if patients:
        years = [year for year in asked if year]
        found.append(KeyFigure(number(patients), "ingeschreven patiënten bij de aangesloten praktijken"))
        if years:
            each = Decimal(sum(asked[year] for year in years)) / len(years) / patients
            found.append(
                KeyFigure(
                    money(int(each.quantize(Decimal(1), rounding=ROUND_HALF_UP))),
                    "gevraagd per ingeschreven patiënt per jaar",
                )
            )
    share = share_of_others(content)
    if share is not None:
        found.append(
            KeyFigure(
                f"{number((share * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))}\u00a0%",
                "van de dekking betalen anderen",
            )
        )
    return found


def _themes(content: PlanContent, numbered: Numbers) -> tuple[ThemeCount, ...]:
    counts = [(theme, len(activities_of(content, theme.id))) for theme in content.themes]
    most = by_size([count for _theme, count in counts])
    return tuple(
        ThemeCount(
            numbered.theme(theme.id),
            theme.label,
            count,
            one_bar(
                count,
                most,
                fill=theme_colour(numbered.theme(theme.id)),
                width=110,
                title=f"{theme.label}: {count} {'activiteit' if count == 1 else 'activiteiten'}",
            ),
        )
        for theme, count in counts
    )


def _results(content: PlanContent, definition: Definition) -> tuple[ShortResult, ...]:
    part = definition.set_parts.get("results")
    column = part.column("achieved") if part else None
    labels = {option.key: option.label for option in column.options} if column else {}
    best: list[Result] = sorted(content.results, key=lambda row: {"yes": 0, "partly": 1}.get(row.achieved or "", 2))
    return tuple(
        ShortResult(row.label, labels.get(row.achieved or "", ""), _start(row.outcome or "", 170))
        for row in best[:RESULTS]
    )


def _lines(text: str) -> float:
    """Return about how many lines a text takes, with the space between its paragraphs."""
    return sum(-(-len(line) // LETTERS) if line else 0.5 for line in text.split("\n"))


def _opening(text: str, lines: float) -> str:
    """Return the first lines of a text that fit, as they were typed: lists stay lists."""
    kept: list[str] = []
    for line in text.split("\n"):
        if kept and _lines("\n".join([*kept, line])) > lines:
            break
        kept.append(line if kept else _start(line, max(1, int(lines)) * LETTERS))
    # A sentence that announces a list says nothing without it.
    while len(kept) > 1 and (not kept[-1] or kept[-1].endswith(":")):
        kept.pop()
    return "\n".join(kept)


def _start(text: str, letters: int) -> str:
    """Return the first sentences that fit; a sentence that does not fit alone is cut at a word."""
    text = " ".join(text.split())
    if len(text) <= letters:
        return text
    cut = text[:letters]
    end = max(cut.rfind(". "), cut.rfind("? "))
    return cut[: end + 1] if end > letters // 3 else f"{cut.rsplit(' ', 1)[0].rstrip(',;:')} …"
