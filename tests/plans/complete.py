"""A content in which nothing is missing and everything fits together, and copies in which one thing is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests import make
from workbench.plans.content import PlanContent
from workbench.plans.rules.standing import standing

if TYPE_CHECKING:
    from workbench.plans.rules.findings import Finding

TEMPLATE = make.example()
ROWS = 3
LEAD = "Werkgroep Lindewijk"
PERIODS = (("2027-02-01", "2027-11-30"), ("2027-12-01", "2028-05-31"), ("2028-06-01", "2028-11-30"))


def complete() -> dict[str, Any]:
    """Return the data of a content without findings."""
    data: dict[str, Any] = make.filled(rows=ROWS).model_dump(mode="json", exclude_none=True)
    data["answers"] |= {"agb_code": "01234567", "kvk": "01234567", "collaboration": LEAD}
    for row, (start, end) in zip(data["activities"], PERIODS, strict=True):
        row.update({"start": start, "end": end, "lead": LEAD})
    for row, (start, _end) in zip(data["milestones"], PERIODS, strict=True):
        row.update({"due": start, "responsible": LEAD})
    _fourth(data)
    for row, following in zip(data["priorities"], ("signals-2", "signals-3", "signals-1"), strict=True):
        row["signals"] = [*row["signals"], following]
    for row in data["signals"]:
        row.update({"count": 16, "total": 25})
    for row in data["budget_lines"]:
        row.update({"category": "coordination", "status": "committed"})
        del row["hours"], row["weeks"]
    for row, year in zip(data["cover_lines"], (2027, 2028, 2028), strict=True):
        row.update({"year": year, "basis": "grant", "amount": 10**13, "spread": "even", "status": "committed"})
    for row, patients in zip((*data["members"], *data["insured"]), (5, 7, 9, 8, 9, 4), strict=True):
        row.update({"patients": patients})
    for row in data["appendices"]:
        row.pop("file", None)  # of a stored plan that would be a file that is not there
    _prescribed(data)
    return data


def _prescribed(data: dict[str, Any]) -> None:
    for name, answers in (("appendices", {"state": "included"}), ("criteria", {"answer": "yes"})):
        ready = make.example().set_parts[name].rows
        data[name] += [{**data[name][0], "id": row.id, "name": row.name, **answers} for row in ready]


def _fourth(data: dict[str, Any]) -> None:
    """Add an activity beside the first, with rows to spare around it, so that one can be broken without another."""
    for name, rows in (("activities", 1), ("milestones", 2), ("indicators", 1), ("budget_lines", 2)):
        for number in range(4, 4 + rows):
            data[name].append({**data[name][0], "id": f"{name.replace('_', '-')}-{number}"})
            if "description" in data[name][0]:
                data[name][-1]["description"] = f"Regel {number}"
            if "activity" in data[name][0]:
                data[name][-1]["activity"] = "activities-4"


def broken(changes: dict[str, Any]) -> dict[str, Any]:
    """Return the complete content with changes at paths; None takes away, a function changes."""
    data = complete()
    for path, value in changes.items():
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        place: Any = data
        for step in way:
            place = place[step]
        if value is None:
            del place[last]
        else:
            place[last] = value(place[last]) if callable(value) else value
    return data


def findings_of(data: dict[str, Any]) -> tuple[Finding, ...]:
    """Return the findings of a content."""
    return standing(PlanContent.model_validate(data), TEMPLATE).findings
