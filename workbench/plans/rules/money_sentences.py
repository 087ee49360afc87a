"""What money says in words: the verdict on a year, what fewer patients do, what is uncertain."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message
from workbench.kit.values.money import money
from workbench.kit.values.numbers import number
from workbench.plans.rules.totals import ledger
from workbench.plans.rules.totals.rounding import half_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.plans.content import PlanContent
    from workbench.plans.rules.totals import Cover, Uncertain, YearBalance

SHORT, OVER, BALANCED = "short", "over", "balanced"


def kind_of(difference: int) -> str:
    """Return what a difference of cover and cost is: ``short``, ``over`` or ``balanced``."""
    return SHORT if difference < 0 else OVER if difference else BALANCED


def verdict(year: YearBalance) -> Message:
    """Return whether the costs of a year are covered."""
    if year.year is None:
        return _without_year(year)
    name = str(year.year)
    if year.difference < 0:
        return Message("%(amount)s short in %(year)s", amount=money(-year.difference), year=name)
    if year.difference > 0:
        return Message("%(amount)s over in %(year)s", amount=money(year.difference), year=name)
    return Message("The budget of %(year)s balances", year=name)


def fewer_patients(year: YearBalance, fewer: YearBalance) -> Message | None:
    """Return what one percent fewer patients does to a year; None where no income depends on patients."""
    less = year.cover - fewer.cover
    if not less:
        return None
    told = {"less": money(less), "left": money(abs(fewer.difference))}
    if fewer.difference < 0:
        return Message(
            "With one percent fewer patients you receive %(less)s less: then you are %(left)s short.", **told
        )
    if fewer.difference > 0:
        return Message("With one percent fewer patients you receive %(less)s less: then %(left)s is left over.", **told)
    return Message(
        "With one percent fewer patients you receive %(less)s less: then the budget balances exactly.", less=money(less)
    )


def per_patient(year: YearBalance, patients: int) -> Message | None:
    """Return what a year costs and brings in per registered patient; None while there are no patients."""
    if not patients:
        return None
    return Message(
        "Per registered patient: %(cost)s of costs, %(cover)s of funding.",
        cost=money(half_up(year.cost, patients)),
        cover=money(half_up(year.cover, patients)),
    )


def share_of_others(share: Decimal) -> Message:
    """Return which part of the funding others than the insurer pay; ``share`` is 0 to 1."""
    return Message(
        "Others than the insurer pay %(percent)s percent of the funding.",
        percent=number((share * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)),
    )


def uncertain(one: Uncertain) -> Message:
    """Return which income is not counted, and why."""
    return Message(
        "%(amount)s of “%(line)s” is not counted: it is not known whether %(insurers)s follows.",
        amount=money(one.amount),
        line=one.line.label or "…",
        insurers=", ".join(name or "…" for name in one.insurers),
    )


def not_counted(content: PlanContent, *, uncertain: bool = True) -> dict[str, tuple[Message, ...]]:
    """Return by line of cover why an insurer pays nothing of it, or may not: it stands beside the amount.

    Without what is ``uncertain`` where a finding beside it says that already.
    """
    told = {cover.line.id: tuple(_not_counted(cover, uncertain=uncertain)) for cover in ledger(content).covers}
    return {row: messages for row, messages in told.items() if messages}


def _not_counted(cover: Cover, *, uncertain: bool) -> Iterator[Message]:
    if cover.not_following:
        names = ", ".join(name or "…" for name in cover.not_following)
        yield Message("Pays nothing, because it does not follow: %(insurers)s.", insurers=names)
    if cover.uncertain and uncertain:
        yield Message(
            "Not counted, because it is not known whether %(insurers)s follows: %(amount)s.",
            insurers=", ".join(name or "…" for name in cover.uncertain_names),
            amount=money(cover.uncertain),
        )


def _without_year(year: YearBalance) -> Message:
    if year.cost and year.cover:
        return Message("%(amount)s has no year yet", amount=money(year.cost + year.cover))
    if year.cost:
        return Message("%(amount)s of costs has no year yet", amount=money(year.cost))
    return Message("%(amount)s of funding has no year yet", amount=money(year.cover))
