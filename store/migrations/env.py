"""What alembic runs: the migrations, on the connection it was handed."""

from alembic import context

from store.rows import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
    transactional_ddl=True,  # so does SQLite, once the driver does not commit by itself: all of it or nothing
)
with context.begin_transaction():
    context.run_migrations()
