"""Answer kinds: one class per kind, with how it is read, stored, typed again and written in a paper.

``read`` turns what was typed into a value or raises ``Refused``; ``typed`` gives what stands in the field when the
page is opened again; ``plain`` is the value as words for papers; ``stored`` and ``loaded`` are its JSON form and back.
Nothing typed (or only white space) is no answer, for every kind: ``read`` is never called with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.definitions.kinds.amounts import Day, DecimalNumber, Money, Number, Tariff, Year
from workbench.definitions.kinds.chosen import MANY, Choice, Choices, File, Reference, References
from workbench.definitions.kinds.kind import Kind, Stored, Value
from workbench.definitions.kinds.words import LINE_LIMIT, TEXT_LIMIT, Line, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Line(),
        Text(),
        Number(),
        Year(),
        DecimalNumber(),
        Tariff(),
        Money(),
        Day(),
        Choice(),
        Choices(),
        Reference(),
        References(),
        File(),
    )
}

__all__ = ["KINDS", "LINE_LIMIT", "MANY", "TEXT_LIMIT", "Kind", "Stored", "Value"]
