"""What goes straight to the driver is what SQLAlchemy would have said, found and raised."""

from collections.abc import Callable, Iterator
from datetime import UTC, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    MetaData,
    Table,
    Text,
    bindparam,
    case,
    func,
    null,
    select,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, PendingRollbackError, StatementError
from sqlalchemy.sql.dml import ReturningInsert

from bot.domain.people import Nudges, Private
from store.kinds import Choice, Json, Number, Several, Span, Utc, Words
from store.manners import writer_engine
from store.sql import clock_for, insert_for
from store.statements import Statement
from tests.store.looking import heard_on, looked

SECRET = "what Ana wrote"

_t = Table(
    "every_kind",
    MetaData(),
    Column("id", Number, primary_key=True, autoincrement=False),
    Column("at", Utc),
    Column("lasts", Span),
    Column("choice", Choice(Nudges)),
    Column("several", Several(Private)),
    Column("json", Json),
    Column("words", Words),
    Column("text", Text),
    Column("flag", Boolean),
    Column("short", Text, CheckConstraint("short <> 'long'")),
)
_ghost = Table("not_there", MetaData(), Column("words", Words))


def _put_back(dialect: str) -> ReturningInsert[Any]:
    return insert_for(dialect, _t).on_conflict_do_nothing(index_elements=["id"]).returning(_t)


_PUT = Statement(lambda dialect: insert_for(dialect, _t))
_PUT_BACK = Statement(_put_back)
_ALL = Statement(select(_t).order_by(_t.c.id))
_SOME = Statement(
    select(
        _t.c.id,
        case((_t.c.flag, _t.c.at), else_=null()).label("then"),
        (_t.c.choice == Nudges.DAILY).label("daily"),
        (_t.c.at == bindparam("at", type_=Utc)).label("same"),
        func.coalesce(bindparam("at"), 0).label("again"),
        bindparam("words", type_=Words).label("said"),
    )
    .where(_t.c.id >= bindparam("least"))
    .order_by(_t.c.id)
    .limit(bindparam("limit"))
)
_COUNT = Statement(select(_t.c.flag, func.count(), func.max(_t.c.lasts)).group_by(_t.c.flag).order_by(_t.c.flag))
_SET = Statement(
    update(_t).where(_t.c.id == bindparam("this")).values(at=bindparam("new", type_=Utc), text=_t.c.text + "!")
)
_GHOST = Statement(select(_ghost).where(_ghost.c.words == bindparam("words")))
_SHORT = Statement(update(_t).where(_t.c.text == bindparam("which")).values(short="long"))

NOBODY_KNOWS = {column.name: None for column in _t.columns}
words = st.none() | st.text(st.characters(codec=None, exclude_categories=()))
plain = st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\x00"))
rows_of_values = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.integers(0, 2**63 - 1),
            "at": st.none() | st.datetimes(timezones=st.just(UTC)),
            "lasts": st.none() | st.timedeltas(timedelta(-100_000), timedelta(100_000)),
            "choice": st.none() | st.sampled_from(Nudges),
            "several": st.none() | st.frozensets(st.sampled_from(Private)),
            "json": st.recursive(st.none() | st.booleans() | st.integers() | words, st.lists, max_leaves=4),
            "words": words,
            "text": plain,
            "flag": st.none() | st.booleans(),
            "short": st.none() | st.just("s"),
        }
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda row: str(row["id"]),
)


@pytest.fixture
def connection(url: str) -> Iterator[Connection]:
    """A connection that writes, and no transaction yet."""
    engine = writer_engine(url, connections=1)
    with engine.connect() as one:
        yield one
    engine.dispose()


def whole(statement: Statement, connection: Connection, values: Any = None) -> list[Any]:
    """The same, through SQLAlchemy."""
    made = statement._made(connection.dialect.name) if callable(statement._made) else statement._made
    found = connection.execute(made, values or {})
    return list(found) if found.returns_rows else []


def as_told(connection: Connection, run: Callable[..., Any], *given: Any) -> BaseException:
    """What is raised in a transaction of its own, in which the table stands."""

    def alone() -> None:
        with connection.begin() as begun:
            _t.create(connection)
            run(*given)
            begun.rollback()

    with pytest.raises(Exception) as told:  # noqa: PT011 - which one is the question
        alone()
    return told.value


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows_of_values)
def test_what_is_kept_and_found_is_what_sqlalchemy_keeps_and_finds(connection: Connection, many: list[Any]) -> None:
    some = {"at": many[0]["at"], "words": many[0]["words"], "least": 1, "limit": 3}
    with connection.begin() as begun:
        _t.create(connection)
        found = []
        for put in (_PUT.run, lambda c, row: whole(_PUT, c, row)):
            for row in many:
                put(connection, row)
            found += [_ALL.run(connection), whole(_ALL, connection)]
            connection.execute(_t.delete())
        found += [[_PUT_BACK.run(connection, row).first() for row in sorted(many, key=lambda row: row["id"])]]
        assert _PUT_BACK.run(connection, many[0]).first() is None, "it is there"
        for statement, values in ((_SOME, some), (_COUNT, {})):
            assert statement.run(connection, values) == whole(statement, connection, values)
        [first, *others] = found
        for other in others:
            assert other == first
        for row, other in zip(first, found[1], strict=True):
            assert [type(value) for value in row] == [type(value) for value in other]
            assert [getattr(row, name) for name in NOBODY_KNOWS] == list(row)
        begun.rollback()


def test_what_was_found_is_read_as_ever(connection: Connection) -> None:
    with connection.begin() as begun:
        _t.create(connection)
        assert (_ALL.run(connection), _ALL.run(connection).first(), _ALL.run(connection).scalar()) == ([], None, None)
        for number in (1, 2):
            _PUT.run(connection, NOBODY_KNOWS | {"id": number})
        assert _ALL.run(connection).scalars() == [1, 2]
        assert _ALL.run(connection).scalar() == _ALL.run(connection).first().id == 1
        begun.rollback()


def test_many_at_once_are_each_done(connection: Connection) -> None:
    with connection.begin() as begun:
        _t.create(connection)
        _PUT.run_each(connection, [NOBODY_KNOWS | {"id": number, "text": "so"} for number in range(3)])
        _SET.run_each(connection, [{"this": number, "new": None} for number in range(2)])
        assert [row.text for row in _ALL.run(connection)] == ["so!", "so!", "so"]
        begun.rollback()


def test_a_clock_is_looked_at_each_time(connection: Connection) -> None:
    asked = Statement(lambda dialect: select(clock_for(dialect)))
    with connection.begin():
        assert asked.run(connection).scalar() < asked.run(connection).scalar()


REFUSED = {
    "there already": (_PUT, NOBODY_KNOWS | {"id": 1, "words": SECRET}),
    "too much for a number": (_PUT, NOBODY_KNOWS | {"id": 2**70, "words": SECRET}),
    "no table": (_GHOST, {"words": SECRET}),
    "a NUL": (_PUT, NOBODY_KNOWS | {"id": 2, "text": "\x00", "words": SECRET}),
    "against a rule": (_SHORT, {"which": "there"}),
}


@pytest.mark.parametrize("why", REFUSED)
def test_errors_are_those_of_sqlalchemy_and_hold_no_value(connection: Connection, why: str) -> None:
    def refused(run: Callable[..., Any]) -> None:
        _PUT.run(connection, NOBODY_KNOWS | {"id": 1, "text": "there"})
        run(connection, values)
        raise LookupError("nobody minded")

    statement, values = REFUSED[why]
    ours = as_told(connection, refused, statement.run)
    theirs = as_told(connection, refused, lambda *given: whole(statement, *given))
    assert (type(ours), str(ours)) == (type(theirs), str(theirs))
    if isinstance(ours, DBAPIError):
        assert isinstance(theirs, DBAPIError)
        assert type(ours.orig) is type(theirs.orig)
        assert getattr(ours.orig, "sqlstate", None) == getattr(theirs.orig, "sqlstate", None)
        assert not ours.connection_invalidated
        assert "parameters hidden" in str(ours)
    if why != "against a rule" or connection.dialect.name == "sqlite":  # there PostgreSQL itself tells the row
        assert SECRET not in str(ours)


@pytest.mark.parametrize("values", [{"this": 1, "new": "soon"}, {"this": 1}, {"this": 1, "new": None, "more": SECRET}])
def test_values_that_do_not_fit_are_refused_before_anything_is_said(connection: Connection, values: Any) -> None:
    told = as_told(connection, _SET.run, connection, values)
    assert isinstance(told, StatementError)
    assert SECRET not in str(told)


def test_a_list_goes_through_sqlalchemy_and_is_refused_here(connection: Connection) -> None:
    listed = Statement(select(_t).where(_t.c.id.in_(bindparam("ids", expanding=True))))
    with connection.begin(), pytest.raises(TypeError, match="not the same each time"):
        listed.run(connection, {"ids": [1]})


@pytest.mark.usefixtures("on_server")
def test_a_connection_whose_server_ended_it_is_let_go_of(connection: Connection, url: str) -> None:
    def ended(run: Callable[..., Any]) -> None:
        mine = connection.execute(text("select pg_backend_pid()")).scalar()
        looked(url, f"select pg_terminate_backend({mine}, 5000)")
        try:
            run(connection)
        finally:
            assert connection.invalidated
            with pytest.raises(PendingRollbackError):
                _ALL.run(connection)

    ours = as_told(connection, ended, _ALL.run)
    theirs = as_told(connection, ended, lambda *given: whole(_ALL, *given))
    for told in (ours, theirs):
        assert isinstance(told, OperationalError)
        assert told.connection_invalidated
        assert getattr(told.orig, "sqlstate", None) == "57P01"
    with connection.begin():
        assert connection.execute(text("select 1")).scalar() == 1, "the next has another"


@pytest.mark.usefixtures("on_server")
def test_what_the_driver_has_prepared_outlives_an_error(connection: Connection) -> None:
    def ten_and_one_again() -> None:
        for number in range(10):
            _PUT.run(connection, NOBODY_KNOWS | {"id": number})
        assert connection.execute(text("select count(*) from pg_prepared_statements")).scalar()
        _PUT.run(connection, NOBODY_KNOWS | {"id": 1})

    for _ in range(3):
        assert isinstance(as_told(connection, ten_and_one_again), IntegrityError)


def test_whoever_listens_hears_it_and_nobody_else_is_slower(connection: Connection) -> None:
    with connection.begin() as begun:
        _t.create(connection)
        with heard_on(connection) as said:
            for _ in range(2):
                assert _ALL.run(connection) == []
                _SET.run_each(connection, [{"this": 1, "new": None}])
        assert len(said) == 4
        assert not connection.dispatch.before_cursor_execute
        begun.rollback()


def test_before_a_transaction_has_begun_sqlalchemy_begins_one(connection: Connection) -> None:
    with connection.begin():
        _t.create(connection)
    try:
        _PUT.run(connection, NOBODY_KNOWS | {"id": 1})
        assert connection.in_transaction()
        connection.rollback()
        assert _ALL.run(connection) == [], "it was no statement of its own"
        connection.rollback()
    finally:
        with connection.begin():
            _t.drop(connection)
