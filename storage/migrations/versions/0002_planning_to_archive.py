"""Notices, planning, staffing, exam, marking, scores, certificates and the archive."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.engine.metadata import Id, Instant, Json

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "room",
        sa.Column("id", Id, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("venue", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column(
            "part", sa.Enum("theory", "practical", "review", name="part", native_enum=False, length=40), nullable=False
        ),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("code", name=op.f("uq_room_code")),
    )
    op.create_table(
        "series",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_series")),
    )
    op.create_table(
        "stock_item",
        sa.Column("id", Id, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_item")),
        sa.UniqueConstraint("code", name=op.f("uq_stock_item_code")),
    )
    op.create_table(
        "archive",
        sa.Column("id", Id, nullable=False),
        sa.Column("batch_id", Id, nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("entries", Json(), nullable=False),
        sa.Column("built_at", Instant(), nullable=False),
        sa.Column("built_by", Id, nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_archive_batch_id_batch")),
        sa.ForeignKeyConstraint(["built_by"], ["person.id"], name=op.f("fk_archive_built_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive")),
        sa.UniqueConstraint("batch_id", name=op.f("uq_archive_batch_id")),
    )
    op.create_table(
        "notice",
        sa.Column("id", Id, nullable=False),
        sa.Column("batch_id", Id, nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("written_by", Id, nullable=True),
        sa.Column(
            "status",
            sa.Enum("draft", "published", "withdrawn", name="noticestatus", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("published_at", Instant(), nullable=True),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.Column("publish_at", Instant(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_notice_batch_id_batch")),
        sa.ForeignKeyConstraint(["written_by"], ["person.id"], name=op.f("fk_notice_written_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "score_round",
        sa.Column("id", Id, nullable=False),
        sa.Column("batch_id", Id, nullable=False),
        sa.Column("summarised_at", Instant(), nullable=False),
        sa.Column("summarised_by", Id, nullable=False),
        sa.Column("audited_at", Instant(), nullable=True),
        sa.Column("audited_by", Id, nullable=True),
        sa.Column("released_at", Instant(), nullable=True),
        sa.Column("released_by", Id, nullable=True),
        sa.Column("public_until", sa.Date(), nullable=True),
        sa.Column("check_until", sa.Date(), nullable=True),
        sa.Column("release_at", Instant(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["audited_by"], ["person.id"], name=op.f("fk_score_round_audited_by_person")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_score_round_batch_id_batch")),
        sa.ForeignKeyConstraint(["released_by"], ["person.id"], name=op.f("fk_score_round_released_by_person")),
        sa.ForeignKeyConstraint(["summarised_by"], ["person.id"], name=op.f("fk_score_round_summarised_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_round")),
        sa.UniqueConstraint("batch_id", name=op.f("uq_score_round_batch_id")),
    )
    op.create_table(
        "sitting",
        sa.Column("id", Id, nullable=False),
        sa.Column("batch_id", Id, nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column(
            "part", sa.Enum("theory", "practical", "review", name="part", native_enum=False, length=40), nullable=False
        ),
        sa.Column("room_id", Id, nullable=False),
        sa.Column("starts_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("proposed", "confirmed", name="sittingstatus", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_sitting_batch_id_batch")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_sitting_room_id_room")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting")),
    )
    with op.batch_alter_table("sitting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sitting_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sitting_room_id"), ["room_id"], unique=False)

    op.create_table(
        "staff_card",
        sa.Column("id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column(
            "kind",
            sa.Enum("invigilator", "examiner", "senior_examiner", name="cardkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("occupations", Json(), nullable=False),
        sa.Column("levels", Json(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("employer", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_staff_card_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_card")),
        sa.UniqueConstraint("number", name=op.f("uq_staff_card_number")),
    )
    with op.batch_alter_table("staff_card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_card_person_id"), ["person_id"], unique=False)

    op.create_table(
        "subscription",
        sa.Column("id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("occupation", sa.Text(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_subscription_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sa.UniqueConstraint("occupation", "person_id", name=op.f("uq_subscription_occupation_person_id")),
    )
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subscription_person_id"), ["person_id"], unique=False)

    op.create_table(
        "audit_finding",
        sa.Column("id", Id, nullable=False),
        sa.Column("batch_id", Id, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "missing",
                "unexpected",
                "wrong_sum",
                "close",
                "outlier",
                "identical",
                "unusual_rate",
                name="findingkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("application_id", Id, nullable=True),
        sa.Column(
            "part", sa.Enum("theory", "practical", "review", name="part", native_enum=False, length=40), nullable=True
        ),
        sa.Column("resolved_at", Instant(), nullable=True),
        sa.Column("resolved_by", Id, nullable=True),
        sa.Column("resolution", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_audit_finding_application_id_application")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_audit_finding_batch_id_batch")),
        sa.ForeignKeyConstraint(["resolved_by"], ["person.id"], name=op.f("fk_audit_finding_resolved_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_finding")),
    )
    with op.batch_alter_table("audit_finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_finding_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "certificate",
        sa.Column("id", Id, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("batch_id", Id, nullable=False),
        sa.Column("application_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("printed", sa.LargeBinary(), nullable=False),
        sa.Column("prepared_by", Id, nullable=False),
        sa.Column("prepared_at", Instant(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "prepared", "issued", "replaced", "revoked", name="certificatestatus", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("approved_by", Id, nullable=True),
        sa.Column("issued_at", Instant(), nullable=True),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by", Id, nullable=True),
        sa.Column("end_reason", sa.LargeBinary(), nullable=False),
        sa.Column("replaced_by_id", Id, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_certificate_application_id_application")
        ),
        sa.ForeignKeyConstraint(["approved_by"], ["person.id"], name=op.f("fk_certificate_approved_by_person")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_certificate_batch_id_batch")),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_certificate_ended_by_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_certificate_person_id_person")),
        sa.ForeignKeyConstraint(["prepared_by"], ["person.id"], name=op.f("fk_certificate_prepared_by_person")),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"], ["certificate.id"], name=op.f("fk_certificate_replaced_by_id_certificate")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("token", name=op.f("uq_certificate_token")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_certificate_in_force",
            ["application_id"],
            unique=True,
            sqlite_where=sa.text("status IN ('prepared', 'issued')"),
            postgresql_where=sa.text("status IN ('prepared', 'issued')"),
        )
        batch_op.create_index(
            "uq_certificate_number_in_force",
            ["number"],
            unique=True,
            sqlite_where=sa.text("status IN ('prepared', 'issued')"),
            postgresql_where=sa.text("status IN ('prepared', 'issued')"),
        )

    op.create_table(
        "ending",
        sa.Column("id", Id, nullable=False),
        sa.Column("certificate_id", Id, nullable=False),
        sa.Column("kind", sa.Enum("revoke", "replace", name="endkind", native_enum=False, length=40), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("proposed_by", Id, nullable=False),
        sa.Column("proposed_at", Instant(), nullable=False),
        sa.Column("decided_by", Id, nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name=op.f("fk_ending_certificate_id_certificate")
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_ending_decided_by_person")),
        sa.ForeignKeyConstraint(["proposed_by"], ["person.id"], name=op.f("fk_ending_proposed_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ending")),
    )
    with op.batch_alter_table("ending", schema=None) as batch_op:
        batch_op.create_index(
            "uq_ending_undecided",
            ["certificate_id"],
            unique=True,
            sqlite_where=sa.text("decided_at IS NULL"),
            postgresql_where=sa.text("decided_at IS NULL"),
        )

    op.create_table(
        "checklist_line",
        sa.Column("id", Id, nullable=False),
        sa.Column("batch_id", Id, nullable=False),
        sa.Column("sitting_id", Id, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("provided", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("ready", "short", "waived", name="linestatus", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("owner_id", Id, nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", Id, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_checklist_line_batch_id_batch")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_checklist_line_decided_by_person")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_checklist_line_owner_id_person")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_checklist_line_sitting_id_sitting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_line")),
        sa.UniqueConstraint("sitting_id", "code", name=op.f("uq_checklist_line_sitting_id_code")),
    )
    with op.batch_alter_table("checklist_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_checklist_line_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "duty",
        sa.Column("id", Id, nullable=False),
        sa.Column("sitting_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column(
            "role",
            sa.Enum("invigilator", "examiner", "leader", name="dutyrole", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "offered",
                "accepted",
                "declined",
                "lapsed",
                "reassigned",
                name="dutystatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answer_by", Instant(), nullable=True),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_duty_person_id_person")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_duty_sitting_id_sitting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
    )
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_duty_sitting_id"), ["sitting_id"], unique=False)

    op.create_table(
        "result",
        sa.Column("id", Id, nullable=False),
        sa.Column("batch_id", Id, nullable=False),
        sa.Column("application_id", Id, nullable=False),
        sa.Column(
            "part", sa.Enum("theory", "practical", "review", name="part", native_enum=False, length=40), nullable=False
        ),
        sa.Column(
            "outcome",
            sa.Enum("passed", "failed", "absent", "void", "kept", name="outcome", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("tenths", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by", Id, nullable=False),
        sa.Column("vetoed", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("approved_by", Id, nullable=True),
        sa.Column("replaced", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_result_application_id_application")
        ),
        sa.ForeignKeyConstraint(["approved_by"], ["person.id"], name=op.f("fk_result_approved_by_person")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_result_batch_id_batch")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_result_made_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result")),
        sa.UniqueConstraint("application_id", "part", "number", name=op.f("uq_result_application_id_part_number")),
    )
    with op.batch_alter_table("result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_result_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "room_record",
        sa.Column("id", Id, nullable=False),
        sa.Column("sitting_id", Id, nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("started_by", Id, nullable=False),
        sa.Column("added_minutes", sa.Integer(), nullable=False),
        sa.Column("finished_at", Instant(), nullable=True),
        sa.Column("finished_by", Id, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["finished_by"], ["person.id"], name=op.f("fk_room_record_finished_by_person")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_room_record_sitting_id_sitting")),
        sa.ForeignKeyConstraint(["started_by"], ["person.id"], name=op.f("fk_room_record_started_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_record")),
        sa.UniqueConstraint("sitting_id", name=op.f("uq_room_record_sitting_id")),
    )
    op.create_table(
        "score_check",
        sa.Column("id", Id, nullable=False),
        sa.Column("application_id", Id, nullable=False),
        sa.Column(
            "part", sa.Enum("theory", "practical", "review", name="part", native_enum=False, length=40), nullable=False
        ),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column(
            "ground",
            sa.Enum(
                "missed_marking",
                "wrong_addition",
                "wrong_entry",
                name="checkground",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("asked", "proposed", "upheld", "changed", name="checkstatus", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("handler_id", Id, nullable=True),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("tenths", sa.LargeBinary(), nullable=True),
        sa.Column("lifts_veto", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_score_check_application_id_application")
        ),
        sa.ForeignKeyConstraint(["handler_id"], ["person.id"], name=op.f("fk_score_check_handler_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_check")),
        sa.UniqueConstraint("application_id", "part", name=op.f("uq_score_check_application_id_part")),
    )
    op.create_table(
        "ticket",
        sa.Column("id", Id, nullable=False),
        sa.Column("batch_id", Id, nullable=False),
        sa.Column("application_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("issued_at", Instant(), nullable=True),
        sa.Column("file", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_ticket_application_id_application")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_ticket_batch_id_batch")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_ticket_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint("application_id", name=op.f("uq_ticket_application_id")),
        sa.UniqueConstraint("number", name=op.f("uq_ticket_number")),
        sa.UniqueConstraint("token", name=op.f("uq_ticket_token")),
    )
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ticket_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ticket_person_id"), ["person_id"], unique=False)

    op.create_table(
        "enrolment",
        sa.Column("id", Id, nullable=False),
        sa.Column("batch_id", Id, nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("particulars", sa.LargeBinary(), nullable=False),
        sa.Column("id_index", sa.LargeBinary(), nullable=False),
        sa.Column("phone_index", sa.LargeBinary(), nullable=False),
        sa.Column("imported_at", Instant(), nullable=False),
        sa.Column("imported_by", Id, nullable=False),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("application_id", Id, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_enrolment_application_id_application")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_enrolment_batch_id_batch")),
        sa.ForeignKeyConstraint(["imported_by"], ["person.id"], name=op.f("fk_enrolment_imported_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint("batch_id", "id_index", name=op.f("uq_enrolment_batch_id_id_index")),
    )
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enrolment_phone_index"), ["phone_index"], unique=False)
        batch_op.create_index(
            "ix_enrolment_awaited",
            ["batch_id"],
            unique=False,
            sqlite_where=sa.text("application_id IS NULL"),
            postgresql_where=sa.text("application_id IS NULL"),
        )

    op.create_table(
        "booking",
        sa.Column("id", Id, nullable=False),
        sa.Column("ticket_id", Id, nullable=False),
        sa.Column("application_id", Id, nullable=False),
        sa.Column("sitting_id", Id, nullable=False),
        sa.Column(
            "part", sa.Enum("theory", "practical", "review", name="part", native_enum=False, length=40), nullable=False
        ),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column(
            "attendance",
            sa.Enum("present", "late", "absent", "void", name="attendance", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_booking_application_id_application")
        ),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_booking_sitting_id_sitting")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_booking_ticket_id_ticket")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
        sa.UniqueConstraint("sitting_id", "seat", name=op.f("uq_booking_sitting_id_seat")),
        sa.UniqueConstraint("ticket_id", "part", name=op.f("uq_booking_ticket_id_part")),
    )
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_booking_application_id"), ["application_id"], unique=False)

    op.create_table(
        "admission",
        sa.Column("id", Id, nullable=False),
        sa.Column("booking_id", Id, nullable=False),
        sa.Column("sitting_id", Id, nullable=False),
        sa.Column("admitted_at", Instant(), nullable=False),
        sa.Column("admitted_by", Id, nullable=False),
        sa.Column("matched", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("undone_at", Instant(), nullable=True),
        sa.Column("undone_by", Id, nullable=True),
        sa.Column("undo_reason", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["admitted_by"], ["person.id"], name=op.f("fk_admission_admitted_by_person")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_admission_booking_id_booking")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_admission_sitting_id_sitting")),
        sa.ForeignKeyConstraint(["undone_by"], ["person.id"], name=op.f("fk_admission_undone_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admission")),
    )
    with op.batch_alter_table("admission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_admission_booking_id"), ["booking_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_admission_sitting_id"), ["sitting_id"], unique=False)

    op.create_table(
        "incident",
        sa.Column("id", Id, nullable=False),
        sa.Column("sitting_id", Id, nullable=False),
        sa.Column("booking_id", Id, nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "minor",
                "cheating",
                "serious",
                "most_serious",
                "emergency",
                name="incidentkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_by", Id, nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("countersigned_by", Id, nullable=True),
        sa.Column("countersigned_at", Instant(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_incident_booking_id_booking")),
        sa.ForeignKeyConstraint(["countersigned_by"], ["person.id"], name=op.f("fk_incident_countersigned_by_person")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_incident_recorded_by_person")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_incident_sitting_id_sitting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_sitting_id"), ["sitting_id"], unique=False)

    op.create_table(
        "sheet",
        sa.Column("id", Id, nullable=False),
        sa.Column("booking_id", Id, nullable=False),
        sa.Column("examiner_id", Id, nullable=False),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.Column("vetoed", sa.LargeBinary(), nullable=False),
        sa.Column("submitted_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_sheet_booking_id_booking")),
        sa.ForeignKeyConstraint(["examiner_id"], ["person.id"], name=op.f("fk_sheet_examiner_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet")),
        sa.UniqueConstraint("booking_id", "examiner_id", name=op.f("uq_sheet_booking_id_examiner_id")),
    )
    with op.batch_alter_table("sheet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sheet_examiner_id"), ["examiner_id"], unique=False)

    op.create_table(
        "theory_entry",
        sa.Column("id", Id, nullable=False),
        sa.Column("booking_id", Id, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("tenths", sa.LargeBinary(), nullable=False),
        sa.Column("clerk_id", Id, nullable=False),
        sa.Column("entered_at", Instant(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_theory_entry_booking_id_booking")),
        sa.ForeignKeyConstraint(["clerk_id"], ["person.id"], name=op.f("fk_theory_entry_clerk_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theory_entry")),
        sa.UniqueConstraint("booking_id", "clerk_id", name=op.f("uq_theory_entry_booking_id_clerk_id")),
        sa.UniqueConstraint("booking_id", "round", name=op.f("uq_theory_entry_booking_id_round")),
    )


def downgrade() -> None:
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.drop_index("ix_enrolment_awaited")
        batch_op.drop_index(batch_op.f("ix_enrolment_phone_index"))

    op.drop_table("enrolment")
    op.drop_table("theory_entry")
    with op.batch_alter_table("sheet", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sheet_examiner_id"))

    op.drop_table("sheet")
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incident_sitting_id"))

    op.drop_table("incident")
    with op.batch_alter_table("admission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_admission_sitting_id"))
        batch_op.drop_index(batch_op.f("ix_admission_booking_id"))

    op.drop_table("admission")
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_booking_application_id"))

    op.drop_table("booking")
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ticket_person_id"))
        batch_op.drop_index(batch_op.f("ix_ticket_batch_id"))

    op.drop_table("ticket")
    op.drop_table("score_check")
    op.drop_table("room_record")
    with op.batch_alter_table("result", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_result_batch_id"))

    op.drop_table("result")
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duty_sitting_id"))
        batch_op.drop_index(batch_op.f("ix_duty_person_id"))

    op.drop_table("duty")
    with op.batch_alter_table("checklist_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_checklist_line_batch_id"))

    op.drop_table("checklist_line")
    with op.batch_alter_table("ending", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_ending_undecided",
            sqlite_where=sa.text("decided_at IS NULL"),
            postgresql_where=sa.text("decided_at IS NULL"),
        )

    op.drop_table("ending")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_certificate_number_in_force",
            sqlite_where=sa.text("status IN ('prepared', 'issued')"),
            postgresql_where=sa.text("status IN ('prepared', 'issued')"),
        )
        batch_op.drop_index(
            "uq_certificate_in_force",
            sqlite_where=sa.text("status IN ('prepared', 'issued')"),
            postgresql_where=sa.text("status IN ('prepared', 'issued')"),
        )
        batch_op.drop_index(batch_op.f("ix_certificate_person_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_batch_id"))

    op.drop_table("certificate")
    with op.batch_alter_table("audit_finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_finding_batch_id"))

    op.drop_table("audit_finding")
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_subscription_person_id"))

    op.drop_table("subscription")
    with op.batch_alter_table("staff_card", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_card_person_id"))

    op.drop_table("staff_card")
    with op.batch_alter_table("sitting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sitting_room_id"))
        batch_op.drop_index(batch_op.f("ix_sitting_batch_id"))

    op.drop_table("sitting")
    op.drop_table("score_round")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_batch_id"))

    op.drop_table("notice")
    op.drop_table("archive")
    op.drop_table("stock_item")
    op.drop_table("series")
    op.drop_table("room")
