"""Asking for who, or what, stands at an address."""

from sqlalchemy import ColumnElement, Table, and_, bindparam

from bot.chat.addresses import Address


def stands_there(table: Table) -> ColumnElement[bool]:
    """The person, or the room, at an address that is told by `there`."""
    columns = {"there_platform": "platform", "there_workspace": "workspace", "there_id": "external_id"}
    return and_(*(table.c[column] == bindparam(name) for name, column in columns.items()))


def there(address: Address) -> dict[str, str]:
    """The values of such a question."""
    return {"there_platform": address.platform, "there_workspace": address.workspace, "there_id": address.id}
