"""Tokens at rest: sealed with a key that stands in the environment, so that whoever has the database has no token.

Fernet (github.com/fernet/spec): AES-128-CBC with HMAC-SHA-256. The workspace is sealed in with its token, so that one
token cannot be put in another one's place.
"""

import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.taking_in import NotPossible

BYTES = 32


class NotOpened(Exception):
    """It was sealed with another key, or is no seal of ours."""


class Seals:
    """Seals with the first key, and opens with all."""

    def __init__(self, keys: str, *, variable: str) -> None:
        """`keys`: one key, or several with commas between; each 32 bytes in base64. Raises NotPossible.

        `variable`: the name of the variable they stood in, for the words of an error.
        """
        try:
            found = [Fernet(one.strip()) for one in keys.split(",")]
        except ValueError as wrong:
            raise NotPossible(
                f"{variable} must hold a key of {BYTES} random bytes in base64, as `openssl rand -base64 {BYTES}` "
                "makes one; older keys may follow, with commas between."
            ) from wrong
        self._first, self._all = found[0], MultiFernet(found)

    def seal(self, workspace: str, token: str) -> str:
        """The token as it may be kept."""
        return self._all.encrypt(json.dumps([workspace, token]).encode()).decode()

    def open(self, workspace: str, sealed: str) -> str:
        """The token of this workspace. Raises NotOpened."""
        try:
            whose, token = json.loads(self._all.decrypt(sealed))
        except (InvalidToken, ValueError, TypeError) as other:
            raise NotOpened from other
        if whose != workspace or not isinstance(token, str):
            raise NotOpened
        return token

    def is_old(self, sealed: str) -> bool:
        """Whether it was sealed with a key that is not the first one any more."""
        try:
            self._first.decrypt(sealed)
        except InvalidToken:
            return True
        return False

    def stamp(self, nonce: str) -> str:
        """A mark that only we can make, and that is good for a while."""
        return self._all.encrypt(nonce.encode()).decode()

    def is_stamp(self, stamp: str, *, seconds: int) -> bool:
        """Whether we made this mark within so many seconds."""
        try:
            self._all.decrypt(stamp, ttl=seconds)
        except (InvalidToken, ValueError):
            return False
        return True
