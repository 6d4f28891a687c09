"""Several workspaces: each installs the bot by itself, and is spoken to with a token of its own, sealed at rest."""

import re
from base64 import b64encode
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import aiohttp
import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select

from adapters.slack.installing import COOKIE, INSTALL_PATH
from adapters.slack.manifest import BACK_PATH
from adapters.slack.reading import Us
from adapters.slack.scopes import SCOPES
from adapters.slack.tokens import NotOpened, Seals
from adapters.slack.workspaces import Installed
from adapters.troubles import NotTold
from bot.app import Bot, NotPossible
from bot.chat.cards import Card
from bot.chat.installations import Installation
from bot.domain.people import Room
from bot.ports import Later, Undeliverable
from bot.settings import SettingsError, parse
from jobs.listening.parse import Parser
from store import rows
from tests.fakes.clock import TUESDAY, PushedClock, SetClock
from tests.fakes.slack import Channel, Colleague, FakeSlack, Post, Refuse
from tests.fakes.slack.things import Workspace as Place
from tests.store.looking import inside

KEY, OLDER = (b64encode(bytes([number]) * 32).decode() for number in (1, 2))
SETTINGS = """
company: {{name: Example Works}}
platforms:
  slack:
    mode: http
    signing_secret_env: SIGNING
    api_url: "{api}"
    install: {{client_id_env: ID, client_secret_env: SECRET, token_key_env: KEY, workspaces: [{teams}]}}
log: {{level: error}}
"""


class Two:
    """Two workspaces of one company, a third of somebody else, and one running bot."""

    def __init__(self, folder: Path, parser: Parser) -> None:
        self.clock = SetClock(TUESDAY)
        self.slack = FakeSlack(clock=self.clock, signing_clock=PushedClock(), installed=False)
        world = self.slack.world
        self.north, self.south = self.slack.workspace, world.workspace("South")
        self.strange = world.workspace("Strangers")
        self.ana = self.slack.person("ana", workspace=self.north)
        self.ben = self.slack.person("ben", workspace=self.south)
        self.zoe = self.slack.person("zoe", workspace=self.strange)
        self.key = KEY
        self.named = [self.north, self.south]
        self.ahead = timedelta()
        self.folder, self._parser = folder, parser

    async def starts(self) -> None:
        """The bot runs, once more perhaps."""
        app = self.slack.world.app
        environ = {"SIGNING": app.signing_secret, "ID": app.client_id, "SECRET": app.client_secret, "KEY": self.key}
        said = SETTINGS.format(api=self.slack.base_url, teams=", ".join(one.id for one in self.named))
        self.bot = Bot(parse(said, environ=environ), environ=environ, folder=self.folder, port=0, parser=self._parser)
        self.bot.clock = SetClock(self.clock.now() + self.ahead) if self.ahead else self.clock
        await self.bot.start()
        self.slack.request_url = f"{self.bot.url}/slack/events"
        self.slack.world.app.redirect_urls[:] = [f"{self.bot.url}{BACK_PATH}"]
        await self.bot.first_look

    async def sets_out(self) -> tuple[str, str]:
        """Where the link leads, and the cookie."""
        async with self.asked(INSTALL_PATH) as response:
            assert response.status == 302
            cookie = response.cookies[COOKIE]
            assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
            return response.headers["Location"], cookie.value

    async def agrees(self, who: Colleague, **how: Any) -> tuple[str, str]:
        """Where Slack leads back to once somebody decided on its page, and the cookie."""
        page = self.slack.installer(who)
        for name, value in how.items():
            setattr(page, name, value)
        there, cookie = await self.sets_out()
        async with aiohttp.ClientSession() as session, session.get(there, allow_redirects=False) as response:
            assert response.status == 302, await response.text()
            return response.headers["Location"], cookie

    async def installs(self, who: Colleague, **how: Any) -> tuple[int, str]:
        """The whole way: what the page says in the end, and its status."""
        return await self.comes_back(*await self.agrees(who, **how))

    async def comes_back(self, where: str, cookie: str = "") -> tuple[int, str]:
        """Back from Slack's page, in a browser that has this cookie."""
        path = where.removeprefix(self.bot.url)
        async with self.asked(path, cookie) as response:
            text = await response.text()
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]
            assert response.headers["Cache-Control"] == "no-store"
            return response.status, text

    def asked(self, path: str, cookie: str = "") -> Any:
        """A browser's call."""
        headers = {"Cookie": f"{COOKIE}={cookie}"} if cookie else {}
        return aiohttp.request("GET", self.bot.url + path, headers=headers, allow_redirects=False)

    async def joins(self, who: Colleague, room: Channel) -> None:
        """They join by their own press."""
        await who.commands(room, "/earshot", "join")
        await who.presses(who.modal, "Join")
        await who.closes(all_=True)
        await self.settled()

    def private(self, who: Colleague) -> list[Post]:
        """What the bot of their own workspace wrote to somebody in private."""
        found = self.slack.world.im(self.slack.world.app_of(who.person.workspace).bot, who.person)
        return [] if found is None else [one for one in self.slack.world.standing(found) if one.bot is not None]

    async def rooms(self) -> list[Room]:
        """The rooms the bot knows."""
        return await self.bot.store.read(lambda tx: tx.rooms.here())

    async def rows(self) -> list[Any]:
        """What is kept of workspaces."""
        return list(await self.bot.store.read(lambda tx: inside(tx).execute(select(rows.workspaces)).all()))

    def room(self, workspace: Place, *members: Colleague) -> Channel:
        """A room the bot is in."""
        app = self.slack.world.app_of(workspace)
        made = self.slack.channel("general", *members, bot=False, workspace=workspace)
        made.members.add(app.bot.id)
        return made

    async def settled(self) -> None:
        """All that was said is heard, and what may leave has left."""
        for _ in range(3):
            await self.slack.settled()
            await self.bot.settled()
            self.clock.forward(timedelta(seconds=2))


@pytest.fixture
async def two(file: Path, parser: Parser) -> AsyncIterator[Two]:
    made = Two(file.parent, parser)
    async with made.slack:
        await made.starts()
        yield made
        await made.bot.stop()


# ── Installing ──


async def test_each_workspace_installs_it_and_is_spoken_to_in_its_own_name(two: Two) -> None:
    for who, place in ((two.ana, two.north), (two.ben, two.south)):
        status, page = await two.installs(who)
        assert (status, f"Earshot is in {place.name}." in page) == (200, True)
    assert [row.workspace for row in await two.rows()] == sorted([two.north.id, two.south.id])
    for who, place in ((two.ana, two.north), (two.ben, two.south)):
        await two.joins(who, two.room(place, who))
        await who.writes("help")
        await two.settled()
        assert len(two.private(who)) == 1
    tokens = {call.token for call in two.slack.calls("chat.postMessage")}
    assert tokens == {two.slack.world.app_of(place).token for place in (two.north, two.south)}
    assert len(two.slack.calls("auth.test")) == 2, "once for each installation, and never for an event"


async def test_what_is_installed_is_there_after_a_new_start_and_rooms_are_looked_for_again(two: Two) -> None:
    await two.installs(two.ana)
    await two.bot.stop()
    room = two.room(two.north, two.ana)  # it was invited while nobody listened
    await two.starts()
    assert [(one.address.id, one.here) for one in await two.rooms()] == [(room.id, True)]
    await two.joins(two.ana, room)
    await two.ana.writes("help")
    await two.settled()
    assert len(two.private(two.ana)) == 1


async def test_a_link_leads_to_slacks_own_page_with_all_scopes_and_no_other(two: Two) -> None:
    there, _ = await two.sets_out()
    asked = parse_qs(urlsplit(there).query)
    assert asked["client_id"] == [two.slack.world.app.client_id]
    assert set(asked["scope"][0].split(",")) == set(SCOPES)
    assert not {"user_scope", "redirect_uri"} & set(asked)
    assert urlsplit(there)._replace(query="").geturl() == two.slack.authorize_url


# ── Who may not ──


async def test_whoever_did_not_set_out_here_does_not_come_back(two: Two) -> None:
    where, cookie = await two.agrees(two.ana)
    _, other = await two.sets_out()
    made_up = Seals(b64encode(b"x" * 32).decode(), variable="KEY").stamp("x")
    old = Fernet(KEY).encrypt_at_time(b"x", 1_000).decode()
    for carried, state in (("", None), (other, None), ("x", "x"), (made_up, made_up), (old, old), ("é", "é")):
        back = where if state is None else f"{BACK_PATH}?code=c&state={quote(state)}"
        status, page = await two.comes_back(back, quote(carried) if carried == "é" else carried)
        assert (status, "Nothing was installed." in page) == (400, True)
    assert await two.rows() == []
    assert two.slack.calls("oauth.v2.access") == []
    status, _ = await two.comes_back(where, cookie)  # control: the right one, after all of these
    assert status == 200


@pytest.mark.parametrize(
    ("who", "how", "status", "says"),
    [
        ("ana", {"refuses": True}, 400, "It was cancelled"),
        ("zoe", {}, 403, "not among those"),
        ("ana", {"wide": True}, 400, "whole organisation"),
    ],
    ids=["cancelled", "a workspace that app.yaml does not name", "a whole organisation"],
)
async def test_it_is_kept_nowhere_else(who: str, how: dict[str, bool], status: int, says: str, two: Two) -> None:
    found, page = await two.installs(getattr(two, who), **how)
    assert (found, says in page) == (status, True)
    assert await two.rows() == []
    assert [one.state for one in two.slack.world.installations] == ([] if "refuses" in how else ["gone"])


@pytest.mark.parametrize("method", ["oauth.v2.access", "auth.test", "bots.info"])
async def test_slacks_own_trouble_is_said_and_beginning_again_is_enough(method: str, two: Two) -> None:
    two.slack.faults.put(method, Refuse("fatal_error"), times=3)
    status, page = await two.installs(two.ana)
    assert status in (502, 503)
    assert "Begin once more" in page
    assert await two.rows() == []
    two.slack.faults.clear()
    assert (await two.installs(two.ana))[0] == 200


async def test_an_event_of_a_workspace_that_did_not_install_it_is_refused(two: Two) -> None:
    await two.installs(two.ana)
    two.slack.world.install(two.south)
    [told] = await two.ben.writes("help")
    assert {one.status for one in told.attempts} == {401}
    assert not two.private(two.ben)


# ── Its end ──


async def test_a_workspace_that_removes_it_is_spoken_to_no_more_and_its_token_is_gone(two: Two) -> None:
    for who, place in ((two.ana, two.north), (two.ben, two.south)):
        await two.installs(who)
        await two.joins(who, two.room(place, who))
    await two.slack.staff.uninstalls(two.slack.world.app_of(two.north))
    await two.settled()
    assert [row.workspace for row in await two.rows()] == [two.south.id]
    calls = len(two.slack.calls())
    to = Us(two.north.id, "").person(two.ana.id)
    assert isinstance(await two.bot.platforms["slack"].send(to, Card("Hello"), key="k"), Undeliverable | Later)
    assert isinstance(await two.bot.platforms["slack"].send(to, Card("Hello"), key="k"), Undeliverable)
    assert len(two.slack.calls()) <= calls + 1
    await two.ben.writes("help")
    await two.settled()
    assert two.private(two.ben)


async def test_what_is_told_late_of_the_end_does_not_end_a_new_installation(two: Two) -> None:
    await two.installs(two.ana)
    app = two.slack.world.app_of(two.north)
    app.state = "gone"
    late = str(two.clock.now().timestamp())
    two.clock.forward(timedelta(minutes=1))
    assert (await two.installs(two.ana))[0] == 200
    await two.slack.events.to(app, {"type": "app_uninstalled", "event_ts": late})
    assert len(await two.rows()) == 1
    two.clock.forward(timedelta(minutes=1))
    now = str(two.clock.now().timestamp())
    await two.slack.events.to(app, {"type": "app_uninstalled", "event_ts": now})  # control
    assert await two.rows() == []


@pytest.mark.parametrize("hours", [2, -2], ids=["ahead", "behind"])
async def test_it_is_slacks_clock_that_says_which_installation_has_ended(hours: int, two: Two) -> None:
    await two.bot.stop()
    two.ahead = timedelta(hours=hours)
    await two.starts()
    ended = str(two.clock.now().timestamp())
    two.clock.forward(timedelta(minutes=1))
    await two.installs(two.ana)
    app = two.slack.world.app_of(two.north)
    await two.slack.events.to(app, {"type": "app_uninstalled", "event_ts": ended})
    assert len(await two.rows()) == 1, "that was an older one"
    two.clock.forward(timedelta(minutes=1))
    await two.slack.staff.uninstalls(app)
    assert await two.rows() == []


# ── At rest ──


async def test_no_token_stands_in_the_file_and_the_log_does_not_say_one(two: Two) -> None:
    await two.installs(two.ana)
    token = two.slack.world.app_of(two.north).token
    [row] = await two.rows()
    assert Seals(KEY, variable="KEY").open(two.north.id, row.token) == token
    held = b"".join(one.read_bytes() for one in two.folder.glob("earshot.db*") if one.is_file())
    assert two.north.id.encode() in held
    assert row.token.encode() in held
    assert token.encode() not in held
    kept = Installation("slack", "T1", "North", "U1", "B1", "A1", "xoxb-1", TUESDAY)
    assert "xoxb" not in repr(kept)


async def test_a_key_is_changed_by_putting_the_new_one_first(two: Two) -> None:
    await two.installs(two.ana)
    [before] = await two.rows()
    await two.bot.stop()
    two.key = f"{OLDER}, {KEY}"
    await two.starts()
    [after] = await two.rows()
    assert after.token != before.token
    await two.bot.stop()
    two.key = OLDER
    await two.starts()
    await two.bot.stop()
    two.key = "no key"
    with pytest.raises(NotPossible, match="openssl rand -base64 32"):
        await two.starts()
    two.key = OLDER
    await two.starts()


def test_a_sealed_token_is_good_for_its_own_workspace_alone() -> None:
    seals = Seals(KEY, variable="KEY")
    sealed = seals.seal("T1", "xoxb-1")
    assert seals.open("T1", sealed) == "xoxb-1"
    stamp = seals.stamp("x")
    for workspace, wrong in (("T2", sealed), ("T1", sealed[:-4]), ("T1", ""), ("T1", stamp)):
        with pytest.raises(NotOpened):
            seals.open(workspace, wrong)
    assert Fernet(KEY).decrypt(sealed) == b'["T1", "xoxb-1"]'  # control: without the workspace in it, T2 would take it


# ── Several replicas ──


class Kept:
    """What stands in a store that others write to as well."""

    def __init__(self) -> None:
        self.rows: dict[str, Installation] = {}
        self.away = False

    async def all(self) -> Sequence[Installation]:
        return list(self.rows.values())

    async def get(self, workspace: str) -> Installation | None:
        if self.away:
            raise OSError("the store is away")
        return self.rows.get(workspace)

    async def put(self, installation: Installation) -> None:
        self.rows[installation.workspace] = installation

    async def seal_anew(self, installation: Installation, token: str) -> None:
        self.rows[installation.workspace] = replace(installation, token=token)


async def test_what_another_replica_installed_or_ended_is_known_here_too() -> None:
    kept, seals, doubts, made = Kept(), Seals(KEY, variable="KEY"), list[Any](), list[Made]()

    def make(token: str, us: Us, _: Installation, refused: Any) -> Any:
        doubts.append(refused)
        made.append(Made(token, us))
        return made[-1]

    several: Any = Installed(kept, seals, make, named=frozenset({"T1"}), shared=False)
    assert await several.of("T1") is None
    kept.rows["T1"] = Installation("slack", "T1", "North", "U1", "B1", "A1", seals.seal("T1", "xoxb-1"), TUESDAY)
    first = await several.of("T1")
    assert first is made[0]
    kept.away = True
    assert await several.of("T1") is first, "what is known is not looked up for every event"
    doubts[0]()
    for _ in range(2):
        with pytest.raises(NotTold):
            await several.of("T1")
    kept.away = False
    assert await several.of("T1") is first, "nothing changed"
    doubts[0]()
    kept.rows["T1"] = replace(kept.rows["T1"], token=seals.seal("T1", "xoxb-2"))
    assert await several.of("T1") is made[1]
    assert (made[1].token, made[0].closed) == ("xoxb-2", True)
    doubts[1]()
    del kept.rows["T1"]
    assert await several.of("T1") is None
    assert made[1].closed


class Made:
    """A workspace that only remembers what it was made of."""

    def __init__(self, token: str, us: Us) -> None:
        self.token, self.us, self.closed = token, us, False

    def close(self) -> None:
        """Called once it is known no more."""
        self.closed = True


# ── app.yaml ──

ENVIRON = {"SIGNING": "s", "ID": "i", "SECRET": "s", "KEY": KEY, "BOT": "xoxb"}


@pytest.mark.parametrize(
    ("slack", "more", "says"),
    [
        ("mode: http, install: {I}", "rooms: {{x: {{platform: slack, workspace: T9, id: C1}}}}", "rooms.x.workspace"),
        ("mode: http, install: {I}", "stewards: [{{platform: slack, workspace: T9, id: U1}}]", "stewards[0].workspace"),
        ("mode: http, install: {I}, bot_token_env: BOT", "", "one of bot_token_env"),
        ("install: {I}, mode: socket, app_token_env: BOT", "", "needs mode: http"),
        ("mode: http, api_url: 'https://slack.com/api/'", "", "is missing: for one workspace"),
        ("mode: http, install: {I}", "", ""),
    ],
)
def test_app_yaml_says_what_does_not_fit_together(slack: str, more: str, says: str) -> None:
    install = "{client_id_env: ID, client_secret_env: SECRET, token_key_env: KEY, workspaces: [T1]}"
    said = slack.replace("{I}", install)
    text = "company: {name: X}\nplatforms: {slack: {signing_secret_env: SIGNING, " + said + "}}\n"
    text += more.replace("{{", "{").replace("}}", "}")
    if not says:
        assert parse(text, environ=ENVIRON).platforms.slack is not None
        return
    with pytest.raises(SettingsError, match=re.escape(says)):
        parse(text, environ=ENVIRON)


def test_each_secret_of_an_installation_has_to_be_set() -> None:
    text = SETTINGS.format(api="https://slack.com/api/", teams="T1")
    for missing in ("ID", "SECRET", "KEY", "SIGNING"):
        with pytest.raises(SettingsError, match=f"the environment variable {missing} to be set"):
            parse(text, environ={name: value for name, value in ENVIRON.items() if name != missing})
