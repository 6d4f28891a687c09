"""The Connector's keys, and the tokens it signs what it tells with: the right ones, and every wrong one."""

import base64
import hashlib
import hmac
import json
from enum import StrEnum
from functools import lru_cache
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from tests.fakes.clock import Clock
from tests.fakes.teams.things import App, Json

ISSUER = "https://api.botframework.com"
EMULATOR = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"
LASTS = 3600
"""Seconds a token is good for."""


class Wrong(StrEnum):
    """What is wrong with a token, or with the activity beside it. `NOT_YET` and `EXPIRED` are beyond the 5 minutes."""

    NO_TOKEN = "no token"
    GARBAGE = "garbage"
    BASIC = "Basic instead of Bearer"
    EXPIRED = "expired"
    NO_EXP = "no exp"
    NOT_YET = "not valid yet"
    AUDIENCE = "another bot's audience"
    ISSUER = "another issuer"
    EMULATOR = "the emulator's issuer"
    KEY = "another key under the right kid"
    UNKNOWN_KID = "a kid that was never published"
    NO_KID = "no kid"
    ALG_NONE = "alg none"
    ALG_HS256 = "HS256 with the public key as its secret"
    NOT_ENDORSED = "a key that is not endorsed for msteams"
    OTHER_CHANNEL = "another channel, with a key that has no endorsements"
    SERVICE_URL = "a serviceurl that is not the activity's"
    NO_SERVICE_URL_CLAIM = "no serviceurl claim"
    NO_SERVICE_URL = "an activity without serviceUrl"


class Key:
    """A signing key. `endorsements`: the channels it is good for; None leaves them out."""

    def __init__(self, number: int, endorsements: list[str] | None) -> None:
        self.kid = f"fake-key-{number}"
        self.private = _private(number)
        self.endorsements = endorsements

    def public(self) -> Json:
        """As the JWKS shows it."""
        shown: Json = {**json.loads(RSAAlgorithm.to_jwk(self.private.public_key())), "use": "sig", "kid": self.kid}
        shown |= {"x5t": self.kid}
        return shown if self.endorsements is None else {**shown, "endorsements": self.endorsements}


@lru_cache
def _private(number: int) -> RSAPrivateKey:
    """Made once for all fakes of a process: making one takes longer than most tests."""
    return generate_private_key(public_exponent=65537, key_size=2048)


class Keys:
    """The keys as they are published, and the one in use. What a test changes here holds from the next token on."""

    def __init__(self) -> None:
        self.current = Key(1, ["msteams", "skype"])
        self.webchat = Key(2, ["webchat"])
        self.bare = Key(3, None)
        self.unknown = Key(4, ["msteams"])
        self.published = [self.current, self.webchat, self.bare]
        self._number = 4

    def rotate(self, *, published: bool = True) -> Key:
        """From now on a new key signs. Those before stay published until a test takes them out."""
        self._number += 1
        self.current = Key(self._number, ["msteams", "skype"])
        if published:
            self.published.append(self.current)
        return self.current


def dressed(activity: Json, *, app: App, keys: Keys, clock: Clock, wrong: Wrong | None = None) -> tuple[Json, str]:
    """The activity and the Authorization header that go out; the header is empty where there is none."""
    if wrong is Wrong.OTHER_CHANNEL:
        activity = {**activity, "channelId": "webchat"}
    now = int(clock.now().timestamp())
    claims = {
        "serviceurl": activity.get("serviceUrl", ""),
        "nbf": now,
        "exp": now + LASTS,
        "iss": ISSUER,
        "aud": app.id,
    }
    key = {
        Wrong.UNKNOWN_KID: keys.unknown,
        Wrong.NOT_ENDORSED: keys.webchat,
        Wrong.OTHER_CHANNEL: keys.bare,
    }.get(wrong or Wrong.NO_TOKEN, keys.current)
    match wrong:
        case Wrong.NO_TOKEN:
            return activity, ""
        case Wrong.GARBAGE:
            return activity, "Bearer not.a.token"
        case Wrong.BASIC:
            return activity, "Basic " + base64.b64encode(b"me:secret").decode()
        case Wrong.EXPIRED:
            claims |= {"nbf": now - 2 * LASTS, "exp": now - 301}
        case Wrong.NO_EXP:
            del claims["exp"]
        case Wrong.NOT_YET:
            claims |= {"nbf": now + 310}
        case Wrong.AUDIENCE:
            claims |= {"aud": "66666666-2222-3333-4444-555555555555"}
        case Wrong.ISSUER:
            claims |= {"iss": "https://issuer.example"}
        case Wrong.EMULATOR:
            claims |= {"iss": EMULATOR, "ver": "1.0", "appid": app.id}
        case Wrong.SERVICE_URL:
            claims |= {"serviceurl": "https://elsewhere.example/"}
        case Wrong.NO_SERVICE_URL_CLAIM:
            del claims["serviceurl"]
        case Wrong.NO_SERVICE_URL:
            activity = {name: value for name, value in activity.items() if name != "serviceUrl"}
    return activity, f"Bearer {_signed(claims, key, keys, wrong)}"


def _signed(claims: Json, key: Key, keys: Keys, wrong: Wrong | None) -> str:
    header: dict[str, Any] = {"kid": key.kid, "x5t": key.kid}
    match wrong:
        case Wrong.KEY:
            return jwt.encode(claims, keys.unknown.private, algorithm="RS256", headers=header)
        case Wrong.NO_KID:
            return jwt.encode(claims, key.private, algorithm="RS256")
        case Wrong.ALG_NONE:
            return jwt.encode(claims, "", algorithm="none", headers=header)
        case Wrong.ALG_HS256:
            return _hs256(claims, header, _pem(key))
    return jwt.encode(claims, key.private, algorithm="RS256", headers=header)


def _pem(key: Key) -> bytes:
    info = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.private.public_key().public_bytes(serialization.Encoding.PEM, info)


def _hs256(claims: Json, header: Json, secret: bytes) -> str:
    """PyJWT refuses to make such a token."""
    parts = [json.dumps(one).encode() for one in ({**header, "alg": "HS256", "typ": "JWT"}, claims)]
    signed = b".".join(base64.urlsafe_b64encode(one).rstrip(b"=") for one in parts)
    signature = hmac.new(secret, signed, hashlib.sha256).digest()
    return (signed + b"." + base64.urlsafe_b64encode(signature).rstrip(b"=")).decode()
