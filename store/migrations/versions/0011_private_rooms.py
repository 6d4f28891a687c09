"""A room knows whether it is private; until its platform says, nobody is offered it who was not in it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

understood_from = "0005"


def upgrade() -> None:
    """Forward; there is no way back."""
    op.add_column("rooms", sa.Column("private", sa.Boolean(), nullable=True))
