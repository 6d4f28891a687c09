"""Lanes with a lease and a fence, so that several replicas deliver; gates, so that nothing goes too fast."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

understood_from = "0005"
"""It only adds, and yet: an Earshot that knows no lanes would not see that a message is somebody else's already."""

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Forward; there is no way back."""
    op.create_table(
        "lanes",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.Column("paced_until", sa.BigInteger(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=False),
        sa.Column("fence", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_lanes")),
    )
    op.create_index(op.f("ix_lanes_team_method_next_at"), "lanes", ["team", "method", "next_at"], unique=False)
    op.create_table(
        "gates",
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("opens_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("team", "method", name=op.f("pk_gates")),
    )
    op.create_table(
        "platforms",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unknowns", NUMBER, nullable=False),
        sa.Column("paused_until", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_platforms")),
    )
    op.create_table(
        "heard",
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_heard")),
    )
    op.create_index(op.f("ix_heard_at"), "heard", ["at"], unique=False)
    # What waits, or was in the air, when the old release stopped.
    op.execute(
        "insert into lanes (key, team, method, next_at, paced_until, lease_until, fence) "
        "select lane, '', 'send', min(not_before), 0, 0, 0 from outbox "
        "where state in ('waiting', 'leaving') group by lane"
    )
