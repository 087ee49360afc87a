"""Asking once before a text is stored that seems to hold something of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from workbench.kit.values.messages import Message
from workbench.kit.web.language import translate
from workbench.plans import operations, queries
from workbench.plans.rules.privacy import CITIZEN_NUMBER, personal_data
from workbench.plans.views.typing_back import typed_cells, typed_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from workbench.definitions.schema import Part
    from workbench.plans.forms import PartForm, RowForm, TableForm
    from workbench.plans.models import Plan

KEEP = "keep"  # what the button "Save anyway" sends as `personal`
FREE = frozenset({"line", "text"})
OF_NUMBER = Message(
    "There seems to be a citizen service number in “%(label)s”. Plans hold no data of patients. Take it out, or save "
    "anyway."
)
OF_BIRTH = Message(
    "There seems to be a date of birth in “%(label)s”. Plans hold no data of patients. Take it out, or save anyway."
)
NAMELESS = Message("A text without a heading")


class Asked(Message):
    """A question before storing; the page offers to save anyway."""


def told(notice: Message | None) -> dict[str, Any]:
    """Return what a page says above its fields (``said``), and whether it offers to save anyway (``personal``)."""
    return {"said": translate(notice) if notice else "", "personal": isinstance(notice, Asked)}


def asked_of_part(plan: Plan, part: Part, form: PartForm) -> Asked | None:
    """Return what to ask before the answers of a page are stored, nothing when there is nothing or it was asked."""

    def stored() -> dict[str, str]:
        now = queries.answer_rows(plan.id, [question.id for question in part.questions])
        return {one.id: typed_text(one, (now[one.id].value, now[one.id].unread)) for one in part.questions}

    return _asked(part, form.typed(), stored)


def asked_of_row(plan: Plan, part: Part, form: RowForm, row_id: str) -> Asked | None:
    """Return what to ask before a row is stored."""

    def stored() -> dict[str, str]:
        now = queries.row_now(plan.id, part.set or "", row_id)
        return typed_cells(now.row, part) if now else {}

    return _asked(part, form.typed(), stored)


def asked_of_table(plan: Plan, part: Part, form: TableForm) -> Asked | None:
    """Return what to ask before rows of a table are stored, of the first of them."""

    def stored_of(row_id: str) -> Callable[[], dict[str, str]]:
        def stored() -> dict[str, str]:
            found = next((now.row for now in queries.rows_now(plan.id, part.set or "") if now.row.id == row_id), None)
            return typed_cells(found, part) if found else {}

        return stored

    asked = (_asked(part, row.form.typed(), stored_of(row.row_id)) for row in form.filled())
    return next((one for one in asked if one is not None), None)


def asked_of_texts(texts: Iterable[tuple[str, str]]) -> Asked | None:
    """Return what to ask before texts are stored that come from no field of a page: each its name, and the text."""
    found = [(name, kinds) for name, text in texts if (kinds := personal_data(text))]
    return _unless_kept([(name or translate(NAMELESS), kinds) for name, kinds in found])


def _asked(part: Part, typed: Mapping[str, str], stored: Callable[[], Mapping[str, str]]) -> Asked | None:
    """Ask of texts that are new: what was kept before is not asked again, and is only looked up when needed."""
    fields = {one.id: one for one in (*part.questions, *part.columns) if one.kind in FREE}
    found = {key: kinds for key, text in typed.items() if key in fields and (kinds := personal_data(text))}
    there = stored() if found else {}
    new = {key: kinds for key, kinds in found.items() if typed[key] != there.get(key)}
    return _unless_kept([(fields[key].label, kinds) for key, kinds in new.items()])


def _unless_kept(found: Sequence[tuple[str, Sequence[str]]]) -> Asked | None:
    """Ask about the first text, unless the person chose to keep what there is; note that choice."""
    if not found:
        return None
    if request.form.get("personal") == KEEP:
        operations.keep_personal_data(sorted({kind for _label, kinds in found for kind in kinds}))
        return None
    label, kinds = found[0]
    words = OF_NUMBER if CITIZEN_NUMBER in kinds else OF_BIRTH
    return Asked(words.text, label=label)
