"""What an item was answered is counted in an index alone: with each answer it is counted anew."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

understood_from = "0005"


def upgrade() -> None:
    """Forward; there is no way back."""
    columns = ["item_id", "kind", "taken_back"]
    op.create_index(op.f("ix_answers_item_id_kind_taken_back"), "answers", columns, unique=False)
    op.drop_index(op.f("ix_answers_item_id_kind"), "answers")
