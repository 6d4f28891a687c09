"""A person can choose the language that is spoken with them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; there is no way back."""
    op.add_column("people", sa.Column("chosen_language", sa.Text(), nullable=True))
