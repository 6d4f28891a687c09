"""Nudges are planned zone by zone: an index on those who turned them on, and none by how often any more."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

understood_from = "0005"

ON = sa.text("nudges != 'off'")


def upgrade() -> None:
    """Forward; there is no way back."""
    columns = ["zone", "id", "nudged_at", "nudge_every"]
    op.create_index("ix_people_zone_id", "people", columns, sqlite_where=ON, postgresql_where=ON)
    op.drop_index(op.f("ix_people_nudges_id"), table_name="people")
