"""Hashes that only this store can make: ids can be guessed, so a plain hash would name people.

Inside a statement it is a function of ours on SQLite, and put together from `sha256` on PostgreSQL.
"""

import hashlib
import hmac
import sqlite3
from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, bindparam, func, literal_column

_BLOCK = 64
_INNER, _OUTER = 0x36, 0x5C


def keyed_hash(key: bytes, text: str) -> str:
    """HMAC-SHA-256 (RFC 2104), its first 128 bits as 32 hexadecimal characters."""
    return hmac.digest(key, text.encode("utf-8", "replace"), "sha256").hex()[:32]


def teach(connection: sqlite3.Connection) -> None:
    """Make the function known to a new connection of SQLite. The key comes with each call."""
    connection.create_function("keyed_hash", 2, keyed_hash, deterministic=True)


def hashed(dialect: str, text: ColumnElement[str]) -> ColumnElement[Any]:
    """The same as `keyed_hash` of this text, as a part of a statement that is run with `hash_keys`."""
    if dialect == "sqlite":
        return func.keyed_hash(bindparam("hash_key", type_=LargeBinary), text)
    inner, outer = (bindparam(name, type_=LargeBinary) for name in ("hash_inner", "hash_outer"))
    said = func.convert_to(text, literal_column("'UTF8'"))
    digest = func.sha256(outer.op("||")(func.sha256(inner.op("||")(said))))
    return func.left(func.encode(digest, literal_column("'hex'")), literal_column("32"))


def hash_keys(dialect: str, key: bytes) -> dict[str, bytes]:
    """What a statement with `hashed` in it is given: the key, or the two blocks made of it (RFC 2104, section 2)."""
    if dialect == "sqlite":
        return {"hash_key": key}
    block = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    inner, outer = (bytes(byte ^ pad for byte in block) for pad in (_INNER, _OUTER))
    return {"hash_inner": inner, "hash_outer": outer}
