"""Statements of every press: SQLAlchemy puts each together once, and from then on it goes straight to the driver.

What SQLAlchemy does for each execution takes five to ten times as long as the driver's own part (measured: 20 to 57 µs
against 3 to 6). Nothing else differs: the same transaction, the same text, values and rows, the same errors.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Dialect, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.types import TypeEngine

from store.kinds import Kept, Put

Made = Select[Any] | UpdateBase
Values = Mapping[str, Any]


class Rows(list[Any]):
    """What was found, each with its columns by name or by place."""

    __slots__ = ()

    def first(self) -> Any:
        """The first row, or None."""
        return self[0] if self else None

    def scalar(self) -> Any:
        """The first column of the first row, or None."""
        return self[0][0] if self else None

    def scalars(self) -> list[Any]:
        """The first column of each row."""
        return [row[0] for row in self]


class Statement:
    """A statement that is the same each time but for its values. It stands in a module, and is never made in passing.

    `made`: the statement, or what makes it for "sqlite" or "postgresql". Its first run says which values it takes.
    An "in" with a list is another text for each length: that goes through `Connection.execute`, and is refused here.
    """

    def __init__(self, made: Made | Callable[[str], Made]) -> None:
        self._made = made
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, values: Values | None = None) -> Rows:
        """Execute it in the transaction of this connection. Raises what `Connection.execute` does."""
        said: Values = values or {}
        compiled = self._for(connection, said)
        if _is_for_sqlalchemy(connection):
            heard = connection.execute(compiled.statement, said)
            return Rows(heard if heard.returns_rows else ())
        driver: Any = connection.connection.dbapi_connection
        given = compiled.given(connection, said)
        try:
            cursor = driver.execute(compiled.text, given)
            found = cursor.fetchall() if compiled.row else ()
        except driver.Error as error:
            raise _told(connection, compiled.text, given, error) from error
        return compiled.rows(found)

    def run_each(self, connection: Connection, each: Sequence[Values]) -> None:
        """Execute it once for each of these values, of which there is at least one."""
        compiled = self._for(connection, each[0])
        if _is_for_sqlalchemy(connection):
            connection.execute(compiled.statement, each)
            return
        driver: Any = connection.connection.dbapi_connection
        given = [compiled.given(connection, one) for one in each]
        try:
            driver.cursor().executemany(compiled.text, given)
        except driver.Error as error:
            raise _told(connection, compiled.text, given, error) from error

    def _for(self, connection: Connection, values: Values) -> "_Compiled":
        dialect = connection.dialect
        known = self._compiled.get(dialect.name)
        if known is None:
            made = self._made(dialect.name) if callable(self._made) else self._made
            known = self._compiled[dialect.name] = _Compiled(made, dialect, list(values))
        return known


class _Compiled:
    """A statement as text for one kind of database, with what its types do to each value on the way there and back."""

    def __init__(self, statement: Made, dialect: Dialect, names: list[str]) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=names)
        if compiled.post_compile_params or compiled.literal_execute_params or compiled.prefetch:
            raise TypeError(f"it is not the same each time: {compiled}")
        self.statement = statement
        self.text = str(compiled)
        order = compiled.positiontup
        # Where each value goes: to its place in a list, or to its name; it may go to several places.
        self._given: Any = {} if order is None else [None] * len(order)
        self._looked: list[tuple[Any, Callable[[], Any], Callable[[Any], Any] | None]] = []
        self._asked: list[tuple[Any, str, Callable[[Any], Any] | None]] = []
        puts: dict[str, Callable[[Any], Any] | None] = {}
        for bind, name in compiled.bind_names.items():  # a name may stand there twice, and once without its type
            puts[name] = _puts(bind.type, dialect) or puts.get(name)
        for name, put in puts.items():
            bind = compiled.binds[name]
            places: list[Any] = [name] if order is None else [at for at, one in enumerate(order) if one == name]
            for to in places:
                if bind.required:
                    self._asked.append((to, bind.key, put))
                elif bind.callable:
                    self._looked.append((to, bind.callable, put))
                else:
                    self._given[to] = put(bind.value) if put else bind.value
        self._keys = {key for _, key, _ in self._asked}
        columns = list(statement.exported_columns)
        row: Any = namedtuple("Row", [one.key or "" for one in columns], rename=True)  # type: ignore[misc]
        self.row = row._make if columns else None
        taken = [_takes(one.type, dialect) for one in columns]
        self._taken = [(place, take) for place, take in enumerate(taken) if take]

    def given(self, connection: Connection, values: Values) -> Any:
        """These values as the driver wants them."""
        try:
            if len(values) != len(self._keys):
                raise TypeError(f"it takes {sorted(self._keys)}, not {sorted(values)}")
            given = self._given.copy()
            for to, key, put in self._asked:
                given[to] = put(values[key]) if put else values[key]
            for to, look, put in self._looked:
                given[to] = put(look()) if put else look()
        except Exception as error:
            raise _told(connection, self.text, values, error) from error
        return given

    def rows(self, found: Sequence[Any]) -> Rows:
        """What the driver found, as our values."""
        if self.row is None:
            return Rows()
        if not self._taken:
            return Rows(map(self.row, found))
        rows = Rows()
        for row in map(list, found):
            for place, take in self._taken:
                row[place] = take(row[place])
            rows.append(self.row(row))
        return rows


def _puts(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """What becomes of a value of this kind on its way into the database."""
    return kind.put if isinstance(kind, Put) else kind.dialect_impl(dialect).bind_processor(dialect)


def _takes(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """The same on its way back."""
    return kind.take if isinstance(kind, Kept) else kind.dialect_impl(dialect).result_processor(dialect, None)


def _is_for_sqlalchemy(connection: Connection) -> bool:
    """Whether somebody listens to what is said, as tests do; or no transaction has begun, or it is over."""
    return bool(connection.dispatch.before_cursor_execute) or not connection.in_transaction()


def _told(connection: Connection, text: str, given: Any, error: Exception) -> BaseException:
    """The error as SQLAlchemy tells it, without a value in its words. A connection that is dead is let go of."""
    dialect, driver = connection.dialect, connection.connection
    module = dialect.loaded_dbapi
    gone = isinstance(error, module.Error) and dialect.is_disconnect(error, driver, None)
    told = DBAPIError.instance(
        text, given, error, module.Error, hide_parameters=True, connection_invalidated=gone, dialect=dialect
    )
    if gone:
        connection.invalidate(error)
    return cast(BaseException, told)
