"""Hashes that only this store can make: ids can be guessed, so a plain hash would name people."""

import hmac


def keyed_hash(key: bytes, text: str) -> str:
    """HMAC-SHA-256 (RFC 2104), its first 128 bits as 32 hexadecimal characters."""
    return hmac.digest(key, text.encode("utf-8", "replace"), "sha256").hex()[:32]
