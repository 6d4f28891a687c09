"""The database says which Earshot still understands it, so that an older one may go on beside a newer one."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

understood_from = "0004"
"""The oldest migration whose Earshot understands a database that went through this one; `store.migrate` keeps it.

A migration that only adds (a table, a column that may be empty or fills itself) says what the one before it said. One
that takes away what an older Earshot reads or writes names itself.
"""

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Forward; there is no way back."""
    upkeep = op.create_table(
        "upkeep",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("understood_from", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upkeep")),
    )
    op.bulk_insert(upkeep, [{"id": 1, "understood_from": understood_from}])
