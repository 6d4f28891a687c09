"""PostgreSQL draws no sample any more of what people are called or wrote, and drops those it drew."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

understood_from = "0005"

COLUMNS = {
    "people": ["external_id", "route", "name"],
    "items": ["url", "title", "text", "picture"],
    "finds": ["why"],
    "answers": ["reason"],
    "drafts": ["asked", "answers", "text", "trace"],
    "stories": ["title", "text", "team", "link", "picture"],
    "story_names": ["name"],
    "outbox": ["body"],
}
"""Words and names that no plan depends on: what is looked for by one of them is found by a unique index."""


def upgrade() -> None:
    """Forward; there is no way back.

    A sample stays until its table is analyzed anew, and for ever where that is empty by then: a forgotten person would
    be in it. Giving a column the type it has drops its sample, and rewrites nothing.
    """
    if op.get_bind().dialect.name != "postgresql":
        return  # SQLite draws samples only when it is told to, and we never do
    for table, columns in COLUMNS.items():
        for column in columns:
            op.execute(f"alter table {table} alter column {column} type text")
            op.execute(f"alter table {table} alter column {column} set statistics 0")
