"""The page that says it all: what is asked, for how many, what others fund, what was reached and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from workbench.kit.values.dates import MONTHS, date_long
from workbench.kit.values.money import money
from workbench.kit.values.numbers import number
from workbench.kit.values.text import words
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

# A longer summary is read in its chapter; this page then gives its first paragraph.
MOST_WORDS = 230
RESULTS = 3


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
    shortened: bool


def summary_of(content: PlanContent, definition: Definition, numbered: Numbers) -> Summary:
    """Return the summary page of a plan."""
    text = "" if "summary" in content.unread else content.text("summary")
    short = words(text) > MOST_WORDS
    return Summary(
        tuple(_figures(content)),
        _themes(content, numbered),
        _results(content, definition),
        _opening(content.text("changes"), 480),
        _opening(text, 1100) if short else text,
        short,
    )


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


def _opening(text: str, letters: int) -> str:
    """Return the first lines that fit, as they were typed: lists stay lists."""
    kept: list[str] = []
    for line in text.split("\n"):
        if kept and sum(map(len, kept)) + len(line) > letters:
            break
        kept.append(line if kept else _start(line, letters))
    return "\n".join(kept).strip()


def _start(text: str, letters: int) -> str:
    """Return the first sentences that fit; a sentence that does not fit alone is cut at a word."""
    text = " ".join(text.split())
    if len(text) <= letters:
        return text
    cut = text[:letters]
    end = max(cut.rfind(". "), cut.rfind("? "))
    return cut[: end + 1] if end > letters // 3 else f"{cut.rsplit(' ', 1)[0].rstrip(',;:')} …"
