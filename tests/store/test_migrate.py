import ast
import re
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from store import migrate, rows
from store.database import Database
from store.lock import StoreInUse
from store.manners import writer_engine
from tests import postgresql
from tests.store import making
from tests.store.looking import looked


@pytest.fixture
def url(backend: str, request: pytest.FixtureRequest, worker_id: str) -> str:
    """A migrated database that nobody else uses: what happens to it here is not undone."""
    if backend == "sqlite":
        return f"sqlite:///{request.getfixturevalue('file')}"
    try:
        there = postgresql.fresh(f"migrated_{worker_id}")
    except LookupError as missing:
        pytest.skip(str(missing))
    migrate.upgrade(there)
    return there


def at_version(file: Path, version: str) -> str:
    """A database as an older Earshot left it; returns its address."""
    url = f"sqlite:///{file}"
    engine = writer_engine(url, connections=1, foreign_keys=False)
    with as_file(files("store") / "migrations") as folder, engine.begin() as connection:
        config = migrate.configured(str(folder))
        config.attributes["connection"] = connection
        command.upgrade(config, version)
    engine.dispose()
    return url


def test_there_is_one_head_and_the_constant_names_it() -> None:
    with as_file(files("store") / "migrations") as folder:
        assert ScriptDirectory.from_config(migrate.configured(str(folder))).get_heads() == [migrate.HEAD]


def test_a_migrated_database_is_what_the_tables_say(url: str) -> None:
    engine = writer_engine(url, connections=1)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, rows.metadata) == []
    engine.dispose()


def test_an_empty_database_is_behind_and_a_migrated_one_is_not(tmp_path: Path, url: str) -> None:
    assert migrate.behind(f"sqlite:///{tmp_path / 'empty.db'}")
    assert not migrate.behind(url)


def test_migrating_twice_changes_nothing_the_second_time(url: str) -> None:
    key = looked(url, "select key from store_key")
    migrate.upgrade(url)
    assert looked(url, "select key from store_key") == key
    assert len(key) == 1


def test_people_of_the_first_version_are_all_there_after_the_next_migrations(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    engine = writer_engine(url, connections=1, foreign_keys=False)
    with as_file(files("store") / "migrations") as folder, engine.begin() as connection:
        config = migrate.configured(str(folder))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        known = {
            "id": "ana", "platform": "playground", "workspace": "T1", "external_id": "ana", "route": "", "name": "Ana",
            "zone": "UTC", "language": "de", "nudges": "off", "nudge_every": 0, "apart": 0, "networks": "",
            "switched_off": "", "gone": 0,
        }  # fmt: skip
        connection.execute(text(f"insert into people ({', '.join(known)}) values (:{', :'.join(known)})"), known)
    engine.dispose()
    assert migrate.behind(url)

    migrate.upgrade(url)

    assert not migrate.behind(url)
    kept = looked(tmp_path / "old.db", "select name, language, chosen_language from people")
    assert [tuple(row) for row in kept] == [("Ana", "de", None)]


def test_cards_that_asked_before_it_was_kept_when_began_to_ask_when_they_were_put_there(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    engine = writer_engine(url, connections=1, foreign_keys=False)
    columns = "id, room_id, item_id, life, because, brought, at, expires_at"
    with as_file(files("store") / "migrations") as folder, engine.begin() as connection:
        config = migrate.configured(str(folder))
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        for number, life in enumerate(("asking", "heard", "over")):
            row = f"'{life}', 'room', 'item {number}', '{life}', '[]', 0, {number + 7}, 99"
            connection.execute(text(f"insert into cards ({columns}) values ({row})"))
        command.upgrade(config, "head")
    engine.dispose()
    kept = looked(tmp_path / "old.db", "select life, asked_at from cards order by at")
    assert [tuple(row) for row in kept] == [("asking", 7), ("heard", None), ("over", None)]


def by_a_newer_one(url: str, *, understood_from: str, does: str) -> None:
    """A newer Earshot migrates this database: to 9999, by one statement."""
    engine = writer_engine(url, connections=1)
    with engine.begin() as connection:
        connection.execute(text(does))
        connection.execute(text("update alembic_version set version_num = '9999'"))
        connection.execute(text("update upkeep set understood_from = :it"), {"it": understood_from})
    engine.dispose()


TAKES_AWAY = "alter table people drop column route"
ADDS = "alter table people add column pronoun text not null default 'they'"


def test_a_database_that_a_newer_version_took_something_from_is_left_alone(url: str) -> None:
    by_a_newer_one(url, understood_from="9999", does=TAKES_AWAY)
    with pytest.raises(migrate.StoreTooNew, match="9999"):
        migrate.behind(url)
    store = Database(url)
    with pytest.raises(migrate.StoreTooNew):
        store.open()
    with pytest.raises(migrate.StoreTooNew):  # and not "in use": the lock was let go of
        store.open()


async def works(url: str) -> None:
    """An Earshot on this database meets somebody, and keeps a mark."""
    store = Database(url)
    store.open()
    try:
        await store.tx(lambda tx: making.person(tx, "ana"))
        assert await store.tx(lambda tx: tx.outbox.once("a mark", at=making.NOW))
        assert await store.tx(lambda tx: tx.standing.is_understood())
    finally:
        store.close()


async def test_an_older_earshot_goes_on_beside_a_newer_one_that_only_added(url: str) -> None:
    by_a_newer_one(url, understood_from=migrate.HEAD, does=ADDS)
    assert not migrate.behind(url)
    await works(url)


async def test_control_an_older_earshot_that_went_on_regardless_would_stumble(url: str) -> None:
    """What the row keeps from happening: it says "understood", and something is gone."""
    by_a_newer_one(url, understood_from=migrate.HEAD, does=TAKES_AWAY)
    with pytest.raises(DBAPIError, match="route"):
        await works(url)


def test_an_older_store_is_not_changed_by_opening_it_unless_that_was_asked_for(tmp_path: Path) -> None:
    url = at_version(tmp_path / "old.db", "0003")
    before = looked(tmp_path / "old.db", "select version_num from alembic_version")
    with pytest.raises(migrate.StoreBehind, match="run `earshot migrate`"):
        Database(url).open()
    assert looked(tmp_path / "old.db", "select version_num from alembic_version") == before == [("0003",)]
    willing = Database(url, migrates=True)
    willing.open()
    willing.close()
    assert looked(tmp_path / "old.db", "select version_num from alembic_version") == [(migrate.HEAD,)]


# ── First it grows, later it may shrink ──────────────────────────────────────────────────────────────────────────────

SHRINKS = r"drop_table|drop_column|drop_constraint|rename_table|new_column_name|server_default=None|nullable=False"
"""What an older Earshot may stumble over when it stands in a change of a table that was there."""


def takes_away(text: str) -> bool:
    """Whether a migration may take something from an Earshot that does not know it; making a new table never does."""
    tree = ast.parse(text)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made = {id(part) for call in calls if called(call) == "create_table" for part in ast.walk(call)}
    changes = [ast.unparse(call) for call in calls if id(call) not in made]
    return any(re.search(SHRINKS, one) and not fills_itself(one) for one in changes)


def called(call: ast.Call) -> str:
    """The last part of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def fills_itself(change: str) -> bool:
    """A column that may not be empty, and is filled by the database where an older Earshot does not know of it."""
    found = re.findall(SHRINKS, change)
    return set(found) == {"nullable=False"} and "server_default=" in change


def scripts() -> list[tuple[str, str, str | None]]:
    """Every migration: its name, its text, and since when it says it is understood."""
    with as_file(files("store") / "migrations") as folder:
        found = list(ScriptDirectory.from_config(migrate.configured(str(folder))).walk_revisions())
    texts = [(one.revision, Path(one.path).read_text("utf-8"), one) for one in reversed(found)]
    return [(name, words, getattr(one.module, "understood_from", None)) for name, words, one in texts]


def test_every_migration_says_since_when_its_database_is_understood() -> None:
    said = [(name, words, since) for name, words, since in scripts() if since is not None]
    assert len(said) == len(scripts()) - 3, "all but the three that came before anybody asked"
    for (name, words, since), (_, _, before) in zip(said[1:], said, strict=False):
        assert before is not None
        assert before <= since <= name
        if takes_away(words):
            assert since == name, f"{name} says that it is understood from {since}"
        else:
            assert since in (before, name)
    assert said[0][2] == said[0][0]


def test_control_a_migration_that_takes_something_away_would_be_seen() -> None:
    assert [name for name, words, _ in scripts() if takes_away(words)] == ["0003"]
    column = 'op.add_column("people", sa.Column("age", sa.Integer(), nullable={}))'
    assert takes_away('op.drop_column("people", "route")')
    assert takes_away(column.format("False"))
    assert not takes_away(column.format("True"))
    assert not takes_away(column.format('False, server_default="7"'))


def test_the_database_keeps_since_when_it_is_understood(file: Path) -> None:
    (newest,) = {since for _, _, since in scripts()[-1:]}
    assert looked(file, "select id, understood_from from upkeep") == [(1, newest)]


def test_migrating_is_refused_while_a_bot_uses_the_file(store: Database, url: str, file: Path) -> None:
    assert store.version
    assert file.exists()
    with pytest.raises(StoreInUse):
        migrate.upgrade(url)


def test_a_migration_that_leaves_rows_pointing_nowhere_is_refused(url: str, file: Path) -> None:
    engine = writer_engine(url, connections=1, foreign_keys=False)
    with engine.begin() as connection:
        connection.execute(text("insert into person_topics values ('nobody', 'nothing', 1)"))
    engine.dispose()
    with pytest.raises(RuntimeError, match="point nowhere"):
        migrate.run(url)
