"""Teams opens where it is said who we are, or that we are alone; and it stands beside other platforms."""

from datetime import timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any

import aiohttp
import pytest

from adapters.teams.opening import LOCAL_BOT, LOCAL_TENANT, who_we_are
from adapters.teams.reading import Us
from bot.app import Bot, NotPossible, running
from bot.settings import parse
from jobs.listening.parse import Parser
from tests.adapters.platform_town import TITLE
from tests.adapters.teams.town import words
from tests.fakes.feeds import Answer, FeedServer, rss
from tests.fakes.slack import FakeSlack
from tests.fakes.teams import FakeTeams

COMPANY = "company: {name: Example Works}\nlog: {level: error}\n"
LOCAL = COMPANY + "platforms: {teams: {local: true}}\n"
APP, TENANT = "11111111-2222-3333-4444-555555555555", "aaaaaaaa-0000-4000-8000-000000000001"
NAMED = COMPANY + (
    "platforms: {teams: {app_id_env: APP, tenant_id_env: TENANT, secret_env: SECRET}}\n"
    f"rooms: {{news: {{platform: teams, workspace: {TENANT}, id: '19:news@thread.tacv2'}}}}\n"
)


def us(settings: str, *, host: str = "127.0.0.1", **environ: str) -> Us:
    """Who we are by these settings; `host` is put in afterwards, as no app.yaml could."""
    said = parse(settings, environ={**environ, "SECRET": "s"})
    assert said.platforms.teams is not None
    server = said.server.model_copy(update={"host": host})
    return who_we_are(said.platforms.teams, said.model_copy(update={"server": server}), {**environ, "SECRET": "s"})


def test_we_are_the_app_of_one_tenant_and_the_rooms_that_app_yaml_names_there() -> None:
    assert us(NAMED, APP=APP.upper(), TENANT=TENANT) == Us(TENANT, f"28:{APP}", frozenset({"19:news@thread.tacv2"}))


def test_without_an_app_nothing_is_opened_but_on_this_machine_alone() -> None:
    assert us(LOCAL) == Us(LOCAL_TENANT, LOCAL_BOT)
    for host in ("0.0.0.0", "::", "10.0.0.1", "bot.example.org"):
        with pytest.raises(NotPossible, match="for one machine"):
            us(LOCAL, host=host)
    said = parse(NAMED, environ={"APP": APP, "TENANT": TENANT, "SECRET": "s"})
    assert said.platforms.teams is not None
    for missing in ("APP", "TENANT", "SECRET"):
        held = {"APP": APP, "TENANT": TENANT, "SECRET": "s", missing: " "}
        with pytest.raises(NotPossible, match="needs an app"):
            who_we_are(said.platforms.teams, said, held)


ALEX = "00000000-0000-0000-0000-0000000000020"
ITEM = f"<title>{TITLE}</title><link>https://news.example/r</link><guid>r</guid><description>Two.</description>"


async def readyz(url: str) -> int:
    """Whether the bot says that it is ready."""
    async with aiohttp.ClientSession() as session, session.get(f"{url}/readyz") as response:
        return response.status


async def post(url: str, body: dict[str, Any]) -> int:
    """The status with which it is taken, without any token."""
    async with aiohttp.ClientSession() as session, session.post(f"{url}/api/messages", json=body) as response:
        return response.status


async def test_alone_on_one_machine_whoever_reaches_it_is_heard_without_a_token(
    tmp_path: Path, template: Path, parser: Parser
) -> None:
    copyfile(template, tmp_path / "earshot.db")
    bot = Bot(parse(LOCAL, environ={}), environ={}, folder=tmp_path, port=0, parser=parser)
    async with running(bot):
        said = {
            "type": "message",
            "id": "1",
            "text": "help",
            "channelId": "msteams",
            "serviceUrl": f"{bot.url}/nobody",
            "from": {"id": "user-1", "aadObjectId": ALEX, "name": "Alex"},
            "recipient": {"id": LOCAL_BOT},
            "conversation": {"id": "personal-1", "conversationType": "personal", "tenantId": LOCAL_TENANT},
        }
        assert await post(bot.url, said) == 200
        alex = Us(LOCAL_TENANT, LOCAL_BOT).person(ALEX)
        assert await bot.store.read(lambda tx: tx.people.at(alex)) is not None


# ── Beside other platforms ──

TOGETHER = """
company: {{name: Example Works, language: en, time_zone: Europe/Berlin}}
platforms:
  playground: {{people: [{{id: lena, name: Lena, time_zone: Europe/Berlin}}]}}
  slack: {{mode: http, bot_token_env: TOKEN, signing_secret_env: SIGNING, api_url: "{slack.base_url}"}}
  teams:
    app_id_env: TEAMS_APP_ID
    tenant_id_env: TEAMS_TENANT
    secret_env: TEAMS_SECRET
    login_url: "{teams.stage.address}"
    openid_url: "{teams.metadata_url}"
    service_url: "{teams.service_url}"
topics: {{kernel: {{name: Linux kernel, may: [kernel, rust]}}}}
sources: {{ledger: {{name: Morning Ledger, url: "{feed}", every: 15m}}}}
listening: {{contact: earshot@example.org, private_hosts: ["127.0.0.1:{port}"]}}
rooms:
  home: {{platform: playground, id: home, topics: [kernel]}}
  slack: {{platform: slack, workspace: {slack.workspace.id}, id: {channel.id}, topics: [kernel]}}
  teams: {{platform: teams, workspace: {teams.app.tenant}, id: "{room.id}", topics: [kernel]}}
log: {{level: error}}
"""


async def test_people_of_several_platforms_answer_one_item_in_one_process(
    tmp_path: Path, template: Path, parser: Parser, feeds: FeedServer
) -> None:
    copyfile(template, tmp_path / "earshot.db")
    feeds.serve("/feed.xml", Answer(rss()))
    async with FakeTeams() as teams, FakeSlack("http") as slack:
        ana, ben, chloe = teams.person("ana"), teams.person("ben"), slack.person("chloe")
        room, channel = teams.general(teams.team("All", ana, ben)), slack.channel("all", chloe)
        environ = {"TEAMS_APP_ID": teams.app.id, "TEAMS_TENANT": teams.app.tenant, "TEAMS_SECRET": teams.app.secret}
        environ |= {"TOKEN": slack.app.token, "SIGNING": slack.world.app.signing_secret}
        said = TOGETHER.format(
            slack=slack, teams=teams, room=room, channel=channel, feed=feeds.url("/feed.xml"), port=feeds.port
        )
        bot = Bot(parse(said, environ=environ), environ=environ, folder=tmp_path, port=0, parser=parser)
        async with running(bot):
            assert sorted(bot.platforms) == ["playground", "slack", "teams"]
            teams.bot_url, slack.request_url = f"{bot.url}/api/messages", f"{bot.url}/slack/events"
            assert await readyz(bot.url) == 200
            assert room.team is not None
            await teams.rooms.installs(room.team, ana)
            await bot.first_look
            feeds.serve("/feed.xml", Answer(rss(ITEM)))
            await bot.jump(bot.clock.now() + timedelta(minutes=40))
            [in_teams], [in_slack] = teams.messages(room), slack.messages(channel)
            assert (TITLE in words(in_teams), TITLE in repr(in_slack.blocks)) == (True, True)
            await ana.presses(in_teams, "Worth sharing")
            await chloe.presses(in_slack, "Worth sharing")
            await ben.presses(in_teams, "Worth sharing")
            await bot.settled()
            assert ("I'd share this" in words(in_teams), "I'd share this" in repr(in_slack.blocks)) == (True, True)
