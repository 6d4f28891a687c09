"""A steward's questions are answered by indexes: the newest items, and the reasons of the last months."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

understood_from = "0005"

NOT_FOR_US = sa.text("kind = 'not_for_us'")


def upgrade() -> None:
    """Forward; there is no way back."""
    op.create_index(op.f("ix_items_at_id"), "items", ["at", "id"], unique=False)
    columns = ["at", "item_id", "reason", "person_id", "taken_back"]
    op.create_index("ix_answers_not_for_us", "answers", columns, sqlite_where=NOT_FOR_US, postgresql_where=NOT_FOR_US)
