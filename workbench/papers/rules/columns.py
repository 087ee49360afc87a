"""How each set is set: which columns get how much width, and which stand small under another in one cell.

Templates choose and name the columns; a column that this table does not know gets an ordinary width.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ORDINARY = 12
# Points: the column of text beside the margin, and the whole width of the page.
MAIN_WIDTH, WHOLE_WIDTH = 408.0, 482.0
CELL_PADDING = 9.0
# The average and the wide letter of Wijk Sans at 9 points.
LETTER, WIDE_LETTER = 4.3, 4.75
# A longer word may be broken: no column is made wider for it.
LONGEST_WORD = 17


@dataclass(frozen=True)
class Setting:
    """Weights of the columns; ``stacked`` puts columns small under another, those in ``bare`` without their label.

    What a ``silent`` one says is read in that other column already, which then answers for both. Columns ``below``
    stand small under their row, over its whole width; ``wide`` reaches over the margin.
    """

    weights: Mapping[str, int] = field(default_factory=dict)
    stacked: Mapping[str, str] = field(default_factory=dict)
    bare: frozenset[str] = frozenset()
    below: tuple[str, ...] = ()
    silent: frozenset[str] = frozenset()
    wide: bool = False


# How an amount falls over the quarters says little beside the amount itself.
_SPREAD = ("spread", "q1", "q2", "q3", "q4")

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "members": Setting(
            {"name": 26, "discipline": 17, "location": 22, "professionals": 13, "patients": 13, "agb_code": 12},
            wide=True,
        ),
        "partners": Setting({"name": 22, "kind": 17, "role": 36, "contribution": 25}, wide=True),
        "insured": Setting(
            {"insurer": 25, "patients": 13, "reference_date": 16, "source": 30, "follows": 16},
            {"share": "insurer"},
            wide=True,
        ),
        "patient_areas": Setting({"postcode": 16, "patients": 16, "reference_date": 22, "source": 46}),
        "board": Setting(
            {"name": 30, "role": 15, "portfolio": 32, "mandate_from": 23},
            {"discipline": "name", "contact": "name"},
            bare=frozenset({"discipline", "contact"}),
            wide=True,
        ),
        "figures": Setting(
            {"name": 30, "value": 15, "comparison": 18, "source": 30},
            {
                "place": "name",
                "unit": "value",
                "compared_with": "comparison",
                "national": "comparison",
                "year": "source",
                "key": "name",
            },
            bare=frozenset({"place", "unit", "compared_with", "year"}),
            # The key of a published figure is how a computer says its name.
            silent=frozenset({"key"}),
            wide=True,
        ),
        "signals": Setting(
            {"name": 44, "kind": 16, "source": 28},
            {"count": "name", "total": "name", "figure": "name", "date": "source"},
            bare=frozenset({"date"}),
            wide=True,
        ),
        "tasks": Setting(
            {"name": 28, "responsible": 18, "accountable": 18, "consulted": 18, "informed": 18},
            {"portfolio": "name"},
            wide=True,
        ),
        "themes": Setting({"name": 30, "intro": 70}),
        "milestones": Setting(
            {"name": 42, "due": 16, "responsible": 22, "evidence": 22},
            {"activity": "name"},
            bare=frozenset({"activity"}),
            wide=True,
        ),
        "indicators": Setting(
            {"name": 30, "priority": 24, "unit": 11, "baseline": 10, "target": 11, "source": 26},
            {"direction": "target"},
            bare=frozenset({"direction"}),
            below=("kind", "about", "activity", "moment", "measured_by"),
            wide=True,
        ),
        "budget_lines": Setting(
            {"description": 44, "activity": 6, "year": 6, "unit": 12, "quantity": 8, "rate": 12},
            below=("hours", "weeks", "role", "rate_source", "vat", "vat_recoverable", "funder", "status", *_SPREAD),
            wide=True,
        ),
        "cover_lines": Setting(
            {"description": 44, "funder": 22, "year": 7, "status": 13},
            below=(
                *("basis", "insurer", "patients", "payment_title", "tariff", "per", "quarters", "tariff_source"),
                *("tariff_date", "amount", "contractor", "billing", *_SPREAD),
            ),
            wide=True,
        ),
        "risks": Setting({"name": 36, "chance": 9, "effect": 9, "measure": 34, "owner": 17}, wide=True),
        "results": Setting({"name": 24, "achieved": 12, "outcome": 36, "next_step": 30}, wide=True),
        "appendices": Setting({"name": 42, "state": 18, "note": 40}, {"file": "name"}),
        "abbreviations": Setting({"name": 22, "meaning": 78}),
        "criteria": Setting({"name": 34, "answer": 12, "evidence": 27, "explanation": 27}, wide=True),
        "signatures": Setting(
            {"name": 24, "function": 16, "organisation": 24, "mandate": 24, "date": 14},
            wide=True,
        ),
    }
)


def setting_of(name: str) -> Setting:
    """Return how a set is set."""
    return SETTINGS.get(name, Setting())


def shares(weights: Sequence[float], least: Sequence[float] | None = None) -> tuple[int, ...]:
    """Return weights as whole percents that sum to 100, none below its least percent as long as those fit together."""
    floor = [0.0] * len(weights) if least is None else list(least)
    if sum(floor) > 100:  # noqa: PLR2004 - percents
        floor = [share * 100 / sum(floor) for share in floor]
    free, open_at = 100.0, set(range(len(weights)))
    found = [0.0] * len(weights)
    while open_at:
        whole = sum(weights[at] for at in open_at)
        short = {at for at in open_at if weights[at] / whole * free < floor[at]}
        for at in short or open_at:
            found[at] = floor[at] if short else weights[at] / whole * free
        free -= sum(floor[at] for at in short)
        open_at = open_at - short if short else set()
    percents = [int(share) for share in found]
    widest = max(range(len(percents)), key=lambda at: percents[at])
    percents[widest] += 100 - sum(percents)
    return tuple(percents)


def least_share(texts: Sequence[str], width: float) -> int:
    """Return the whole percents that a column needs so that no ordinary word in it is broken."""
    longest = max((len(word) for text in texts for word in text.replace("-", "- ").split()), default=1)
    return ceil((min(longest, LONGEST_WORD) * WIDE_LETTER + CELL_PADDING) / width * 100)


def lines_in(text: str, percent: int, width: float) -> int:
    """Return about how many lines a text takes in a column of a table."""
    letters = max(3, int((width * percent / 100 - CELL_PADDING) / LETTER))
    return sum(max(1, -(-len(line) // letters)) for line in text.split("\n"))
