"""app.yaml: what it holds, and that what is wrong in it is said kindly, all at once, by line, without a secret."""

import copy
import json
import os
import re
import tempfile
from collections.abc import Iterator
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain.guidelines import Kind
from bot.domain.items import AnswerKind
from bot.domain.networks import Network
from bot.settings import LARGEST, Mistake, Settings, SettingsError, load, parse, schema, yaml12

APP_YAML = Path(__file__).parents[2] / "app.yaml"
ROOT = APP_YAML.read_text(encoding="utf-8")
LEAST = "company: {name: Example Works}\n"
SECRETS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "DATABASE_URL": "postgresql://db/earshot"}
SLACK = "platforms: {slack: {bot_token_env: SLACK_BOT_TOKEN, app_token_env: SLACK_APP_TOKEN}}\n"
PLAYGROUND = "platforms: {playground: {people: [{id: ana, name: Ana, time_zone: Europe/Lisbon}]}}\n"


def said(text: str, **environ: str) -> Settings:
    return parse(text, environ=environ)


def mistakes(text: str, **environ: str) -> tuple[Mistake, ...]:
    with pytest.raises(SettingsError) as caught:
        parse(text, environ=environ)
    assert caught.value.mistakes
    return caught.value.mistakes


# What it holds


def test_the_app_yaml_of_this_project_is_right() -> None:
    read = load(APP_YAML, environ={})

    assert read.platforms.playground is not None
    assert read.platforms.slack is None
    assert {room.platform for room in read.rooms.named.values()} == {"playground"}
    assert len(ROOT.splitlines()) < 70


def test_a_company_name_is_all_it_takes_and_the_rest_is_as_the_design_says() -> None:
    read = said(LEAST)

    assert read.store.address({}) == "sqlite:///earshot.db"
    assert (read.server.host, read.server.port, read.server.metrics_port) == ("127.0.0.1", 8080, None)
    assert (read.company.language, read.company.time_zone) == ("en", "UTC")
    everywhere = read.rooms.rhythm(None)
    assert (everywhere.cards_per_day, everywhere.between) == (3, timedelta(minutes=30))
    assert (everywhere.quiet.start, everywhere.quiet.until) == (time(18), time(9))
    assert everywhere.quiet.weekdays == {5, 6}
    assert read.people.quiet == everywhere.quiet
    assert read.people.nudges_per_week == 1
    assert read.people.networks == (Network.LINKEDIN, Network.MASTODON, Network.BLUESKY, Network.X)
    assert (read.cards.ask_from, read.cards.company_share) == (3, 0.33)
    assert read.cards.expire_after == timedelta(days=14)
    assert (read.keep.drafts, read.keep.answers, read.keep.items) == tuple(map(timedelta, (90, 180, 365)))
    assert read.platforms.model_dump() == {"slack": None, "teams": None, "playground": None}


def test_a_section_whose_lines_are_all_commented_out_says_nothing() -> None:
    sections = "".join(f"{name}:\n" for name in Settings.model_fields if name != "company")

    assert said(LEAST + sections) == said(LEAST)


@pytest.mark.parametrize(
    ("written", "length"),
    [("90s", 90), ("30m", 1800), ("1h", 3600), ("2d", 172_800), ("1w", 604_800), ("0m", 0), ("007m", 420)],
)
def test_a_length_of_time_is_a_number_and_a_letter(written: str, length: int) -> None:
    assert said(LEAST + f"rooms: {{defaults: {{between: {written}}}}}").rooms.defaults.between == timedelta(
        seconds=length
    )


def test_a_room_says_only_what_is_different_there() -> None:
    read = said(
        f"""{LEAST}{PLAYGROUND}
topics: {{us: {{name: Us}}, kernel: {{name: Kernel}}}}
rooms:
  defaults: {{topics: [us], cards_per_day: 5, between: 1h, quiet: {{from: "20:00", until: "08:00", days: [sun]}}}}
  plain: {{platform: playground, id: plain}}
  kernel: {{platform: playground, id: k, topics: [kernel], cards_per_day: 0, between: 0m, quiet: {{until: "07:15"}}}}
  silent: {{platform: playground, id: s, topics: [], quiet: {{days: []}}}}
"""
    )
    plain, kernel, silent = (read.rooms.rhythm(key) for key in ("plain", "kernel", "silent"))

    assert plain == read.rooms.rhythm("not named") == read.rooms.rhythm(None) == read.rooms.defaults
    assert (kernel.topics, kernel.cards_per_day, kernel.between) == (("kernel",), 0, timedelta(0))
    assert (kernel.quiet.start, kernel.quiet.until, kernel.quiet.weekdays) == (time(20), time(7, 15), frozenset({6}))
    assert (silent.topics, silent.quiet.weekdays, silent.quiet.start) == ((), frozenset(), time(20))


def test_a_room_may_have_any_lower_case_key() -> None:
    keys = ["named", "rhythm", "copy", "model_config", "model_fields", "self", "_", "-1", "404"]
    rooms = "".join(f"  {key}: {{platform: playground, id: {key!r}}}\n" for key in keys)

    assert list(said(f"{LEAST}{PLAYGROUND}rooms:\n{rooms}").rooms.named) == keys


def test_guidelines_say_what_they_are_about_and_the_check_knows_its_lists() -> None:
    read = said(
        LEAST
        + """
guidelines:
  - {title: Keep secrets, text: No names., about: [client_name, figure]}
  - {title: Be kind, text: Always.}
guidelines_check: {client_names: [Müller & Söhne GmbH, "3M"], internal_words: [Project Heron]}
"""
    )

    assert [one.about for one in read.guidelines] == [(Kind.CLIENT_NAME, Kind.FIGURE), ()]
    assert read.guidelines_check.client_names == ("Müller & Söhne GmbH", "3M")
    assert read.guidelines_check.internal_words == ("Project Heron",)
    assert said(LEAST).guidelines_check.model_dump() == {"client_names": (), "internal_words": ()}


def test_settings_cannot_be_changed() -> None:
    read = said(LEAST)

    with pytest.raises(ValidationError):
        read.company.name = "Other"


@pytest.mark.parametrize(
    ("emoji", "kind"),
    [
        ("👍", AnswerKind.WORTH_IT),
        ("👍🏽", AnswerKind.WORTH_IT),
        ("🙋🏿", AnswerKind.WOULD_SHARE),
        ("✍️", AnswerKind.DRAFT),
        ("✍", AnswerKind.DRAFT),
        ("✍🏻", AnswerKind.DRAFT),
        ("⏭", AnswerKind.SCROLL_PAST),
        ("🔖", AnswerKind.SAVE),
        ("🍕", None),
        ("", None),
        ("🏽", None),
    ],
)
def test_an_emoji_means_the_same_in_every_skin_tone(emoji: str, kind: AnswerKind | None) -> None:
    assert said(LEAST).reactions.kind(emoji) is kind


def test_control_comparing_emoji_as_they_come_misses_skin_tones() -> None:
    assert "👍🏽" not in said(LEAST).reactions.worth_it


def test_emoji_are_chosen_in_app_yaml_and_an_empty_list_means_none() -> None:
    reactions = said(LEAST + 'reactions: {worth_it: ["🚀", "our-logo"], save: []}').reactions

    assert [reactions.kind(emoji) for emoji in ("🚀", "our-logo", "👍", "🔖")] == ["worth_it", "worth_it", None, None]


def test_secrets_are_read_from_the_environment_by_name() -> None:
    read = said(LEAST + SLACK + "store: {url_env: DATABASE_URL}", **SECRETS)

    assert read.platforms.slack is not None
    assert read.platforms.slack.bot_token_env == "SLACK_BOT_TOKEN"
    assert read.store.address(SECRETS) == "postgresql://db/earshot"
    assert not any(secret in repr(read) for secret in SECRETS.values())


def test_section_8_of_the_design_is_right_too() -> None:
    read = said(
        LEAST
        + SLACK
        + """
topics:
  kernel: {name: Linux kernel, must: [kernel], may: [rust, driver], must_not: [popcorn]}
  us: {name: About us, may: [Example Works, example.org]}
sources:
  lwn: {name: LWN, url: "https://lwn.example/feed.xml", every: 30m}
  blog: {name: Our blog, url: "https://blog.example/atom.xml", every: 1h, company: true, about: [us]}
rooms:
  defaults: {topics: [us], cards_per_day: 3, between: 30m, quiet: {from: "18:00", until: 09:00, days: [sat, sun]}}
  engineering: {platform: slack, workspace: T0123, id: C0123, topics: [kernel, us]}
listening: {private_hosts: [News.Intranet.example, "kernelnotes.localhost:8765", "[::1]:80"]}
stewards: [{platform: slack, workspace: T0123, id: U0123}]
server: {metrics_port: null}
""",
        **SECRETS,
    )

    assert read.sources["blog"].about == ("us",)
    assert read.listening.private_hosts == ("news.intranet.example", "kernelnotes.localhost:8765", "[::1]:80")
    assert read.server.metrics_port is None


# What is wrong, said kindly

WRONG = [
    # unknown keys
    ("people: {nudge_per_week: 1}", "people.nudge_per_week: unknown key; did you mean nudges_per_week?"),
    ("People: {}", "People: unknown key; did you mean people?"),
    ("rooms: {defaults: {quiet: {form: '18:00'}}}", "rooms.defaults.quiet.form: unknown key; did you mean from?"),
    ("keep: {zzz: 1d}", "keep.zzz: unknown key; known here: drafts, answers, items"),
    # wrong kinds
    ("people: {nudges_per_week: often}", 'people.nudges_per_week: expected a whole number from 0 to 7, found "often"'),
    ("people: {nudges_per_week: 8}", "people.nudges_per_week: expected a whole number from 0 to 7, found 8"),
    ("people: {nudges_per_week: 1.5}", "people.nudges_per_week: expected a whole number from 0 to 7, found 1.5"),
    ("people: {nudges_per_week: true}", "people.nudges_per_week: expected a whole number from 0 to 7, found true"),
    ("people: {nudges_per_week: ~}", "people.nudges_per_week: expected a whole number from 0 to 7, found nothing"),
    ("people: [a]", "people: expected keys and values, found a list"),
    ("people: 3", "people: expected keys and values, found 3"),
    ("stewards: {}", "stewards: expected a list such as [a, b], found keys and values"),
    ("topics: {us: {name: 5}}", "topics.us.name: expected text on one line (quotes make it text), found 5"),
    ("topics: {us: {name: no, may: on}}", 'topics.us.may: expected a list such as [a, b], found "on"'),
    (
        "topics: {us: {name: a, may: [2026]}}",
        "topics.us.may[0]: expected text on one line (quotes make it text), found 2026",
    ),
    ("topics: {us: {name: ' '}}", 'topics.us.name: expected text on one line, found " "'),
    ("topics: {us:}", "topics.us: expected keys and values, found nothing"),
    ("topics: {us: {}}", "topics.us.name: is missing: what people read"),
    (
        "topics: {Us: {name: a}}",
        'topics.Us: expected a short lower-case key (a-z, 0-9, - and _, at most 40), found "Us"',
    ),
    ("cards: {ask_from: 0}", "cards.ask_from: expected a whole number from 1 to 1000, found 0"),
    ("cards: {company_share: .nan}", "cards.company_share: expected a number from 0 to 1, such as 0.33, found nan"),
    ("server: {port: 99999}", "server.port: expected a whole number from 0 to 65535, found 99999"),
    ("server: {port: 9090, metrics_port: 9090}", "server.port: expected another port than metrics_port, found 9090"),
    ("log: {format: xml}", 'log.format: expected json or text, found "xml"'),
    ("listening: {private_hosts: ['http://a/']}", "listening.private_hosts[0]: expected a host name such as "),
    (
        'listening: {contact: "a\\r\\nb"}',
        'listening.contact: expected an address on one line, found "a\\u000d\\u000ab"',
    ),
    ("people: {networks: [myspace]}", "people.networks[0]: expected linkedin, mastodon, bluesky, x, threads, "),
    # times, days, zones, languages
    ("keep: {items: 5}", "keep.items: expected a length of time from 1d to 3650d, such as 90s, 30m, 1h, 14d or 2w"),
    ("keep: {items: 1y}", "keep.items: expected a length of time from 1d to 3650d"),
    ("keep: {items: 9999999w}", "keep.items: expected a length of time from 1d to 3650d"),
    ("keep: {items: 1٣d}", "keep.items: expected a length of time from 1d to 3650d"),
    ("people: {quiet: {from: 25:00}}", 'people.quiet.from: expected a time of day such as "18:00", found "25:00"'),
    ("people: {quiet: {from: 18}}", 'people.quiet.from: expected a time of day such as "18:00", found 18'),
    (
        "people: {quiet: {days: [monday]}}",
        'people.quiet.days[0]: expected mon, tue, wed, thu, fri, sat or sun, found "monday"',
    ),
    (
        "people: {quiet: {days: [mon, tue, wed, thu, fri, sat, sun]}}",
        "people.quiet.days: at least one day of the week that is not quiet",
    ),
    # sources and topics
    (
        "sources: {a: {name: A, url: 'ftp://a.example/'}}",
        "sources.a.url: expected an address that begins with https://",
    ),
    ("sources: {a: {name: A, url: 'file:///etc/passwd'}}", "sources.a.url: expected an address that begins with "),
    ("sources: {a: {name: A, url: 'https://'}}", "sources.a.url: expected an address that begins with "),
    ("sources: {a: {name: A, url: 'https://[::1'}}", "sources.a.url: expected an address that begins with "),
    ("sources: {a: {name: A, url: 'https://a.example:port/'}}", "sources.a.url: expected an address that begins with "),
    ("sources: {a: {name: A, url: 'https://a.example', about: [x]}}", "sources.a.about[0]: expected a key that stands"),
    (
        "sources: {a: {name: A, url: 'https://a.example'}, b: {name: B, url: 'https://a.example'}}",
        "sources.b.url: is the same as sources.a.url",
    ),
    (
        "topics: {kernel: {name: K}}\nrooms: {defaults: {topics: [kernl]}}",
        'rooms.defaults.topics[0]: expected a key that stands under topics (did you mean kernel?), found "kernl"',
    ),
    # reactions
    ('reactions: {save: ["👍"]}', "reactions.save[0]: 👍 means worth_it already"),
    ('reactions: {save: ["👍🏽"]}', "reactions.save[0]: 👍🏽 means worth_it already"),
    ('reactions: {worth_it: ["🔖"]}', "reactions.save: 🔖 means worth_it already"),
    ('reactions: {save: ["🏽"]}', "reactions.save[0]: expected an emoji, such as 👍"),
    # platforms and secrets
    ("platforms: {playground: }", "platforms.playground: expected keys and values (or no such line), found nothing"),
    (
        "platforms: {playground: {people: []}}",
        "platforms.playground.people: expected at least one, found an empty list",
    ),
    ("platforms: {discord: {}}", "platforms.discord: unknown key; known here: slack, teams, playground"),
    (
        "platforms: {slack: {bot_token: xoxb-secret}}",
        "platforms.slack.bot_token: secrets are named, never written: use bot_token_env",
    ),
    (
        "platforms: {slack: {bot_token_env: xoxb-secret}}",
        "platforms.slack.bot_token_env: expected the name of an environment variable, such as SLACK_BOT_TOKEN (secrets "
        "are named, never written), found something not shown here",
    ),
    (
        "platforms: {slack: {bot_token_env: NOT_SET}}",
        "platforms.slack.bot_token_env: expected the environment variable NOT_SET to be set, found nothing",
    ),
    ("platforms: {slack: {bot_token_env: A}}", "platforms.slack.app_token_env: is missing: socket mode needs it"),
    (
        "platforms: {slack: {mode: http, bot_token_env: A}}",
        "platforms.slack.signing_secret_env: is missing: http mode needs it",
    ),
    ("store: {url_env: NOT_SET}", "store.url_env: expected the environment variable NOT_SET to be set, found nothing"),
    ("store: {url: 'sqlite:///a.db', url_env: A}", "store.url_env: one of url and url_env, not both"),
    ("store: {url: 'mysql://a/b'}", "store.url: expected sqlite:///FILE or postgresql://HOST/NAME"),
    ("store: {url: 'postgresql://me:pw@db/earshot'}", "store.url: expected sqlite:///FILE or postgresql://HOST/NAME"),
    # rooms and stewards
    (
        "rooms: {a: {platform: slack, id: C1}}",
        "rooms.a.platform: expected a platform that stands under platforms, found",
    ),
    (SLACK + "rooms: {a: {platform: slack, id: C1}}", "rooms.a.workspace: is missing: slack needs it"),
    ("rooms: {a: {id: C1}}", "rooms.a.platform: is missing: slack, teams or playground"),
    ("rooms: {a: {platform: irc, id: C1}}", 'rooms.a.platform: expected slack, teams or playground, found "irc"'),
    (
        PLAYGROUND + "rooms: {a: {platform: playground, id: x}, b: {platform: playground, id: x}}",
        "rooms.b: is the same as rooms.a",
    ),
    (
        PLAYGROUND + "stewards: [{platform: playground, id: bob}]",
        'stewards[0].id: expected one of the playground\'s people, found "bob"',
    ),
    (
        "platforms: {playground: {people: [{id: a, name: A, time_zone: Mars/Base}]}}",
        'platforms.playground.people[0].time_zone: expected a time zone such as Europe/Berlin, found "Mars/Base"',
    ),
    (
        "platforms: {playground: {people: [{id: a, name: A, time_zone: UTC}, {id: a, name: B, time_zone: UTC}]}}",
        "platforms.playground.people[1].id: is the same as platforms.playground.people[0].id",
    ),
    # guidelines
    (
        "guidelines: [{title: A, text: B, about: [names]}]",
        "guidelines[0].about[0]: expected client_name, figure, embargo, secret or no_disclosure, found ",
    ),
    ("guidelines: [{title: A, text: B, about: figure}]", "guidelines[0].about: expected a list such as [a, b], found"),
    (
        "guidelines_check: {client_names: [3]}",
        "guidelines_check.client_names[0]: expected text on one line (quotes make it text), found 3",
    ),
    ("guidelines_check: {clients: []}", "guidelines_check.clients: unknown key; did you mean client_names?"),
    # YAML itself
    ("people: {}\npeople: {}", "people: each key once; this one stands on line 2 already"),
    ("people: [", "a value, or a closing ] or }"),
    ("people:\n\tnudges_per_week: 1", "spaces; YAML takes no tab here"),
]


@pytest.mark.parametrize(("text", "expected"), WRONG, ids=[text[:50] for text, _ in WRONG])
def test_each_kind_of_mistake_is_said_in_plain_words(text: str, expected: str) -> None:
    lines = str(SettingsError(mistakes(LEAST + text))).splitlines()

    assert any(re.sub(r"^app\.yaml:\d+: ", "", line).startswith(expected) for line in lines), lines


@pytest.mark.parametrize("name", ["America", "europe/berlin", "../../etc/passwd", "/etc/localtime", ""])
def test_a_time_zone_is_one_that_exists(name: str) -> None:
    (mistake,) = mistakes(f'company: {{name: A, time_zone: "{name}"}}')

    assert mistake.line == 1


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "{}"])
def test_an_empty_file_is_told_what_it_needs(text: str) -> None:
    assert str(mistakes(text)[0]) == (
        "app.yaml:1: company: is missing: whose Earshot this is, such as {name: Example Works}"
    )


@pytest.mark.parametrize(("text", "found"), [("- a", "a list"), ("a", '"a"'), ("5", "5"), ("[]", "an empty list")])
def test_a_file_that_is_no_settings_at_all_is_told_so(text: str, found: str) -> None:
    assert str(mistakes(text)[0]) == f"app.yaml:1: expected keys and values, found {found}"


ALL_AT_ONCE = """
company: {name: 5, language: english}   #! company.name company.language
company: {}                             #! company
server:
  port: eighty                          #! server.port
  metrics: 1                            #! server.metrics
platforms:
  slack:                                #! platforms.slack.app_token_env
    bot_token_env: NOT_SET              #! platforms.slack.bot_token_env
  playground:
    people:
      - {id: ana, name: Ana, time_zone: UTC}
      - id: ben                         #! platforms.playground.people[1].name
        time_zone: Utopia               #! platforms.playground.people[1].time_zone
topics:
  us:
    name: About us
    may:
      - fine
      - 7                               #! topics.us.may[1]
sources:
  a: {name: A, url: "gopher://a"}       #! sources.a.url
  b:                                    #! sources.b.url
    name: B
    about: [us, them]                   #! sources.b.about[1]
rooms:
  defaults:
    between: soon                       #! rooms.defaults.between
  x: {platform: teams, workspace: T, id: C} #! rooms.x.platform
  y:
    platform: playground
    id: here
    quiet:
      until: late                       #! rooms.y.quiet.until
  z: {platform: playground, id: here}   #! rooms.z
reactions:
  save: ["👍"]                          #! reactions.save[0]
guidelines:
  - title: A
    text: >
      Long text
      over lines
  - title: B                            #! guidelines[1].text
"""


def test_all_mistakes_are_said_at_once_each_with_its_line() -> None:
    expected = {
        (number, key)
        for number, line in enumerate(ALL_AT_ONCE.splitlines(), start=1)
        for key in line.partition("#!")[2].split()
    }
    found = mistakes(ALL_AT_ONCE)

    assert {(mistake.line, mistake.key) for mistake in found} == expected
    assert len(found) == len(expected)
    assert [mistake.line for mistake in found] == sorted(number for number, _ in expected)


def test_a_flood_of_mistakes_is_cut_short_when_printed() -> None:
    error = SettingsError(mistakes(LEAST + "".join(f"x{number}: 1\n" for number in range(150))))

    assert len(error.mistakes) == 150
    assert str(error).splitlines()[-1] == "and 50 more"


# Files


def refused(path: Path) -> str:
    with pytest.raises(SettingsError) as caught:
        load(path, environ={})
    return str(caught.value)


def test_files_that_cannot_be_read_are_named_with_the_reason(tmp_path: Path) -> None:
    large, latin, missing = tmp_path / "large.yaml", tmp_path / "latin.yaml", tmp_path / "missing.yaml"
    large.write_text("#" * (LARGEST + 1))
    latin.write_bytes(b"company:\n  name: Caf\xe9\n")

    assert refused(missing) == f"{missing}: there is no such file"
    assert refused(tmp_path / "nul\0.yaml") == f"{tmp_path}/nul\0.yaml: there is no such file"
    assert refused(tmp_path) == f"{tmp_path}: expected a file, found a directory"
    assert refused(large) == f"{large}: expected at most 256 KiB, found a larger file"
    assert refused(latin) == f"{latin}:2: expected text in UTF-8, found bytes that are none"
    assert refused(large / "app.yaml").startswith(f"{large}/app.yaml: the file cannot be read: ")


def test_an_endless_file_is_left_early() -> None:
    assert refused(Path("/dev/zero")) == "/dev/zero: expected at most 256 KiB, found a larger file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    closed = tmp_path / "app.yaml"
    closed.touch(mode=0o000)

    assert refused(closed) == f"{closed}: this account may not read the file"


def test_mistakes_in_a_file_are_named_after_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("company: 3\n")

    assert refused(path) == f"{path}:1: company: expected keys and values, found 3"


# Secrets

SECRET = "xoxb-17653672481-hunter2"


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from leaves(inner, (*path, key))


def replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    changed = copy.deepcopy(value)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = new
    return changed


def as_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


TREE = yaml12.read(ROOT).value
PLACES = list(leaves(TREE))
PLACES_BELOW = [path for path in PLACES if path]


@pytest.mark.parametrize("naive", [False, True], ids=["ours", "control: what pydantic says"])
def test_a_secret_in_the_wrong_place_is_never_shown(naive: bool) -> None:
    shown = []
    for path in PLACES:
        text = as_text(replaced(TREE, path, SECRET))
        try:
            Settings.model_validate(yaml12.read(text).value) if naive else parse(text, environ={})
        except (SettingsError, ValidationError) as error:
            shown += [path] if SECRET in f"{error} {error!r} {error.__cause__} {error.__context__}" else []

    assert bool(shown) is naive


NEVER_SHOWN = [
    "store: {url: 'postgresql://earshot:SECRET@db/earshot'}",
    "sources: {a: {name: A, url: 'https://me:SECRET@feeds.example/'}}",
    "sources: {a: {name: A, url: 'gopher://feeds.example/?token=SECRET'}}",
    "platforms: {slack: {bot_token: SECRET, password: SECRET, mode: bot_token=SECRET}}",
    "platforms: {slack: {bot_token: SECRET, bot_token_env: *SECRET}}",
    "platforms: {slack: {bot_token_env: !SECRET }}",
    "platforms: {slack: {bot_token_env: !!SECRET }}",
    "platforms: {slack: {bot_token_env: !a!SECRET }}",
    "platforms: {slack: {bot_token_env: &SECRET }}",
    "platforms: {slack: {bot_token_env: '%SECRET }}",
    "platforms: {slack: {bot_token_env: @SECRET }}",
    'platforms: {slack: {bot_token_env: "\\SECRET" }}',
    "platforms: {slack: {bot_token_env SECRET }}",
    "platforms: {slack: {bot_token:SECRET }}",
    "platforms:\n  slack:\n    bot_token_env:SECRET\n",
    "platforms:\n  slack:\n    bot_token_env SECRET\n    mode: http\n",
    "platforms:\n  slack: xoxb: SECRET: 1",
]
NAMES_OR_WORDS = [  # a short word in capitals would be a name here, or a word like any other
    "store: {url_env: SECRET}",
    "platforms: {slak: {bot_token_env: SECRET}}",
    "platforms: {teams: {secret_env: SECRET}}",
    "log: {level: SECRET}",
]
LONG_SECRETS = ["8f742231b10e8888abcd99e5b4a1c3d2", "AB8Q~x.1-y_2z33bXu90~qqL", "Q2X9ABCD8EFG7HJK6LMN5PQR", SECRET]


@pytest.mark.parametrize("place", NEVER_SHOWN)
@pytest.mark.parametrize("secret", ["HUNTER2", "*p4ss", *LONG_SECRETS])
def test_a_secret_is_not_shown_where_one_usually_goes_astray(place: str, secret: str) -> None:
    assert secret not in str(SettingsError(mistakes(LEAST + place.replace("SECRET", secret))))


@pytest.mark.parametrize("place", NAMES_OR_WORDS)
@pytest.mark.parametrize("secret", LONG_SECRETS)
def test_what_looks_like_a_secret_is_not_shown_anywhere(place: str, secret: str) -> None:
    assert secret not in str(SettingsError(mistakes(LEAST + place.replace("SECRET", secret))))


def test_what_is_shown_is_short_and_cannot_steer_a_terminal() -> None:
    found = mistakes(LEAST + f'log: {{level: "\\e[2J\\u202e{"x" * 100}"}}\n"\\e[2J": 1\n')

    assert all(str(mistake).isprintable() and len(str(mistake)) < 260 for mistake in found)


# Whatever comes

patiently = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # machines are slow at times


def answered(text: str) -> None:
    """Settings or a SettingsError that can be printed; anything else fails the test by itself."""
    found: tuple[Mistake, ...] = ()
    try:
        parse(text, environ={})
    except SettingsError as error:
        found = error.mistakes or (Mistake("", None, "", "an error without a mistake"),)
    assert all(mistake.line and 1 <= mistake.line <= 1 + len(text.splitlines()) for mistake in found)
    str(SettingsError(found)).encode()


@patiently
@given(st.text(max_size=80) | st.text(st.sampled_from("company: {}[],&*!|>'\"%@`#?~<\n\t-0x.\\u"), max_size=80))
def test_any_text_is_settings_or_mistakes(text: str) -> None:
    answered(text)
    answered(LEAST + text)


_ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["18:00", "30m", "us", "playground", "slack", "https://a.example/", "1" * 50]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "platform", "from", "days", "defaults", "[key]", "?"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


@patiently
@given(st.sampled_from(PLACES), _ANYTHING)
def test_anything_in_any_place_of_a_right_file_is_settings_or_mistakes(path: tuple[Any, ...], new: Any) -> None:
    answered(as_text(replaced(TREE, path, new)))


@patiently
@given(st.integers(0, len(ROOT)), st.text(st.sampled_from(":-[]{}&*!|\"'#\n\t x"), max_size=3), st.integers(0, 5))
def test_a_slip_of_the_pen_anywhere_is_settings_or_mistakes(at: int, typed: str, gone: int) -> None:
    answered(ROOT[:at] + typed + ROOT[at + gone :])


@patiently
@given(st.binary(max_size=60))
def test_any_bytes_are_settings_or_mistakes(body: bytes) -> None:
    with tempfile.NamedTemporaryFile() as file:
        file.write(body)
        file.flush()
        with pytest.raises(SettingsError):
            load(Path(file.name), environ={})


# For editors


def properties(part: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        for name, inner in part.get("properties", {}).items():
            yield f"{path}/{name}", inner
        for name, inner in part.items():
            yield from properties(inner, f"{path}/{name}")


def fits(value: Any) -> bool:
    return not list(jsonschema.Draft202012Validator(schema()).iter_errors(value))


def test_the_schema_describes_every_field() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    silent = [path for path, field in properties(schema()) if not field.get("description")]

    assert silent == []
    assert len(list(properties(schema()))) > 70


def test_this_projects_app_yaml_fits_the_schema() -> None:
    assert fits(TREE)
    assert fits(yaml12.read(LEAST + SLACK).value)


def test_every_default_in_the_schema_is_written_as_in_app_yaml() -> None:
    whole = schema()
    for path, field in properties(whole):
        if field.get("default") is not None:
            own = jsonschema.Draft202012Validator({**field, "$defs": whole["$defs"]})
            assert own.is_valid(field["default"]), path
            assert "PT" not in str(field["default"]), path


@pytest.mark.parametrize(
    "text",
    [
        "people: {nudges_per_week: often}",
        "people: {nudge_per_week: 1}",
        "topics: {Us: {name: a}}",
        "topics: {us: {name: 5}}",
        "rooms: {Ü: {platform: slack, id: a}}",
        "rooms: {a: {platform: irc, id: a}}",
        "keep: {items: 5}",
        "platforms: {playground: }",
        "log: {format: xml}",
        "cards: {company_share: 2}",
    ],
)
def test_an_editor_marks_what_the_bot_would_refuse(text: str) -> None:
    assert mistakes(LEAST + text)
    assert not fits(yaml12.read(LEAST + text).value)


def test_control_yaml_1_1_would_misread_this_projects_times_without_quotes() -> None:
    unquoted = ROOT.replace('"18:00"', "18:00")

    assert load(APP_YAML, environ={}) == parse(unquoted, environ={})
    with pytest.raises(ValidationError):
        Settings.model_validate(yaml.safe_load(unquoted))
