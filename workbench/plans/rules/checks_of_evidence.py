"""Checks of evidence: what was seen or counted has a date and a source, and small groups stay out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message
from workbench.plans.rules.findings import Asked, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.definitions.schema import Definition
    from workbench.plans.content import Figure, PlanContent, Signal

# Fewer people than this can be recognised in their neighbourhood.
FEWEST = 5
PEOPLE = frozenset({"personen", "mensen", "inwoners", "bewoners", "patiënten", "cliënten", "huishoudens", "deelnemers"})


def findings(content: PlanContent, definition: Definition) -> Iterator[Finding]:
    """Yield what evidence lacks."""
    asked = Asked(definition)
    if asked.has("priorities", "signals"):
        yield from _priorities(content, asked)
    if asked.has("signals"):
        for signal in content.signals:
            yield from _signal(signal, asked)
    if asked.has("figures"):
        for figure in content.figures:
            yield from _figure(figure, asked)


def _priorities(content: PlanContent, asked: Asked) -> Iterator[Finding]:
    part = asked.part("priorities")
    for row in content.priorities:
        if not row.signals:
            loose = Message("No signal supports this priority yet. Choose what was seen or heard in the neighbourhood.")
            yield Finding(
                part,
                loose,
                row=row.id,
                question="signals",
                blocking=False,
                missing=True,
                rule="priority_without_signal",
            )


def _signal(row: Signal, asked: Asked) -> Iterator[Finding]:
    part = asked.part("signals")
    if row.date is None and "date" not in row.unread and asked.has("signals", "date"):
        undated = Message("This signal has no date. Fill in when it was seen or heard.")
        yield _lacks(part, row.id, "date", undated, "signal_without_date")
    if row.source is None and asked.has("signals", "source"):
        nameless = Message("This signal has no source. Fill in who said or counted it.")
        yield _lacks(part, row.id, "source", nameless, "signal_without_source")
    if row.count is not None and row.total is not None and row.count > row.total:
        above = Message("%(count)s of %(total)s cannot be right. Check both numbers.", count=row.count, total=row.total)
        yield Finding(part, above, row=row.id, question="count", rule="count_above_total")
    elif small := next((name for name in ("count", "total") if 0 < (getattr(row, name) or 0) < FEWEST), None):
        yield Finding(part, _few(), row=row.id, question=small, rule="small_count")


def _figure(row: Figure, asked: Asked) -> Iterator[Finding]:
    part = asked.part("figures")
    if row.year is None and "year" not in row.unread and asked.has("figures", "year"):
        undated = Message("This figure has no year. Fill in which year it is about.")
        yield _lacks(part, row.id, "year", undated, "figure_without_year")
    if row.source is None and asked.has("figures", "source"):
        nameless = Message("This figure has no source. Fill in who published it.")
        yield _lacks(part, row.id, "source", nameless, "figure_without_source")
    # An average (2,1 people in a household) counts nobody.
    counted = row.value is not None and row.value == row.value.to_integral_value()
    if row.value is not None and counted and 0 < row.value < FEWEST and (row.unit or "").casefold() in PEOPLE:
        yield Finding(part, _few(), row=row.id, question="value", rule="small_count")


def _lacks(part: str, row: str, question: str, message: Message, rule: str) -> Finding:
    return Finding(part, message, row=row, question=question, blocking=False, missing=True, rule=rule)


def _few() -> Message:
    return Message(
        "Fewer than %(n)s people can be recognised. Leave this number out or count a larger group.", n=FEWEST
    )
