"""People, roles, invitations, second factors, mail, the sealed trail, and what is shared of a plan.

Revision: 0007, after 0006
"""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from alembic import op

from workbench.kit.audit import append_only

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "audit_seal",
        sa.Column(
            "position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_audit_seal")),
        sa.UniqueConstraint("seq", name=op.f("uq_audit_seal_seq")),
    )
    for statement in append_only(op.get_bind().dialect.name, "audit_seal"):
        op.execute(statement)
    op.create_table(
        "job_rhythm",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_rhythm")),
    )
    op.create_table(
        "outgoing_mail",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name=op.f("ck_outgoing_mail_sent")),
        sa.CheckConstraint("state IN ('waiting', 'sending', 'sent', 'failed')", name=op.f("ck_outgoing_mail_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_mail")),
        sa.UniqueConstraint("key", name=op.f("uq_outgoing_mail_key")),
    )
    with op.batch_alter_table("outgoing_mail", schema=None) as batch_op:
        batch_op.create_index("ix_outgoing_mail_state", ["state", "next_try_at"], unique=False)

    op.create_table(
        "half_sign_in",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.String(length=20), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_half_sign_in_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_half_sign_in")),
    )
    with op.batch_alter_table("half_sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_half_sign_in_person_id"), ["person_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("function", sa.String(length=20), nullable=True),
        sa.Column("via_id", sa.Uuid(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times_sent", sa.Integer(), server_default="1", nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "function IS NULL OR (role = 'board' AND function IN ('chair', 'secretary', 'treasurer'))",
            name=op.f("ck_invitation_function"),
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome IN ('accepted', 'refused', 'withdrawn')", name=op.f("ck_invitation_outcome")
        ),
        sa.CheckConstraint(
            "role IN ('board', 'manager', 'adviser', 'group_member', 'commenter', 'reader', 'regional_reviewer', "
            "'funder_reader', 'administrator')",
            name=op.f("ck_invitation_role"),
        ),
        sa.CheckConstraint("(outcome IS NULL) = (closed_at IS NULL)", name=op.f("ck_invitation_closed")),
        sa.ForeignKeyConstraint(
            ["invited_by"], ["person.id"], name=op.f("fk_invitation_invited_by_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_invitation_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_invitation_person_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["via_id"], ["organisation.id"], name=op.f("fk_invitation_via_id_organisation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index("ix_invitation_organisation_id", ["organisation_id", "made_at"], unique=False)

    op.create_table(
        "known_device",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("skips_factor_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_known_device_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_device")),
    )
    with op.batch_alter_table("known_device", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_known_device_person_id"), ["person_id"], unique=False)

    op.create_table(
        "notification",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_notification_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_notification_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
    )
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.create_index("ix_notification_person_id", ["person_id", "made_at"], unique=False)

    op.create_table(
        "notification_choice",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("delivery", sa.String(length=10), nullable=False),
        sa.CheckConstraint("delivery IN ('direct', 'daily', 'never')", name=op.f("ck_notification_choice_delivery")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_notification_choice_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_notification_choice")),
    )
    op.create_table(
        "one_time_token",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("purpose IN ('sign_in', 'reset', 'email')", name=op.f("ck_one_time_token_purpose")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_one_time_token_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_token")),
    )
    with op.batch_alter_table("one_time_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_one_time_token_person_id"), ["person_id"], unique=False)

    op.create_table(
        "organisation_area",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_area_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "code", name=op.f("pk_organisation_area")),
    )
    op.create_table(
        "organisation_link",
        sa.Column("collaboration_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("collaboration_id <> other_id", name=op.f("ck_organisation_link_two")),
        sa.ForeignKeyConstraint(
            ["collaboration_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_link_collaboration_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_link_other_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("collaboration_id", "other_id", name=op.f("pk_organisation_link")),
    )
    with op.batch_alter_table("organisation_link", schema=None) as batch_op:
        batch_op.create_index("ix_organisation_link_other_id", ["other_id"], unique=False)

    op.create_table(
        "practice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("discipline", sa.String(length=30), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=True),
        sa.Column("kvk", sa.String(length=8), nullable=True),
        sa.Column("postcode", sa.String(length=6), nullable=True),
        sa.Column("place", sa.String(length=100), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "discipline IN ('general_practice', 'pharmacy', 'physiotherapy', 'district_nursing', "
            "'mental_health', 'dietetics', 'speech_therapy', 'occupational_therapy', 'remedial_therapy', "
            "'midwifery', 'dentistry', 'podiatry', 'welfare', 'municipality', 'residents', 'other')",
            name=op.f("ck_practice_discipline"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_practice_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
    )
    with op.batch_alter_table("practice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "recovery_code",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_recovery_code_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
    )
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recovery_code_person_id"), ["person_id"], unique=False)

    op.create_table(
        "plan_assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("piece", sa.String(length=100), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("assigned_by", sa.Uuid(), nullable=True),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(
            ["assigned_by"], ["person.id"], name=op.f("fk_plan_assignment_assigned_by_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_plan_assignment_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_plan_assignment_plan_id_plan"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_assignment")),
        sa.UniqueConstraint("plan_id", "piece", "person_id", name=op.f("uq_plan_assignment_plan_id_piece_person_id")),
    )
    with op.batch_alter_table("plan_assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_assignment_person_id"), ["person_id"], unique=False)

    op.create_table(
        "plan_viewing",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.Column("share", sa.String(length=36), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("how IN ('pages', 'file')", name=op.f("ck_plan_viewing_how")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_plan_viewing_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_plan_viewing_plan_id_plan"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("plan_id", "day", "person_id", "how", "share", name=op.f("pk_plan_viewing")),
    )
    op.create_table(
        "plan_share",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("snapshot_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shared_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("ended_at IS NULL OR ended_at >= shared_at", name=op.f("ck_plan_share_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["person.id"], name=op.f("fk_plan_share_ended_by_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_plan_share_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_share_plan_id_plan"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["shared_by"], ["person.id"], name=op.f("fk_plan_share_shared_by_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["snapshot_id"],
            ["plan_snapshot.id"],
            name=op.f("fk_plan_share_snapshot_id_plan_snapshot"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_share")),
    )
    with op.batch_alter_table("plan_share", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_share_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_share_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(
            "uq_plan_share_standing",
            ["snapshot_id", "organisation_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    with op.batch_alter_table("sign_in_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_link_person_id"))

    op.drop_table("sign_in_link")
    # Not as a batch: that would make the table anew on SQLite, without the triggers that keep it from changing.
    for name, length in (("roles", 120), ("session_ref", 16), ("address", 50), ("client", 80), ("mac", 64)):
        op.add_column("audit_event", sa.Column(name, sa.String(length=length), nullable=True))

    _make_memberships_anew()
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_organisation_kind"), type_="check")
        batch_op.add_column(sa.Column("funder_kind", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("legal_form", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("kvk", sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column("agb", sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column("iban", sa.String(length=34), nullable=True))
        batch_op.add_column(sa.Column("street", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("postcode", sa.String(length=6), nullable=True))
        batch_op.add_column(sa.Column("place", sa.String(length=100), nullable=True))
        batch_op.add_column(sa.Column("signatory", sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column("signatory_function", sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_check_constraint("kind", "kind IN ('collaboration', 'support', 'region', 'funder')")
        batch_op.create_check_constraint(
            "funder",
            "funder_kind IS NULL OR (kind = 'funder' AND funder_kind IN ('insurer', 'municipality', 'other'))",
        )
        batch_op.create_check_constraint(
            "legal_form",
            "legal_form IS NULL OR legal_form IN "
            "('foundation', 'association', 'cooperative', 'company', 'partnership', 'none')",
        )

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("password_changed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("totp_secret", sa.String(length=300), nullable=True))
        batch_op.add_column(sa.Column("totp_step", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("totp_pending", sa.String(length=500), nullable=True))
        batch_op.add_column(sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("open_to_partners", sa.Boolean(), server_default="0", nullable=False))

    _make_sessions_anew()


def downgrade() -> None:
    """Go back to the revision before."""
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_sign_in_session_handle"), type_="unique")
        for name in ("ended_at", "with_factor", "address", "client", "handle"):
            batch_op.drop_column(name)

    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_column("open_to_partners")

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("erased_at")
        batch_op.drop_column("deactivated_at")
        batch_op.drop_column("signed_in_at")
        batch_op.drop_column("totp_pending")
        batch_op.drop_column("totp_step")
        batch_op.drop_column("totp_secret")
        batch_op.drop_column("password_changed_at")

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        for name in ("kind", "funder", "legal_form"):
            batch_op.drop_constraint(batch_op.f(f"ck_organisation_{name}"), type_="check")
        batch_op.drop_column("closed_at")
        batch_op.drop_column("version")
        batch_op.drop_column("signatory_function")
        batch_op.drop_column("signatory")
        batch_op.drop_column("place")
        batch_op.drop_column("postcode")
        batch_op.drop_column("street")
        batch_op.drop_column("iban")
        batch_op.drop_column("agb")
        batch_op.drop_column("kvk")
        batch_op.drop_column("legal_form")
        batch_op.drop_column("funder_kind")
        batch_op.create_check_constraint("kind", "kind IN ('collaboration', 'support', 'funder')")

    _make_memberships_as_before()
    for name in ("mac", "client", "address", "session_ref", "roles"):
        op.drop_column("audit_event", name)

    op.create_table(
        "sign_in_link",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_in_link_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_link")),
    )
    with op.batch_alter_table("sign_in_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_link_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("plan_share", schema=None) as batch_op:
        batch_op.drop_index("uq_plan_share_standing")
        batch_op.drop_index(batch_op.f("ix_plan_share_plan_id"))
        batch_op.drop_index(batch_op.f("ix_plan_share_organisation_id"))

    op.drop_table("plan_share")
    op.drop_table("plan_viewing")
    with op.batch_alter_table("plan_assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_assignment_person_id"))

    op.drop_table("plan_assignment")
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recovery_code_person_id"))

    op.drop_table("recovery_code")
    with op.batch_alter_table("practice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_practice_organisation_id"))

    op.drop_table("practice")
    with op.batch_alter_table("organisation_link", schema=None) as batch_op:
        batch_op.drop_index("ix_organisation_link_other_id")

    op.drop_table("organisation_link")
    op.drop_table("organisation_area")
    with op.batch_alter_table("one_time_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_time_token_person_id"))

    op.drop_table("one_time_token")
    op.drop_table("notification_choice")
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.drop_index("ix_notification_person_id")

    op.drop_table("notification")
    with op.batch_alter_table("known_device", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_known_device_person_id"))

    op.drop_table("known_device")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index("ix_invitation_organisation_id")

    op.drop_table("invitation")
    with op.batch_alter_table("half_sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_half_sign_in_person_id"))

    op.drop_table("half_sign_in")
    with op.batch_alter_table("outgoing_mail", schema=None) as batch_op:
        batch_op.drop_index("ix_outgoing_mail_state")

    op.drop_table("outgoing_mail")
    op.drop_table("job_rhythm")
    op.drop_table("audit_seal")


def _make_memberships_anew() -> None:
    """Somebody may hold several roles in one organisation now, so each row gets an id of its own."""
    held = op.get_bind().execute(sa.select(*_old_membership().c)).mappings().all()
    op.drop_table("membership")
    made = op.create_table(
        "membership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("function", sa.String(length=20), nullable=True),
        sa.Column("via_id", sa.Uuid(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "role IN ('board', 'manager', 'adviser', 'group_member', 'commenter', 'reader', 'regional_reviewer', "
            "'funder_reader', 'administrator')",
            name=op.f("ck_membership_role"),
        ),
        sa.CheckConstraint(
            "function IS NULL OR (role = 'board' AND function IN ('chair', 'secretary', 'treasurer'))",
            name=op.f("ck_membership_function"),
        ),
        *_membership_keys(("via_id", "organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "person_id", "organisation_id", "role", name=op.f("uq_membership_person_id_organisation_id_role")
        ),
    )
    op.create_index(op.f("ix_membership_organisation_id"), "membership", ["organisation_id"])
    op.create_index(op.f("ix_membership_via_id"), "membership", ["via_id"])
    if held:
        op.bulk_insert(made, [{**row, "id": uuid.uuid4()} for row in held])


def _make_memberships_as_before() -> None:
    """Keep of several roles the first; a role that did not exist becomes reader."""
    held = op.get_bind().execute(sa.select(*_old_membership().c)).mappings().all()
    known = ("board", "manager", "adviser", "reader")
    first = {(row["person_id"], row["organisation_id"]): dict(row) for row in reversed(held)}
    op.drop_table("membership")
    made = op.create_table(
        "membership",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("function", sa.String(length=20), nullable=True),
        sa.CheckConstraint(f"role IN {known!r}", name=op.f("ck_membership_role")),
        sa.CheckConstraint(
            "function IS NULL OR (role = 'board' AND function IN ('chair', 'treasurer'))",
            name=op.f("ck_membership_function"),
        ),
        *_membership_keys(),
        sa.PrimaryKeyConstraint("person_id", "organisation_id", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_organisation_id"), "membership", ["organisation_id"])
    rows = [
        row
        | {
            "role": row["role"] if row["role"] in known else "reader",
            "function": row["function"] if row["function"] in {"chair", "treasurer"} else None,
        }
        for row in first.values()
    ]
    if rows:
        op.bulk_insert(made, rows)


def _old_membership() -> sa.TableClause:
    return sa.table(
        "membership",
        sa.column("person_id", sa.Uuid()),
        sa.column("organisation_id", sa.Uuid()),
        sa.column("role", sa.String()),
        sa.column("function", sa.String()),
    )


def _membership_keys(*more: tuple[str, str]) -> list[sa.ForeignKeyConstraint]:
    columns = (("person_id", "person"), ("organisation_id", "organisation"), *more)
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{table}.id"], name=op.f(f"fk_membership_{column}_{table}"), ondelete="CASCADE"
        )
        for column, table in columns
    ]


def _make_sessions_anew() -> None:
    """Keep who is signed in: what they type belongs to a session that is known."""
    known = sa.table(
        "sign_in_session",
        sa.column("id", sa.String()),
        sa.column("person_id", sa.Uuid()),
        sa.column("started_at", sa.DateTime(timezone=True)),
        sa.column("seen_at", sa.DateTime(timezone=True)),
    )
    held = op.get_bind().execute(sa.select(*known.c)).mappings().all()
    op.drop_table("sign_in_session")
    made = op.create_table(
        "sign_in_session",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("handle", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("client", sa.String(length=80), server_default="", nullable=False),
        sa.Column("address", sa.String(length=50), server_default="", nullable=False),
        sa.Column("with_factor", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_in_session_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_session")),
        sa.UniqueConstraint("handle", name=op.f("uq_sign_in_session_handle")),
    )
    op.create_index(op.f("ix_sign_in_session_person_id"), "sign_in_session", ["person_id"])
    if held:
        op.bulk_insert(
            made, [{**row, "handle": uuid.uuid4(), "client": "", "address": "", "with_factor": False} for row in held]
        )
