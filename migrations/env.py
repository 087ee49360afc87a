"""Alembic's entry: the connection comes from `workbench migrate`, the tables from the models."""

from __future__ import annotations

from typing import Literal

from alembic import context

from workbench.kit.storage import Base
from workbench.kit.storage.columns import ExactDecimal, Json, UtcDateTime

connection = context.config.attributes["connection"]


def draw_type(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Draw our column types by what the database stores, so that an old migration needs little code of today."""
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, Json):
        return "sa.Text()"
    if isinstance(item, ExactDecimal):
        return f"ExactDecimal({item.precision}, {item.scale})"
    return False


context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,
    render_item=draw_type,
)
with context.begin_transaction():
    context.run_migrations()
