from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.health import Trouble
from jobs.listening.feeds import read_feed
from jobs.listening.heard import Document, Entry, Feed, Unreadable
from tests.fakes.feeds import HEALTHY, atom, rss

NOW = datetime(2026, 1, 14, 12, 0, tzinfo=UTC)
HOME = "https://ledger.example/feeds/main.xml"
LINK = "<link>https://ledger.example/loaf</link>"


def read(
    body: str | bytes, *, media_type: str = "application/xml", charset: str | None = None, url: str = HOME
) -> Feed | Unreadable:
    octets = body.encode() if isinstance(body, str) else body
    return read_feed(Document(octets, url, media_type, charset), now=NOW)


def feed(
    body: str | bytes, *, media_type: str = "application/xml", charset: str | None = None, url: str = HOME
) -> Feed:
    answer = read(body, media_type=media_type, charset=charset, url=url)
    assert isinstance(answer, Feed), answer
    return answer


def entry(item: str) -> Entry:
    (only,) = feed(rss(item)).entries
    return only


def dated(date: str) -> datetime | None:
    return entry(f"{LINK}<title>x</title><pubDate>{date}</pubDate>").published


# The right call


@pytest.mark.parametrize("fence", ["", " "])
def test_a_body_that_is_a_path_is_not_opened(tmp_path: Path, fence: str) -> None:
    """The control: handed over as bytes or text, the library reads the file."""
    hidden = tmp_path / "hidden.xml"
    hidden.write_text(rss(f"{LINK}<title>secret</title>"))

    assert isinstance(read(f"{hidden}{fence}"), Unreadable)
    assert feedparser.parse(str(hidden)).entries[0].title == "secret"


def test_a_body_that_is_a_device_or_an_address_is_not_a_feed() -> None:
    for body in ("/dev/zero", "http://127.0.0.1:9/feed.xml", "file:///etc/passwd"):
        answer = read(body)
        assert isinstance(answer, Unreadable)
        assert answer.trouble is Trouble.NOT_A_FEED


def test_relative_links_are_joined_with_the_feeds_address() -> None:
    one = entry(
        "<title>x</title><link>/loaf</link><comments>../talk</comments><enclosure url='p.jpg' type='image/jpeg'/>"
    )

    assert (one.url, one.picture) == ("https://ledger.example/loaf", "https://ledger.example/feeds/p.jpg")


def test_a_base_in_the_document_is_honoured() -> None:
    (one,) = feed(
        atom("<id>1</id><title>x</title><link href='b'/>").replace("<feed ", "<feed xml:base='/notes/' ")
    ).entries

    assert one.url == "https://ledger.example/notes/b"


def test_an_entry_keeps_its_identity_when_the_feed_moves() -> None:
    item = f"{LINK}<guid>loaf-1</guid><title>x</title>"

    moved = feed(rss(item), url="https://new.example/feed").entries[0]

    assert moved.key == feed(rss(item)).entries[0].key == "loaf-1"


@pytest.mark.parametrize(
    "media_type", ["text/xml", "text/html", "application/octet-stream", "text/plain", "", "nonsense"]
)
def test_a_wrong_media_type_is_a_note_and_no_reason_to_drop(media_type: str) -> None:
    assert len(feed(HEALTHY, media_type=media_type).entries) == 1


@pytest.mark.parametrize(
    "claimed", ["iso-8859-1", "us-ascii", "windows-1252", "utf-8", "klingon", "utf-16", "base64", "idna"]
)
def test_a_charset_that_the_body_disproves_is_dropped(claimed: str) -> None:
    assert feed(rss(f"{LINK}<title>Café für alle</title>"), charset=claimed).entries[0].title == "Café für alle"


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1251", "shift_jis", "utf-16"])
def test_a_charset_that_is_right_is_used(charset: str) -> None:
    title = {"windows-1251": "Новости", "shift_jis": "パンの話"}.get(charset, "Café")
    body = f"<rss version='2.0'><channel><title>t</title><item>{LINK}<title>{title}</title></item></channel></rss>"

    assert feed(body.encode(charset), charset=charset).entries[0].title == title


def test_a_charset_in_the_declaration_is_used_where_the_header_says_nothing() -> None:
    body = rss(f"{LINK}<title>Café</title>").replace('"1.0"?', '"1.0" encoding="iso-8859-1"?').encode("iso-8859-1")

    assert feed(body, media_type="text/xml").entries[0].title == "Café"


# What raises or lies


@pytest.mark.parametrize("reference", ["&#xD800;", "&#x110000;", "&#0;", "&#99999999;", "&#xDFFF;"])
def test_a_character_that_does_not_exist_costs_nothing_else(reference: str) -> None:
    one = entry(f"{LINK}<title>Bread {reference}rises</title>")

    assert one.title.replace("�", "") == "Bread rises"


def test_such_a_character_makes_the_library_raise() -> None:
    with pytest.raises(ValueError, match=r"surrogates|chr\(\)|range"):
        feedparser.parse(rss(f"{LINK}<title>&#xD800;</title>").encode())


def test_a_backslash_in_an_entity_costs_nothing_else() -> None:
    body = rss(f"{LINK}<title>Bread</title>").replace("?>", '?>\n<!DOCTYPE rss [\n<!ENTITY a "C:\\users">\n]>\n', 1)

    assert feed(body).entries[0].title == "Bread"
    with pytest.raises(Exception, match="bad escape"):
        feedparser.parse(body.encode())


def test_skipped_hours_mean_nothing() -> None:
    assert len(feed(rss(LINK, head="<skipHours><hour>1</hour><hour>2</hour></skipHours>")).entries) == 1


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "mailto:a@b.example"]
)
def test_a_link_that_is_not_of_the_web_is_no_link(link: str) -> None:
    answer = feed(rss(f"<link>{link}</link><title>x</title>", f"{LINK}<title>y</title>"))

    assert [one.title for one in answer.entries] == ["y"]
    assert answer.notes == ("1 entries without a link",)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A &lt;b&gt;bold&lt;/b&gt; claim", "A bold claim"),
        ("&lt;img src=x onerror=alert(1)&gt;Bread", "Bread"),
        ("<![CDATA[R&amp;D <i>news</i>]]>", "R&D news"),
        ("R&amp;amp;D", "R&D"),
        ("*bold* @channel", "*bold* @channel"),
        ("&lt;!here&gt; Bread", "Bread"),
        ("Bread\n\t rises", "Bread rises"),
    ],
)
def test_a_title_is_plain_text(title: str, expected: str) -> None:
    assert entry(f"{LINK}<title>{title}</title>").title == expected


def test_an_atom_title_that_is_text_is_taken_literally() -> None:
    (one,) = feed(atom("<id>1</id><link href='/a'/><title type='text'>Vec&lt;T&gt; explained</title>")).entries

    assert one.title == "Vec<T> explained"


def test_titles_and_texts_are_bounded_and_end_at_a_word() -> None:
    one = entry(f"{LINK}<title>{'bread ' * 200}</title><description>{'crumb ' * 400}</description>")

    assert len(one.title) <= 300
    assert len(one.text) <= 600
    assert one.title.endswith("bread…")


def test_an_entry_without_title_gets_its_first_words() -> None:
    one = entry(f"{LINK}<description>{'Rye, wheat and oats. ' * 20}</description>")

    assert one.title.startswith("Rye, wheat and oats. Rye")
    assert len(one.title) <= 100
    assert entry(LINK).title == "ledger.example"


# Dates


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Mon, 12 Jan 2026 09:00:00 +0000", "2026-01-12T09"),
        ("Mon, 12 Jan 2026 09:00:00 +0200", "2026-01-12T07"),
        ("Mon, 12 Jan 2026 09:00:00 EST", "2026-01-12T14"),
        ("Sun, 13 Jul 2025 09:00:00 CEST", "2025-07-13T07"),
        ("Mon, 12 Jan 2026 09:00:00 CET", "2026-01-12T08"),
        ("08 Apr 24 19:00 +0000", "2024-04-08T19"),
        ("2026-01-12T09:00:00Z", "2026-01-12T09"),
        ("2026-W03", "2026-01-12T00"),
        ("Mi, 14 Jan 2026 09:00:00 +0100", None),
        ("14/01/2026", None),
        ("lundi 12 janvier 2026", None),
        ("1768408380", None),
        ("Mon, 12 Jan 2126 09:00:00 +0000", None),
        ("0001-01-01T00:00:00Z", None),
        ("Sat, 31 Dec 1994 23:00:00 +0000", None),
        ("Thu, 15 Jan 2026 11:00:00 +0000", "2026-01-15T11"),
        ("Thu, 15 Jan 2026 13:00:00 +0000", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_date_is_read_rightly_or_not_at_all(said: str, expected: str | None) -> None:
    found = dated(said)

    assert (found and f"{found:%Y-%m-%dT%H}") == expected


def test_an_entry_was_published_when_it_says_so_and_else_when_it_was_updated() -> None:
    updated = "<updated>2026-01-13T00:00:00Z</updated>"
    published = "<published>2026-01-12T00:00:00Z</published>"
    answer = feed(
        atom(
            f"<id>1</id><title>both</title><link href='/1'/>{updated}{published}",
            f"<id>2</id><title>one</title><link href='/2'/>{updated}",
        )
    )

    assert {one.title: one.published and one.published.day for one in answer.entries} == {"both": 12, "one": 13}


@given(st.lists(st.integers(0, 10_000), max_size=30))
def test_entries_come_newest_first_whatever_their_order(minutes: list[int]) -> None:
    items = [
        f"<link>https://ledger.example/{number}</link>"
        f"<pubDate>{(NOW - timedelta(minutes=ago)).strftime('%a, %d %b %Y %H:%M:%S +0000')}</pubDate>"
        for number, ago in enumerate(minutes)
    ]

    dates = [one.published for one in feed(rss("<link>https://ledger.example/undated</link>", *items)).entries]

    assert dates[-1] is None
    assert dates[:-1] == sorted((date for date in dates if date), reverse=True)
    assert len(dates) == len(minutes) + 1


def test_at_most_500_entries_are_kept_and_they_are_the_newest() -> None:
    items = [
        f"<link>https://ledger.example/{ago}</link><pubDate>{NOW - timedelta(hours=ago):%d %b %Y %H:%M} +0000</pubDate>"
        for ago in range(700)
    ]

    answer = feed(rss(*reversed(items)))

    assert len(answer.entries) == 500
    assert answer.entries[0].url == "https://ledger.example/0"
    assert answer.notes == ("kept 500 of 700 entries",)


# Identity


def keys(*items: str) -> list[str]:
    return [one.key for one in feed(rss(*items)).entries]


def test_an_entry_is_known_by_its_guid() -> None:
    assert keys(f"{LINK}<guid>a</guid>", f"{LINK}<guid>b</guid>") == ["a", "b"]


def test_a_guid_used_twice_is_joined_by_the_link() -> None:
    found = keys("<link>https://l.example/1</link><guid>a</guid>", "<link>https://l.example/2</link><guid>a</guid>")

    assert found == ["a https://l.example/1", "a https://l.example/2"]


def test_without_a_guid_the_link_is_the_identity_and_the_same_entry_twice_is_one() -> None:
    assert keys(f"{LINK}<title>a</title>", f"{LINK}<title>b</title>") == ["https://ledger.example/loaf"]


def test_a_huge_guid_is_kept_by_its_digest() -> None:
    (key,) = keys(f"{LINK}<guid>{'g' * 5000}</guid>")

    assert key.startswith("sha256:")
    assert len(key) == 71


def test_a_podcasts_sound_is_its_link() -> None:
    one = entry(
        "<title>Episode 1</title><guid>ep-1</guid><enclosure url='https://cast.example/1.mp3' type='audio/mpeg'/>"
    )

    assert (one.url, one.picture) == ("https://cast.example/1.mp3", None)


def test_a_guid_that_is_an_address_stands_in_for_a_link_and_another_does_not() -> None:
    assert entry("<guid>https://ledger.example/9</guid>").url == "https://ledger.example/9"
    assert feed(rss("<guid>number-nine</guid>")).entries == ()


def test_the_digest_changes_with_what_a_reader_sees_and_with_nothing_else() -> None:
    first = entry(f"{LINK}<title>a</title><description>b</description>")

    assert (
        entry(f"{LINK}<title>a</title><description>b</description><author>x@y.example</author>").digest == first.digest
    )
    assert entry(f"{LINK}<title>a</title><description>c</description>").digest != first.digest
    assert entry(f"{LINK}<title>c</title><description>b</description>").digest != first.digest


# Well-known sources


def test_a_bluesky_post_gets_a_title_and_loses_its_marker() -> None:
    one = entry(
        "<link>https://bsky.app/profile/ann.example/post/3k</link><pubDate>12 Jan 26 19:00 +0000</pubDate>"
        "<guid isPermaLink='false'>at://did:plc:abc/app.bsky.feed.post/3k</guid>"
        "<description>Rye is back.\n\n[contains quote post or other embedded content]</description>"
    )

    assert (one.title, one.text) == ("Rye is back.", "Rye is back.")
    assert one.key == "at://did:plc:abc/app.bsky.feed.post/3k"
    assert one.published == datetime(2026, 1, 12, 19, 0, tzinfo=UTC)


def test_a_toots_real_link_is_its_last_that_is_neither_hashtag_nor_mention() -> None:
    one = entry(
        "<guid>https://social.example/@ann/1142</guid><link>https://social.example/@ann/1142</link><description>"
        "<![CDATA[<p><a href='https://old.example/'>old</a> Read this, <a href='https://social.example/@ben' "
        "class='u-url mention'>@ben</a>: <a href='https://ledger.example/rye'>ledger.example/rye</a> "
        "<a href='https://social.example/tags/bread' class='mention hashtag' rel='tag'>#bread</a></p>]]></description>"
    )

    assert (one.url, one.also) == ("https://ledger.example/rye", "https://social.example/@ann/1142")
    assert one.title.startswith("old Read this, @ben")


def test_a_toot_without_a_link_stands_for_itself() -> None:
    one = entry("<link>https://social.example/@ann/1142</link><description>Just rye.</description>")

    assert (one.url, one.also) == ("https://social.example/@ann/1142", None)


def test_hacker_news_leads_to_the_story_and_keeps_the_discussion() -> None:
    one = entry(f"{LINK}<title>x</title><comments>https://news.ycombinator.com/item?id=1</comments>")

    assert (one.url, one.key) == ("https://ledger.example/loaf", "https://ledger.example/loaf")
    assert one.also == "https://news.ycombinator.com/item?id=1"


def test_comments_on_the_same_site_are_no_discussion_elsewhere() -> None:
    assert entry(f"{LINK}<title>x</title><comments>https://www.ledger.example/loaf#c</comments>").also is None


def test_a_google_alert_is_unwrapped() -> None:
    wrapped = "https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://ledger.example/rye%3Fa%3D1&amp;ct=ga&amp;usg=x"
    (one,) = feed(
        atom(
            "<id>tag:google.com,2013:1</id><title type='html'>&lt;b&gt;Rye&lt;/b&gt; is back</title>"
            f"<link href='{wrapped}'/>"
        )
    ).entries

    assert (one.url, one.title) == ("https://ledger.example/rye?a=1", "Rye is back")


@pytest.mark.parametrize("inside", ["javascript:alert(1)", "", "https://u:p@x.example/"])
def test_a_google_link_that_wraps_nothing_of_the_web_stays_as_it_is(inside: str) -> None:
    assert entry(f"<link>https://www.google.com/url?url={inside}</link>").url.startswith("https://www.google.com/url")


def test_reddit_leads_to_the_story_and_keeps_the_comments() -> None:
    talk = "https://www.reddit.com/r/bread/comments/1a/rye/"
    linked = f"&lt;a href='https://ledger.example/rye'&gt;[link]&lt;/a&gt; &lt;a href='{talk}'&gt;[comments]&lt;/a&gt;"
    own = f"&lt;a href='{talk}'&gt;[link]&lt;/a&gt;"
    answer = feed(
        atom(
            f"<id>t3_1a</id><title>Rye</title><link href='{talk}'/><content type='html'>{linked}</content>",
            f"<id>t3_1b</id><title>Self</title><link href='{talk}'/><content type='html'>{own}</content>",
        )
    )

    assert [(one.url, one.also) for one in answer.entries] == [("https://ledger.example/rye", talk), (talk, None)]


def test_a_picture_is_found_where_feeds_put_it_and_a_readers_counter_is_not_one() -> None:
    media = "xmlns:m='http://search.yahoo.com/mrss/'"
    assert entry(f"{LINK}<m:content {media} url='/p.jpg' medium='image'/>").picture == "https://ledger.example/p.jpg"
    assert entry(f"{LINK}<m:thumbnail {media} url='/t.png' width='120'/>").picture == "https://ledger.example/t.png"
    assert entry(f"{LINK}<m:thumbnail {media} url='/t.png' width='1'/>").picture is None
    assert entry(f"{LINK}<m:content {media} url='/v.mp4' type='video/mp4'/>").picture is None
    assert (
        entry(f"{LINK}<enclosure url='/e.png' type='image/png' length='1'/>").picture == "https://ledger.example/e.png"
    )


# The feed itself


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<ttl>60</ttl>", timedelta(hours=1)),
        ("<ttl>0</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<ttl>9999999</ttl>", timedelta(days=31)),
        ("<ttl>99999999999999999999</ttl>", None),
        ("<s:updatePeriod>daily</s:updatePeriod><s:updateFrequency>4</s:updateFrequency>", timedelta(hours=6)),
        ("<s:updatePeriod> hourly </s:updatePeriod>", timedelta(hours=1)),
        ("<s:updatePeriod>hourly</s:updatePeriod><s:updateFrequency>0</s:updateFrequency>", timedelta(hours=1)),
        ("", None),
    ],
)
def test_how_long_a_feed_asks_to_be_left_alone(head: str, expected: timedelta | None) -> None:
    body = rss(LINK, head=head).replace("<rss ", "<rss xmlns:s='http://purl.org/rss/1.0/modules/syndication/' ")

    assert feed(body).ttl == expected


def test_a_feeds_language_is_a_hint_or_nothing() -> None:
    assert feed(rss(LINK, head="<language>de-AT</language>")).language == "de-at"
    assert feed(rss(LINK, head="<language>&lt;b&gt;nonsense words</language>")).language is None
    assert feed(rss(LINK)).language is None


def test_an_empty_feed_is_a_feed() -> None:
    assert feed(rss()) == Feed("Morning Ledger", (), None, None, ())
    assert feed(rss(title="")).title == "ledger.example"


@pytest.mark.parametrize(
    "body", ["", "  \n", "words", "\0" * 100, "<xml/>", "<a><b></a>", "\ufeff", "%PDF-1.7", "GIF89a"]
)
def test_what_is_not_a_feed_is_said_not_to_be_one(body: str) -> None:
    answer = read(body)

    assert isinstance(answer, Unreadable)
    assert answer.trouble is Trouble.NOT_A_FEED


def test_a_page_in_place_of_a_feed_names_the_feeds_it_knows() -> None:
    page = "<!DOCTYPE html><html><head><link rel=alternate type='application/rss+xml' href='/feed.xml'></head></html>"

    answer = read(page, media_type="text/html")

    assert isinstance(answer, Unreadable)
    assert answer.trouble is Trouble.NOT_A_FEED
    assert "https://ledger.example/feed.xml" in answer.detail


@given(st.binary(max_size=300))
def test_random_bytes_are_read_as_something_or_as_nothing(body: bytes) -> None:
    assert isinstance(read(body), Feed | Unreadable)


def test_a_feed_broken_off_in_the_middle_still_brings_what_it_has() -> None:
    body = rss(f"{LINK}<title>one</title>", "<link>https://ledger.example/2</link><title>two</title>")

    answer = feed(body[: body.index("two")])

    assert "one" in [one.title for one in answer.entries]
    assert answer.notes
