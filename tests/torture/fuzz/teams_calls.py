"""Teams' calls, and Microsoft's proof that they are its own. Pure, but for what time it is."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import ClassVar

from adapters.teams.entrance import PATH
from tests.fakes.clock import Clock
from tests.fakes.teams import Wrong
from tests.fakes.teams.signing import Keys, dressed
from tests.fakes.teams.things import App, Json
from tests.torture.fuzz.cases import Source
from tests.torture.fuzz.twist import MARK, twisted, written
from tests.torture.fuzz.wire import LARGEST, Headers, Whose

JSON = "application/json; charset=utf-8"
GOOD_FOR = 600.0
"""Seconds one token is used for: signing one takes longer than checking it."""

IN_THE_ACTIVITY = (Wrong.NO_SERVICE_URL, Wrong.OTHER_CHANNEL)
"""What is wrong with the activity beside its token, and would have to be changed there."""

NO_TOKENS = (
    *(
        "",
        " ",
        "Bearer",
        "Bearer ",
        "Bearer .",
        "Bearer ..",
        f"Bearer {MARK}",
        "Bearer a.b.c",
        "Negotiate a",
        "bearer\0",
    ),
    *("Bearer e30.e30.", "Bearer " + "a" * 17_000, "Bearer é.ü.", "Basic OjE=", ", , Bearer x", "Bearer eyJ.eyJ.eyJ"),
)


@dataclass(frozen=True, slots=True)
class TeamsSource(Source):
    """Real activities, and whose they are. `clock`: of the tokens; `service_url`: where they say that Teams is."""

    bodies: Sequence[Json]
    app: App
    keys: Keys
    clock: Clock
    service_url: str
    _signed: dict[tuple[str, Wrong | None], tuple[float, str]] = field(default_factory=dict)

    path = PATH
    agent = "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)"
    allowed = (200, 202, 400, 401, 403, 413, 415)
    """Taken; or no JSON; no proof for just this; of another tenant; too long; labelled as something else."""

    again = (503,)
    """What it has to ask Teams for first may be long in coming, where many ask at once."""

    labels = ("", "text/plain", "multipart/form-data", "application/json; charset=utf-16", "a/b/c;;", MARK)
    more: ClassVar[Headers] = [
        ("x-ms-conversation-id", MARK),
        ("x-ms-tenant-id", "9" * 400),
        ("x-ms-tenant-id", MARK),
        ("MS-CV", MARK * 90),
        ("X-Slack-Signature", "v0="),
    ]

    def body(self, draw: Random, *, twist: float = 0.0) -> tuple[bytes, str]:
        body = draw.choice(self.bodies)
        if draw.random() >= twist:
            return json.dumps(body).encode(), JSON
        return written(twisted(body, list(self.bodies), draw), draw), JSON

    def proof(self, raw: bytes) -> Headers:
        """Microsoft signs for its own addresses alone."""
        return [("Authorization", self._token(self.service_url, None))]

    def forgery(self, raw: bytes, draw: Random) -> Headers:
        url = self.service_url
        match draw.randrange(4):
            case 0:
                return [("Authorization", draw.choice(NO_TOKENS))]
            case 1:
                return [("Authorization", _spoilt(self._token(url, None), draw))]
            case 2:
                return [("Authorization", self._token(f"{url}x", None))]
            case _:
                wrong = draw.choice([one for one in Wrong if one not in IN_THE_ACTIVITY])
                return [("Authorization", token)] if (token := self._token(url, wrong)) else []

    def whose(self, raw: bytes) -> Whose:
        """Whatever is rightly signed is taken, or refused in words that are no error of ours."""
        return Whose.ANYBODY if len(raw) > LARGEST else Whose.PLATFORM

    def _token(self, service_url: str, wrong: Wrong | None) -> str:
        now = self.clock.now().timestamp()
        since, token = self._signed.get((service_url, wrong), (0.0, ""))
        if now - since > GOOD_FOR or wrong is Wrong.NOT_YET:
            activity = {"serviceUrl": service_url, "channelId": "msteams"}
            _, token = dressed(activity, app=self.app, keys=self.keys, clock=self.clock, wrong=wrong)
            self._signed[(service_url, wrong)] = (now, token)
        return token


def _spoilt(header: str, draw: Random) -> str:
    """A right header no more: cut off, doubled, turned round, or one of its inner signs another."""
    place = draw.randrange(30, len(header) - 30)
    other = "A" if header[place] != "A" else "B"
    return draw.choice([header[:place], header * 2, header[::-1], header[:place] + other + header[place + 1 :]])
