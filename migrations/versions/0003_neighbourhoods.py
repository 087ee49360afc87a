"""What is published of areas: areas, figures, maps, postcodes.

Revision: 0003, after 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "published_area",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("search", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=2), nullable=False),
        sa.Column("municipality", sa.String(length=12), nullable=False),
        sa.Column("municipality_name", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("stable_from", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('NL', 'GM', 'WK', 'BU')", name=op.f("ck_published_area_kind")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_published_area")),
    )
    with op.batch_alter_table("published_area", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_published_area_municipality"), ["municipality"], unique=False)
        batch_op.create_index(batch_op.f("ix_published_area_search"), ["search"], unique=False)
    op.create_table(
        "published_figures",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", "source", "year", name=op.f("pk_published_figures")),
    )
    op.create_table(
        "published_map",
        sa.Column("municipality", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=2), nullable=False),
        sa.Column("view_box", sa.String(length=80), nullable=False),
        sa.Column("paths", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "kind", name=op.f("pk_published_map")),
    )
    op.create_table(
        "published_postcode",
        sa.Column("postcode", sa.String(length=4), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("postcode", "code", name=op.f("pk_published_postcode")),
    )


def downgrade() -> None:
    """Go back to the revision before."""
    op.drop_table("published_postcode")
    op.drop_table("published_map")
    op.drop_table("published_figures")
    with op.batch_alter_table("published_area", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_published_area_search"))
        batch_op.drop_index(batch_op.f("ix_published_area_municipality"))
    op.drop_table("published_area")
