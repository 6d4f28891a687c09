import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
import yaml
from lxml import html

import adapters.playground
from adapters.playground.site_pages import FOOTER
from adapters.playground.sites import Entry, Site
from adapters.playground.world import Page, World, company_text
from bot.domain.sameness import Heads, Told
from bot.domain.topics import Matcher, Topic
from bot.settings import parse

SAMPLE = Path(adapters.playground.__file__).parent / "sample"
PORT = 8765
START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # 10:00 in Berlin, a Monday
LAST_DAY = START + timedelta(days=6)
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def world() -> World:
    return World.load(SAMPLE)


@pytest.fixture(scope="module")
def company() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(company_text(SAMPLE, PORT))
    return loaded


def told(world: World) -> Iterator[tuple[Site, Entry]]:
    return ((site, entry) for site in world.sites for entry in site.entries)


def get(world: World, host: str, path: str, now: datetime = START) -> Page:
    page = world.answer(host, path, now=now, start=START, port=PORT)
    assert page is not None, f"{host}{path}"
    return page


def parsed(body: bytes | str) -> Any:  # lxml's stubs know too many kinds of answer to be of use here
    return html.fromstring(body)


def read(page: Page, host: str) -> list[dict[str, Any]]:
    """The entries of a feed, read as the listening code reads them."""
    if page.content_type.startswith("application/feed+json"):
        items: list[dict[str, Any]] = json.loads(page.body)["items"]
        return [{"link": item["url"], **item} for item in items]
    headers = {"content-type": page.content_type, "content-location": f"http://{host}:{PORT}/feed.xml"}
    feed = feedparser.parse(
        io.BytesIO(page.body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    assert not feed.bozo, feed.get("bozo_exception")
    return list(feed.entries)


def date_of(entry: dict[str, Any]) -> datetime | None:
    text = entry.get("published") or entry.get("date_published")
    if text is None:
        return None
    return parsedate_to_datetime(text) if "," in text else datetime.fromisoformat(text)


def matcher(company: dict[str, Any], topics: Iterable[str]) -> Matcher:
    return Matcher(
        Topic(key, topic["name"], *(tuple(topic.get(part, ())) for part in ("must", "may", "must_not")))
        for key, topic in company["topics"].items()
        if key in topics
    )


def rooms(company: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {key: room for key, room in company["rooms"].items() if key != "defaults"}


def heard_in(
    room: dict[str, Any], world: World, company: dict[str, Any], since: timedelta, until: timedelta
) -> Iterator[tuple[str, list[str]]]:
    """What a room would hear from outside in this time: site id and the topics that the title matches."""
    ask = matcher(company, room["topics"])
    ours = {urlsplit(source["url"]).hostname for source in company["sources"].values() if source.get("company")}
    for site, entry in told(world):
        if since < entry.at <= until and site.host not in ours and "date" not in entry.without:
            found = [match.topic_id for match in ask.match(entry.title, "") if match.in_title]
            if found:
                yield site.id, found


def test_the_world_is_as_large_as_promised(world: World, company: dict[str, Any]) -> None:
    entries = [entry for _, entry in told(world)]

    assert len(entries) >= 90
    assert 8 <= len(world.sites) <= 10
    assert min(Counter(site.format for site in world.sites).values()) >= 2
    assert {site.format for site in world.sites} == {"rss", "atom", "json"}
    assert len(rooms(company)) == 4
    assert 6 <= len(company["topics"]) <= 9


def test_eight_people_live_in_three_time_zones_and_a_newcomer_plays_ana(company: dict[str, Any]) -> None:
    people = company["platforms"]["playground"]["people"]

    assert len({person["id"] for person in people}) == 8
    assert people[0] == {"id": "ana", "name": "Ana Duarte", "time_zone": "Europe/Lisbon"}
    assert {person["time_zone"] for person in people} == {"Europe/Berlin", "Europe/Lisbon", "America/Toronto"}
    assert {steward["id"] for steward in company["stewards"]} <= {person["id"] for person in people}


def test_the_company_listens_to_exactly_the_sites_that_exist(world: World, company: dict[str, Any]) -> None:
    served = {f"http://{site.host}:{PORT}{site.feed_path}": site.name for site in world.sites}

    assert {source["url"]: source["name"] for source in company["sources"].values()} == served
    assert set(company["listening"]["private_hosts"]) == {f"{site.host}:{PORT}" for site in world.sites}
    assert [key for key, source in company["sources"].items() if source.get("company")] == ["blog"]


def test_rooms_and_sources_name_topics_that_exist(company: dict[str, Any]) -> None:
    named = {topic for room in company["rooms"].values() for topic in room["topics"]}
    named |= {topic for source in company["sources"].values() for topic in source.get("about", ())}

    assert named == set(company["topics"])


def test_the_company_file_is_an_app_yaml_without_a_mistake(company: dict[str, Any]) -> None:
    settings = parse(company_text(SAMPLE, PORT), file="company.yaml", environ={})

    assert settings.company.name == company["company"]["name"]
    assert list(settings.sources) == list(company["sources"])
    for key, room in rooms(company).items():
        assert list(settings.rooms.rhythm(key).topics) == room["topics"]


def test_the_port_is_filled_in_everywhere() -> None:
    text = company_text(SAMPLE, 4711)

    assert "{port}" not in text
    assert "http://kernelnotes.localhost:4711/feed.xml" in text


def test_no_host_outside_this_machine_is_named(world: World) -> None:
    texts = [company_text(SAMPLE, PORT)]
    for site in world.sites:
        edition = [site.feed_path, "/", "/site.css", *(entry.path for entry in site.entries)]
        texts += [get(world, site.host, path, LAST_DAY).body.decode() for path in edition]
    hosts = {urlsplit(url).hostname for text in texts for url in re.findall(r"https?://[^\s\"'<>]+", text)}

    specifications = {"www.w3.org", "jsonfeed.org"}  # names of formats, not links anybody follows
    assert all(str(host).endswith(".localhost") for host in hosts - specifications)


@pytest.mark.parametrize("hours", [0, 23, 47, 71, 95, 144])
def test_every_feed_parses_and_holds_what_has_happened_and_nothing_else(world: World, hours: int) -> None:
    now = START + hours * HOUR
    for site in world.sites:
        heard = read(get(world, site.host, site.feed_path, now), site.host)

        assert len(heard) == sum(START + entry.at <= now for entry in site.entries)
        dates = [date for entry in heard if (date := date_of(entry))]
        assert all(date <= now for date in dates)
        assert all(newer >= older for newer, older in pairwise(dates))


def test_every_link_in_a_feed_leads_to_its_article(world: World) -> None:
    for site in world.sites:
        for entry in read(get(world, site.host, site.feed_path, LAST_DAY), site.host):
            link = urlsplit(entry["link"])
            assert link.netloc == f"{site.host}:{PORT}"
            article = parsed(get(world, site.host, f"{link.path}?{link.query}", LAST_DAY).body)
            title = parsed(f"<p>{entry['title']}</p>").text_content()
            assert article.xpath("string(//h1)") in (title, entry["title"])


def test_an_article_has_all_that_a_reader_and_a_preview_need(world: World) -> None:
    for site, entry in told(world):
        page = parsed(get(world, site.host, entry.path, LAST_DAY).body)
        address = f"http://{site.host}:{PORT}{entry.path}"

        assert page.xpath("string(//meta[@property='og:title']/@content)") == entry.title
        assert page.xpath("string(//meta[@property='og:description']/@content)") == entry.summary
        assert page.xpath("string(//link[@rel='canonical']/@href)") == address
        assert page.xpath("string(//link[@rel='alternate']/@href)") == site.feed_path
        assert page.xpath("string(//article/time/@datetime)") == (START + entry.at).isoformat()
        assert 2 <= len(page.xpath("//article/p")) <= 4
        assert " ".join(page.xpath("//article/p/text()")).startswith(entry.summary)
        assert page.xpath("string(//footer)") == FOOTER


def test_the_front_page_lists_what_has_happened_newest_first(world: World) -> None:
    for site in world.sites:
        links = parsed(get(world, site.host, "/").body).xpath("//li//a/@href")

        assert links == [entry.path for entry in site.entries if entry.at <= timedelta()]


def test_tomorrow_is_not_there_yet(world: World) -> None:
    site, entry = next((site, entry) for site, entry in told(world) if entry.at > 20 * HOUR)

    assert world.answer(site.host, entry.path, now=START, start=START, port=PORT) is None
    assert world.answer(site.host, entry.path, now=START + entry.at, start=START, port=PORT) is not None


@pytest.mark.parametrize("host", ["kernelnotes.localhost", "KernelNotes.localhost:8765", "kernelnotes.localhost.:80"])
def test_a_host_is_known_in_every_spelling(world: World, host: str) -> None:
    assert get(world, host, "/feed.xml").content_type == "application/rss+xml; charset=utf-8"


@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("", "/"),
        ("localhost", "/"),
        ("127.0.0.1:8765", "/"),
        ("[::1]:8765", "/"),
        ("kernelnotes", "/"),
        ("evil.kernelnotes.localhost", "/"),
        ("kernelnotes.localhost", ""),
        ("kernelnotes.localhost", "/feed.json"),
        ("kernelnotes.localhost", "//"),
        ("kernelnotes.localhost", "/../company.yaml"),
        ("kernelnotes.localhost", "/\x00"),
    ],
)
def test_what_does_not_exist_is_answered_with_nothing(world: World, host: str, path: str) -> None:
    assert world.answer(host, path, now=START, start=START, port=PORT) is None


def test_an_etag_changes_with_the_news_and_only_then(world: World) -> None:
    first = get(world, "kernelnotes.localhost", "/feed.xml")
    same = get(world, "kernelnotes.localhost", "/feed.xml", START + HOUR)
    later = get(world, "kernelnotes.localhost", "/feed.xml", START + 4 * HOUR)

    assert re.fullmatch(r'"[0-9a-f]{32}"', first.etag)
    assert first.etag == same.etag != later.etag


def test_each_room_has_fresh_news_from_four_sources_at_the_start(world: World, company: dict[str, Any]) -> None:
    for key, room in rooms(company).items():
        fresh = list(heard_in(room, world, company, -20 * HOUR, timedelta()))

        assert len({site for site, _ in fresh}) >= 4, key
        assert len({topic for _, topics in fresh for topic in topics}) >= 2, key


@pytest.mark.parametrize("morning", [23, 47, 71, 95, 119])
def test_each_room_has_news_from_two_sources_on_every_following_morning(
    world: World, company: dict[str, Any], morning: int
) -> None:
    for key, room in rooms(company).items():
        news = {site for site, _ in heard_in(room, world, company, (morning - 24) * HOUR, morning * HOUR)}

        assert len(news) >= 2, key


def test_the_world_goes_on_for_five_days_by_daylight(world: World) -> None:
    ahead = [START + entry.at for _, entry in told(world) if entry.at > timedelta()]
    berlin = [when + HOUR for when in ahead]

    assert len(ahead) >= 30
    assert len({when.date() for when in berlin}) == 5
    assert all(7 <= when.hour <= 17 for when in berlin)


def test_some_news_is_nobody_s_topic_and_some_is_kept_out_by_a_word(world: World, company: dict[str, Any]) -> None:
    everything = matcher(company, company["topics"])
    careless = {key: {**topic, "must_not": []} for key, topic in company["topics"].items()}
    without_exceptions = matcher({"topics": careless}, careless)
    texts = [(entry.title, entry.summary) for _, entry in told(world)]

    assert sum(not without_exceptions.match(*text) for text in texts) >= 10
    kept_out = [text for text in texts if len(without_exceptions.match(*text)) > len(everything.match(*text))]
    assert len(kept_out) >= 5


def test_six_stories_are_told_by_two_or_three_sites_and_no_others_run_together(world: World) -> None:
    heads = Heads([], feed_names={site.id: site.name for site in world.sites})
    tellers: dict[str, list[str]] = {}
    for site, entry in sorted(told(world), key=lambda pair: pair[1].at):
        address = f"{site.host}:{PORT}{entry.path}"
        new = Told(address, entry.title, address, guid=None, host=site.host, source_id=site.id, at=START + entry.at)
        head = heads.same_story(new)
        if head is None:
            heads.add(new)
        tellers.setdefault(head or new.id, []).append(site.id)

    assert sorted(sorted(sites) for sites in tellers.values() if len(sites) > 1) == [
        ["brightwater", "kesterhaven", "warmrooms"],
        ["buildingsignals", "inspectorate", "kernelnotes"],
        ["buildingsignals", "kernelnotes", "openbuild"],
        ["inspectorate", "warmrooms"],
        ["openbuild", "quietinterface"],
        ["secondreply", "workingweek"],
    ]


def test_the_awkward_entries_are_there(world: World) -> None:
    entries = list(told(world))
    titles = [entry.title for _, entry in entries]

    assert {f"Weekly links #{number}" for number in (40, 41, 42)} <= set(titles)
    assert any(all(part in entry.title_html for part in ("<em>", "&amp;", "🎉")) for _, entry in entries)
    assert any(title.startswith("<!channel> everyone") for title in titles)
    assert any(re.search(r"[\u0590-\u06ff]{3}", title) for title in titles)
    assert Counter(part for _, entry in entries for part in entry.without) >= Counter(date=2, guid=2)
    assert Counter(entry.link for _, entry in entries) >= Counter(tracked=8, relative=1)


def test_the_awkward_entries_reach_the_feeds(world: World) -> None:
    by_format: dict[str, dict[str, Any]] = {site.format: {} for site in world.sites}
    for site in world.sites:
        for entry in read(get(world, site.host, site.feed_path, LAST_DAY), site.host):
            by_format[site.format][entry["title"]] = entry

    assert "Sensor Hub 4.2 is out: <em>faster</em>, smaller &amp; quieter 🎉" in by_format["atom"]
    assert "&lt;!channel&gt; everyone: why shouting alerts wear people out" in by_format["json"]
    assert "utm_source=kernelnotes" in by_format["rss"]["Weekly links #41"]["link"]
    assert "id" not in by_format["rss"]["The allotment garden behind the office"]
    assert date_of(by_format["rss"]["The allotment garden behind the office"]) is None
    assert b"<link>/your-crypto-horoscope" in get(world, "workingweek.localhost", "/feed.xml").body


HOSTILE = """
name: "<b>Evil</b> & \\"sons\\""
about: "</p><script>about()</script>"
format: {dialect}
hue: 1
entries:
  - at: -1h
    slug: one
    title: "</title><script>title()</script> & \\"more\\" 'quotes'"
    summary: "]]><img src=x onerror=summary()> First. \\"><script>second()</script>"
    more: "</article><iframe src=x>"
"""


def dangerous(page: bytes) -> list[str]:
    found = parsed(page).xpath("//script | //img | //iframe | //b | //*[@onerror]")
    return [str(element.tag) for element in found]


@pytest.mark.parametrize("dialect", ["rss", "atom", "json"])
def test_nothing_leaves_unescaped(tmp_path: Path, dialect: str) -> None:
    (tmp_path / "world").mkdir()
    (tmp_path / "world" / "evil.yaml").write_text(HOSTILE.format(dialect=dialect), encoding="utf-8")
    (tmp_path / "site.css").write_text("", encoding="utf-8")
    world = World.load(tmp_path)
    entry = world.sites[0].entries[0]

    def careless(quote: Callable[[str], str]) -> bytes:
        title, summary = quote(entry.title), quote(entry.summary)
        return f'<title>{title}</title><meta content="{summary}"><h1>{title}</h1><p>{summary}</p>'.encode()

    assert dangerous(get(world, "evil.localhost", "/").body) == []
    assert dangerous(get(world, "evil.localhost", "/one").body) == []
    assert read(get(world, "evil.localhost", world.sites[0].feed_path), "evil.localhost")[0]["title"] == entry.title
    assert dangerous(careless(escape)) == []
    assert dangerous(careless(str)) != [], "control: a page that escapes nothing is caught"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("at: -1h", "at: soon", "such as -3h"),
        ("at: -1h", "at: +", "such as -3h"),
        ("slug: one", "slug: feed.xml", "is taken"),
        ("slug: one", "sulg: one", "sulg"),
        ("hue: 1", "hue: blue", "hue"),
        ("format: rss", "format: gopher", "format"),
    ],
)
def test_a_site_file_with_a_mistake_is_refused(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    (tmp_path / "world").mkdir()
    text = HOSTILE.format(dialect="rss").replace(old, new)
    (tmp_path / "world" / "evil.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(ValueError, match=re.escape(complaint)):
        World.load(tmp_path)
