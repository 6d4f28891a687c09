"""A table for workspaces that install the bot by themselves, each with a sealed token."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

understood_from = "0005"


def upgrade() -> None:
    """Forward; there is no way back."""
    op.create_table(
        "workspaces",
        *(sa.Column(name, sa.Text(), nullable=False) for name in TEXTS),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "workspace", name=op.f("pk_workspaces")),
    )


TEXTS = ("platform", "workspace", "name", "bot_user", "bot", "app", "token")
