"""A steward's desk, boundaries of people, and what is kept of a draft so that one that sounds alike is told so."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
NEW = (
    ("people", "never_days", sa.Text(), ""),
    ("people", "boundaries", sa.Text(), ""),
    ("sources", "made", sa.Boolean(), sa.false()),
    ("items", "corrected", sa.Boolean(), sa.false()),
)
"""Columns that no row may leave empty, with what stands in the rows there are."""


def upgrade() -> None:
    """Forward; there is no way back."""
    for table, name, kind, before in NEW:
        op.add_column(table, sa.Column(name, kind, nullable=False, server_default=before))
        with op.batch_alter_table(table) as batch:
            batch.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)
    op.add_column("drafts", sa.Column("trace", sa.Text(), nullable=True))
    op.add_column("sources", sa.Column("heard_at", sa.BigInteger(), nullable=True))
    op.add_column("cards", sa.Column("asked_at", sa.BigInteger(), nullable=True))
    op.execute("update cards set asked_at = at where life = 'asking'")
    op.create_table(
        "notices",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("room_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=op.f("fk_notices_room_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_index(op.f("ix_notices_at"), "notices", ["at"], unique=False)
    op.create_index(op.f("ix_notices_room_id_at"), "notices", ["room_id", "at"], unique=False)
    op.create_table(
        "acts",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acts")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_acts_at"), "acts", ["at"], unique=False)
    op.create_table(
        "programme",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("stopped_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
    )
    op.execute("insert into programme (id) values (1)")
