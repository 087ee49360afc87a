"""Forms of plans: built from the definition, so that a new question needs no code."""

from __future__ import annotations

from workbench.plans.forms.drawn import DrawnField, drawn_fields, drawn_rows
from workbench.plans.forms.new_plan import NewPlanForm
from workbench.plans.forms.parts import PartForm, RowForm, part_form, row_form, versions_text
from workbench.plans.forms.pasted import PastedRow, pasted_rows
from workbench.plans.forms.tables import TableForm, TableRow, table_form

__all__ = [
    "DrawnField",
    "NewPlanForm",
    "PartForm",
    "PastedRow",
    "RowForm",
    "TableForm",
    "TableRow",
    "drawn_fields",
    "drawn_rows",
    "part_form",
    "pasted_rows",
    "row_form",
    "table_form",
    "versions_text",
]
