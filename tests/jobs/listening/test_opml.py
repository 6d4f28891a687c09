"""Lists of feeds: what is written can be read, what others write can be read, and nothing else is taken for one."""

import contextlib
import time
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.sources import NewSource
from jobs.listening.opml import MOST_BYTES, MOST_FEEDS, NotOpml, read, write


def opml(*outlines: str, head: str = "") -> bytes:
    return f"{head}<opml version='2.0'><head/><body>{''.join(outlines)}</body></opml>".encode()


def feed(url: str, **said: str) -> str:
    return f"<outline xmlUrl='{url}' {' '.join(f'{name}={value!r}' for name, value in said.items())}/>"


HOSTS = st.from_regex(r"[a-z]{1,10}\.example", fullmatch=True)
PATHS = st.text(alphabet="abcXYZ019-_./&?=%<>\"'äß香 ", max_size=40)
NAMES = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("<>&\"' \n\t\ufffe\ud800\x00]]>")), max_size=120)


@given(st.lists(st.tuples(NAMES, HOSTS, PATHS), min_size=1, max_size=8), NAMES)
def test_what_is_written_is_read_again_the_same(made: list[tuple[str, str, str]], title: str) -> None:
    listed = [NewSource(name, f"https://{host}/{path}") for name, host, path in made]
    once = write(listed, title=title)
    assert ElementTree.fromstring(once).get("version") == "2.0"
    found = read(once.encode())
    assert [one.url for one in found] == [" ".join(one.url.split()) for one in listed]
    assert write(found, title=title) == write(read(write(found, title=title).encode()), title=title)
    assert len(once.splitlines()) == len(listed) + 6, "a line each"


def test_a_name_stays_as_it_is_and_a_missing_one_is_the_host() -> None:
    listed = [
        NewSource("Ana & Ben <news> \"1\" 'two' 🙂", "https://a.example/?a=1&b=2"),
        NewSource("", "https://b.example/"),
    ]
    assert read(write(listed, title="t").encode()) == [listed[0], NewSource("b.example", "https://b.example/")]


def test_lists_are_read_as_others_write_them() -> None:
    document = opml(
        "<outline text='Folder'><outline text='Deep'>" + feed("https://a.example/", text="A", title="Title A"),
        "</outline></outline>",
        "<OUTLINE Text='B' XMLURL='feed://b.example/rss'/>",
        "<outline text='A page without a feed' htmlUrl='https://c.example/'/>",
        feed("", text="Empty"),
        feed(" https://d.example/feed#top ", text="&lt;D&gt;"),
        feed("www.e.example"),
    )
    assert [(one.name, one.url) for one in read(document)] == [
        ("Title A", "https://a.example/"),
        ("B", "https://b.example/rss"),
        ("<D>", "https://d.example/feed"),
        ("www.e.example"[4:], "https://www.e.example"),
    ]
    latin = '<?xml version="1.0" encoding="ISO-8859-1"?>' + opml(feed("https://a.example/", text="Caf\u00e9")).decode()
    assert [one.name for one in read(latin.encode("latin-1"))] == ["Café"]
    wide = f'<?xml version="1.0" encoding="UTF-16"?>{opml(feed("https://a.example/", text="香")).decode()}'
    assert [one.name for one in read(wide.encode("utf-16"))] == ["香"]


BOMB = "<!DOCTYPE o [<!ENTITY a0 'https://a.example/'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
)


@pytest.mark.parametrize(
    "head",
    [
        BOMB,
        "<!DOCTYPE opml SYSTEM 'file:///etc/passwd'>",
        "<!DOCTYPE o [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE o [<!ENTITY % p SYSTEM 'https://evil.example/x.dtd'> %p;]>",
        "<!DOCTYPE opml>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_before_any_of_it_is_used(head: str, encoding: str) -> None:
    document = f'<?xml version="1.0" encoding="{encoding}"?>{head}<opml>{feed("&a9;")}</opml>'.encode(encoding)
    began = time.perf_counter()
    with pytest.raises(NotOpml, match="document type"):
        read(document)
    assert time.perf_counter() - began < 0.5


def test_control_a_reader_that_does_not_refuse_it_takes_what_an_entity_says() -> None:
    document = "<!DOCTYPE o [<!ENTITY a 'https://evil.example/'>]><opml><outline xmlUrl='&a;'/></opml>"
    (outline,) = ElementTree.fromstring(document)
    assert outline.get("xmlUrl") == "https://evil.example/"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://a.example/",
        "https://ana:secret@a.example/",
        "mailto:ana@a.example",
        "nonsense",
        "https://",
        "feed:",
        "https://a.example:99999/",
    ],
)
def test_one_address_that_is_none_spoils_the_whole_list(url: str) -> None:
    good = [feed(f"https://{one}.example/") for one in "abc"]
    assert len(read(opml(*good))) == 3
    with pytest.raises(NotOpml, match="no web address"):
        read(opml(*good[:2], feed(url), good[2]))


def test_of_many_wrong_addresses_a_few_are_told() -> None:
    with pytest.raises(NotOpml, match=r"“0”, “1”, “2”, “3”, “4”, and 95 more\.$"):
        read(opml(*(feed(str(number)) for number in range(100))))


def test_a_list_has_bounds() -> None:
    several = [feed(f"https://{number}.example/") for number in range(MOST_FEEDS)]
    assert len(read(opml(*several))) == MOST_FEEDS
    with pytest.raises(NotOpml, match="2,001 feeds"):
        read(opml(*several, feed("https://one-more.example/")))
    with pytest.raises(NotOpml, match="too big"):
        read(b" " * (MOST_BYTES + 1))
    with pytest.raises(NotOpml):
        read(b"<outline>" * 100_000)


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(opml)))
def test_any_bytes_are_a_list_or_are_said_to_be_none(document: bytes) -> None:
    with contextlib.suppress(NotOpml):
        assert read(document)
