from importlib.resources import as_file, files
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from store import migrate, rows
from store.database import Database
from store.lock import StoreInUse
from store.manners import writer_engine
from tests.store.looking import looked


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


def test_a_database_of_a_newer_version_is_left_alone(url: str) -> None:
    engine = writer_engine(url, connections=1)
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    engine.dispose()
    with pytest.raises(migrate.StoreTooNew, match="9999"):
        migrate.behind(url)
    store = Database(url)
    with pytest.raises(migrate.StoreTooNew):
        store.open()
    with pytest.raises(migrate.StoreTooNew):  # and not "in use": the lock was let go of
        store.open()
    engine = writer_engine(url, connections=1)
    with engine.begin() as connection:  # on PostgreSQL others use it after us
        connection.execute(text("update alembic_version set version_num = :head"), {"head": migrate.HEAD})
    engine.dispose()


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
