"""What the product believes (DESIGN section 1), where code can break it.

Which test holds which belief (a file alone: most of what is in it):

1. Nobody is asked who did not ask to be asked
   tests/bot/chat/test_outgoing.py, tests/walks/test_nudges.py, tests/jobs/test_deliver.py
   tests/contract/test_beliefs.py, tests/contract/rules.py (on every platform, after every play)
   tests/test_beliefs.py::test_every_default_is_no
2. Silence leaves no trace
   tests/walks/test_choices.py::test_whoever_only_looks_leaves_the_same_rows_as_if_they_had_never_existed
   tests/contract/test_beliefs.py::test_whoever_only_looks_leaves_no_row
   tests/bot/test_dispatch.py::test_looking_makes_nobody_known
   tests/test_beliefs.py::test_the_store_is_never_asked_who_has_not_done_something
3. Nobody can see who takes part
   tests/store/test_who_can_be_listed.py
   tests/contract/test_beliefs.py::test_a_count_shows_from_five_on
   tests/contract/test_beliefs.py::test_only_who_pressed_sees_what_was_pressed_and_said
   tests/test_beliefs.py::test_nothing_ranks_or_counts_people
   tests/bot/chat/test_cards.py::test_a_count_below_five_is_never_shown
   tests/bot/domain/test_reasons.py::test_no_table_gives_away_what_fewer_than_five_people_said
4. Listening comes first; a person decides what asks
   tests/test_beliefs.py::test_whatever_the_clock_does_no_card_asks_without_a_human_act
   tests/walks/test_feed_to_card.py, tests/walks/test_finds.py, tests/walks/test_stewards_items.py
5. Own words, always
   tests/test_beliefs.py::test_a_draft_holds_no_word_its_writer_did_not_write
   tests/bot/domain/test_drafts.py
   tests/walks/test_answer_to_draft.py::test_two_colleagues_start_from_different_questions
6. Own networks, or none
   tests/test_beliefs.py::test_a_network_a_person_did_not_pick_is_offered_nowhere
   tests/bot/chat/test_forms.py::test_the_interview_offers_the_networks_a_person_picked_and_no_other
   tests/bot/test_dispatch.py::test_a_network_a_person_did_not_pick_is_not_taken_from_a_form
   tests/walks/test_answer_to_draft.py::test_keeping_work_and_social_apart_is_a_complete_answer_and_never_asked_about_again
7. Stories belong to their author
   tests/walks/test_stories.py, tests/bot/test_dispatch.py
   tests/bot/handlers/test_stewarding_items.py::test_no_path_of_the_desk_changes_anything_about_a_story
8. Enough is enough
   tests/bot/domain/test_rhythm.py, tests/jobs/test_choose.py
   tests/bot/chat/test_outgoing.py::test_more_brought_cards_than_the_rooms_day_allows_wait_for_the_next_morning
   tests/walks/test_nudges.py::test_each_nudge_nobody_answered_makes_them_rarer_and_any_press_brings_them_back
9. Help, not policing
   tests/bot/chat/test_wording.py::test_no_text_tells_anyone_to_share
10. The bot does not read rooms
   tests/test_privacy.py, tests/test_beliefs.py::test_nothing_asks_for_leave_to_read_rooms
   tests/contract/test_beliefs.py::test_what_colleagues_say_to_each_other_is_neither_heard_nor_kept
11. Easy out, same link for all
   tests/bot/chat/test_outgoing.py::test_a_private_card_without_its_own_off_switch_is_refused
   tests/contract/test_beliefs.py::test_each_switch_works_at_once_and_what_it_stops_is_still_to_be_had
   tests/bot/test_dispatch.py::test_an_off_switch_works_at_once_for_whoever_can_see_one
   tests/test_beliefs.py::test_links_are_plain_and_the_same_for_everyone
"""

import inspect
import random
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from itertools import chain, combinations
from pathlib import Path
from typing import Any, Protocol, get_args, get_origin, get_type_hints
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot import ports
from bot.chat import drawing
from bot.chat.addresses import Address
from bot.chat.events import Action, FormName, Pressed, Submitted
from bot.chat.here import Here
from bot.chat.outbox import PRIVATE, Purpose
from bot.chat.outgoing import Edit, Send, verdict
from bot.chat.replies import OpenForm, Reply, Whisper
from bot.dispatch import handle
from bot.domain import sentences
from bot.domain.items import Life
from bot.domain.networks import Network
from bot.domain.people import Nudges, Person
from bot.domain.wrapping import is_tracking
from bot.ports import Transaction
from bot.settings import parse
from tests.bot.chat import house, private
from tests.fakes.feeds import Answer, rss
from tests.store import making
from tests.store.making import NOW
from tests.town import FEED, Town

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A real SQLite store, opened once; see tests/bot/chat/house.py."""
    with house.opened(tmp_path_factory.mktemp("house")) as engine:
        yield engine


def test_every_test_named_above_exists() -> None:
    named = re.findall(r"tests/[\w/]+\.py(?:::\w+)?", __doc__ or "")
    assert len(named) > 20
    for one in named:
        file, _, name = one.partition("::")
        assert (ROOT / file).is_file(), one
        assert f"def {name}" in (ROOT / file).read_text(encoding="utf-8"), one


# ── 1. Nobody is asked who did not ask to be asked ───────────────────────────────────────────────────────────────────


def test_every_default_is_no(engine: Engine) -> None:
    with house.moment(engine) as here:
        met = here.person(Address("playground", "T1", "ana"))
        said = met.member, met.nudges, met.networks, met.switched_off, met.apart, met.nudged_at
        assert said == (False, Nudges.OFF, frozenset(), frozenset(), False, None)
        here.tx.people.join(met.id, at=NOW, text="2026-11")
        joined = house.again(met, here.tx)
        assert (joined.nudges, joined.networks) == (Nudges.OFF, frozenset())
        assert here.tx.nudging.zones() == []


# ── 2 and 3. Silence, and who takes part ─────────────────────────────────────────────────────────────────────────────

ABSENCE = re.compile(
    r"not|never|without|silent|missing|idle|lurkers|(?:un|in|non)_?(?:answered|active|joined|seen|opened|read|responsive)"
)
CONTEST = re.compile(
    r"rank(?:ing)?|top|leaders?|board|points?|streaks?|scores?|badges?|quota|winners?|best|most|least|counts?|rates?|stats"
)
SILENCE_OF_NOBODY = {"Rooms.unanswered": "cards nobody at all pressed anything on, for a room's own budget"}
NUMBERS_OF_NOBODY = {
    "Drafts.networks": "how many have words about an item, by network; a card says “well covered” from five on",
    "Items.entry": "how often an entry of a feed changed",
    "Nudging.plan": "how many of at most 500 nudges went into the outbox; for whom, it does not say",
    "Rooms.unanswered": "heard cards of a room that nobody at all answered, for its own budget",
    "Tidying.tidy": "rows deleted, by table",
}


def questions(*, of: object = ports) -> Iterator[tuple[str, Any]]:
    """Every method of the store, with its signature."""
    for noun, kind in inspect.getmembers(of, inspect.isclass):
        if Protocol in kind.__mro__ and kind is not Protocol:
            for name, method in inspect.getmembers(kind, inspect.isfunction):
                if not name.startswith("_"):
                    yield f"{noun}.{name}", method


def holds_number(kind: Any) -> bool:
    """Whether an annotation has a bare number somewhere in it."""
    if get_origin(kind) is not None or get_args(kind):
        return any(holds_number(part) for part in get_args(kind))
    return kind in (int, float)


def counting(of: object = ports) -> set[str]:
    return {name for name, method in questions(of=of) if holds_number(get_type_hints(method).get("return"))}


def named_like(pattern: re.Pattern[str], of: object = ports) -> set[str]:
    return {
        name
        for name, _ in questions(of=of)
        if any(pattern.fullmatch(word) for word in name.partition(".")[2].split("_"))
    }


def test_the_store_is_never_asked_who_has_not_done_something() -> None:
    assert len(list(questions())) > 80
    assert named_like(ABSENCE) == set(SILENCE_OF_NOBODY)


def test_nothing_ranks_or_counts_people() -> None:
    assert named_like(CONTEST) == set()
    assert counting() == set(NUMBERS_OF_NOBODY)


class Watchful:
    """The control: what somebody might add one day."""

    class People(Protocol):
        """Questions a manager might like."""

        def top_sharers(self, *, limit: int) -> list[Person]: ...

        def not_answered(self, item_id: str) -> list[Person]: ...

        def shares_of(self, person_id: str) -> int: ...


def test_control_questions_about_who_takes_part_would_be_noticed() -> None:
    assert named_like(CONTEST, Watchful) == {"People.top_sharers"}
    assert named_like(ABSENCE, Watchful) == {"People.not_answered"}
    assert counting(Watchful) == {"People.shares_of"}


def test_a_tally_is_of_an_item_and_of_nobody() -> None:
    assert set(inspect.signature(ports.AnswersKept.tally).parameters) == {"self", "item_id"}


# ── 4. A person decides what asks ────────────────────────────────────────────────────────────────────────────────────


def told(number: int) -> str:
    """What a feed tells: about what the rooms follow, now and then the same once more."""
    about = ("Rust drivers in the kernel", "Bread from three flours", "Kernel timers, explained", "A soup for forty")
    return f"""<title>{about[number % 4]}, part {number // 3}</title><link>https://news.example/{number}</link>
    <guid>g{number}</guid><description>Nothing to see here.</description>"""


async def lives(town: Town) -> set[Life]:
    """The lives of all cards there are."""

    def look(tx: Transaction) -> set[Life]:
        rooms = tx.rooms.here()
        return {card.life for room in rooms for card in tx.rooms.shown(room.id, since=NOW - timedelta(days=4000))}

    return await town.bot.store.read(look)


async def tick(town: Town, chance: random.Random, number: int) -> None:
    """One thing the clock does, at a later time, after the feed may have told more."""
    assert town.bot.playground is not None
    if chance.random() < 0.5:
        shown = range(max(0, number - chance.randrange(1, 6)), number + 1)
        town.feeds.serve(FEED, Answer(rss(*map(told, shown))))
    town.bot.playground.clock.forward(town.bot.clock.now() + timedelta(minutes=chance.choice([1, 20, 45, 300, 2000])))
    bot = town.bot
    jobs: list[Callable[[], Awaitable[object]]] = [
        bot.listen.run,
        bot.choose.run,
        bot.read.run,
        bot.nudge.run,
        bot.deliver.drain,
        bot.tidy.run,
    ]
    await chance.choice(jobs)()


async def test_whatever_the_clock_does_no_card_asks_without_a_human_act(town: Town) -> None:
    chance = random.Random(11)
    for number in range(80):
        await tick(town, chance, number)
    assert Life.HEARD in await lives(town)
    assert Life.ASKING not in await lives(town)
    shown = [message for room in ("engineering", "kitchen") for message in await town.room(room)]
    assert len(shown) >= 3
    assert not any(message["card"]["ask"] for message in shown)

    def promoted(tx: Transaction) -> None:
        """The control: a tick that makes what is heard ask."""
        for room in tx.rooms.here():
            for card in tx.rooms.shown(room.id, since=NOW - timedelta(days=4000)):
                tx.rooms.ask(card.item_id, rooms=[room.id], at=NOW)

    await town.bot.store.tx(promoted)
    assert Life.ASKING in await lives(town)


# ── 5. Own words ─────────────────────────────────────────────────────────────────────────────────────────────────────

SENTENCES = [
    *("We tried this.", "It failed twice!", "Then Rust helped", "Why not?", "A week, e.g. five days.", "Ça marche."),
    *("- one\n- two", "私も。", "See https://own.example/x for more.", "“Quoted”, even.", "🙂", "\n\n"),
]
SAID = st.lists(st.sampled_from(SENTENCES), max_size=6).map(" ".join)


def press(who: Address, action: Action, subject: str) -> Pressed:
    return Pressed("key", NOW, who, action, subject)


def interviewed(at: private.Scene, fields: dict[str, str]) -> str:
    """The id of the draft that comes of these answers."""
    opened = handle(press(at.ana.address, Action.DRAFT, at.card.id), at.here)
    assert isinstance(opened, OpenForm)
    reply = handle(Submitted("key", NOW, at.ana.address, FormName.INTERVIEW, opened.form.subject, fields), at.here)
    assert isinstance(reply, Whisper)
    return opened.form.subject


def foreign(text: str, *, said: str, here: Here, title: str, url: str) -> Counter[str]:
    """Words and signs of a text that are not the person's, the quoted title, the link, or the line they ticked."""
    left = text.replace(url, " ").replace(f"“{title}”", " ")
    for variant in range(12):
        left = left.replace(here.words().workplace_line("Example Works", variant), " ")
    words = Counter(sentences.words(left)) - Counter(sentences.words(said))
    return words or Counter("".join(left.split())) - Counter("".join(said.split()))


@settings(max_examples=15)
@given(
    main=SAID.filter(lambda text: text.strip() != ""),
    second=SAID,
    third=SAID,
    workplace=st.booleans(),
    network=st.sampled_from([Network.X, Network.LINKEDIN]),
    presses=st.integers(0, 9),
)
def test_a_draft_holds_no_word_its_writer_did_not_write(
    main: str, second: str, third: str, workplace: bool, network: Network, presses: int, engine: Engine
) -> None:
    with house.moment(engine) as here:
        at = private.scene(here)
        answers = {"answer": main, "second": second, "third": third}
        ticked = {"workplace": "true" if workplace else "", "network": network.value}
        draft_id = interviewed(at, answers | ticked)
        for _ in range(presses):
            handle(press(at.ana.address, Action.ARRANGE_OTHERWISE, draft_id), here)
        writing = here.tx.drafts.get(draft_id)
        assert writing is not None
        said = "\n".join(answers.values())
        assert not foreign(writing.text, said=said, here=here, title=at.item.title, url=at.item.url)
        lines = [here.words().workplace_line("Example Works", variant) for variant in range(12)]
        assert any(line in writing.text for line in lines) is workplace
        card = drawing.draft(writing, here, private=True)
        assert card is not None
        assert card.text == writing.text, "what is shown is what is kept"


def test_control_a_sentence_put_in_for_the_writer_would_be_noticed(engine: Engine) -> None:
    with house.moment(engine) as here:
        at = private.scene(here)
        naive = f"We tried this. Thrilled to announce it! {at.item.url}"
        found = foreign(naive, said="We tried this.", here=here, title=at.item.title, url=at.item.url)
        assert set(found) == {"Thrilled", "to", "announce", "it"}
        cheered = foreign("We tried this. 🎉", said="We tried this.", here=here, title="t", url="https://a.example")
        assert set(cheered) == {"🎉"}


# ── 6. Own networks ──────────────────────────────────────────────────────────────────────────────────────────────────

HOSTS = {
    Network.LINKEDIN: "linkedin.com",
    Network.MASTODON: "mastodon",
    Network.BLUESKY: "bsky.app",
    Network.X: "x.com",
    Network.THREADS: "threads.",
    Network.FACEBOOK: "facebook.com",
    Network.REDDIT: "reddit.com",
    Network.WHATSAPP: "wa.me",
    Network.EMAIL: "mailto:",
}
OFFERED = [Network.LINKEDIN, Network.MASTODON, Network.BLUESKY, Network.X]
SUBSETS = [frozenset(some) for some in chain.from_iterable(combinations(OFFERED, size) for size in range(5))]


def networks_in(shown: object, here: Here) -> set[Network]:
    """The networks that a reply, a card or a page names, offers or leads to."""
    text = repr(shown)
    names = {one for one in Network if re.search(rf"(?<![\w-]){re.escape(here.words().network(one))}(?![\w-])", text)}
    values = {one for one in Network if f"value='{one.value}'" in text or f"Network.{one.name}" in text}
    hosts = {one for one in Network if HOSTS[one] in text and one is not Network.X}
    return names | values | hosts | ({Network.X} if "https://x.com/" in text else set())


ABOUT_DRAFTS = {Purpose.DRAFT, Purpose.DRAFT_EDIT, Purpose.REMINDER}  # a draft is for one network, see below


def everything_shown(at: private.Scene) -> Iterator[Reply | object]:
    """Every page, card and form a member meets, but for the form in which networks are picked."""
    here, who = at.here, at.ana.address
    yield drawing.page(here.tx.people.get(at.ana.id), here, at=who)
    for purpose in set(PRIVATE) - ABOUT_DRAFTS:
        said = verdict(private.waiting(purpose, at), here)
        assert not isinstance(said, Edit)
        if isinstance(said, Send):
            yield said.card
    yield handle(press(who, Action.DRAFT, at.card.id), here)
    for action in (Action.WOULD_SHARE, Action.SAVE, Action.ME, Action.HELP, Action.WHY, Action.SAVED, Action.JOIN):
        yield handle(press(who, action, at.card.id), here)


@pytest.mark.parametrize("picked", SUBSETS, ids=lambda some: "+".join(sorted(some)) or "none")
def test_a_network_a_person_did_not_pick_is_offered_nowhere(picked: frozenset[Network], engine: Engine) -> None:
    with house.moment(engine) as here:
        at = private.scene(here)
        here.tx.people.choose_networks(at.ana.id, picked, apart=not picked)
        for shown in everything_shown(at):
            assert networks_in(shown, here) <= picked, shown
    for network in picked:
        with house.moment(engine) as here:
            at = private.scene(here)
            here.tx.people.choose_networks(at.ana.id, picked, apart=False)
            writing = here.tx.drafts.get(interviewed(at, {"answer": "We tried this.", "network": network.value}))
            assert writing is not None
            assert networks_in(drawing.draft(writing, here, private=True), here) == {network}


def test_control_the_form_that_offers_all_would_be_noticed(engine: Engine) -> None:
    with house.moment(engine) as here:
        at = private.scene(here)
        form = handle(press(at.ana.address, Action.NETWORKS, ""), here)
        assert networks_in(form, here) == set(OFFERED)


# ── 10. Rooms are not read ───────────────────────────────────────────────────────────────────────────────────────────

READS_ROOMS = re.compile(
    r"(?:channels|groups|mpim):history|chat:write\.public|search:read"
    r"|Chat(?:nel)?Message\.Read|Channel(?:Message)?\.Read|ChatMessage\.Read|Chat\.Read|Files\.Read|Mail\.Read"
)
PRODUCT = ("bot", "adapters", "store", "jobs")


def product_files() -> list[Path]:
    kinds = {".py", ".js", ".html", ".json", ".yaml", ".yml", ".toml", ".css"}
    inside = [file for folder in PRODUCT for file in (ROOT / folder).rglob("*") if file.suffix in kinds]
    return [*inside, ROOT / "app.yaml", ROOT / "pyproject.toml"]


def asks_to_read_rooms(texts: dict[str, str]) -> set[str]:
    return {name for name, text in texts.items() if READS_ROOMS.search(text)}


def test_nothing_asks_for_leave_to_read_rooms() -> None:
    files = product_files()
    assert len(files) > 80
    assert asks_to_read_rooms({str(file): file.read_text(encoding="utf-8") for file in files}) == set()


def test_control_a_manifest_that_asks_for_it_would_be_noticed() -> None:
    manifests = {
        "slack": '{"scopes": {"bot": ["chat:write", "channels:history"]}}',
        "teams": '{"name": "ChannelMessage.Read.Group"}',
        "modest": '{"scopes": {"bot": ["chat:write", "im:history", "reactions:read"]}}',
    }
    assert asks_to_read_rooms(manifests) == {"slack", "teams"}


# ── 11. The same plain link for all ──────────────────────────────────────────────────────────────────────────────────

TRACKED = """<title>Kernel news with a tail</title>
<link>https://news.example/kernel?id=7&amp;utm_source=feed&amp;utm_campaign=x&amp;fbclid=abc&amp;mc_eid=9</link>
<guid>t1</guid><description>Rust again.</description>"""


def addresses(shown: object) -> set[str]:
    """Every web address in what somebody may see."""
    return set(re.findall(r"(?:https?://|mailto:)[^\s\"'\\)]+", str(shown)))


def tails(found: set[str]) -> set[str]:
    """Addresses that carry more than where they lead."""
    return {
        url
        for url in found
        for pair in urlsplit(url).query.split("&")
        if is_tracking(pair, urlsplit(url).hostname or "")
    }


async def test_links_are_plain_and_the_same_for_everyone(town: Town) -> None:
    await town.news(rss(TRACKED))
    await town.later(minutes=20)
    find = town.feeds.serve(
        "/bread", Answer("<html><title>Bread</title><p>Bread.</html>", headers={"Content-Type": "text/html"})
    )
    await town.ask("ana", f"find {find}?utm_medium=mail&gclid=1 worth a look", room="kitchen")
    for who in ("ana", "ben", "chloe"):
        await town.join(who, networks=["x", "linkedin"])
        [card] = await town.room("engineering", who)
        await town.press(who, "worth_it", card)
    drafted = {}
    for who in ("ana", "ben"):
        [card] = await town.room("engineering", who)
        opened = await town.press(who, "draft", card)
        assert opened is not None
        fields = {"answer": "We tried this.", "network": "x"}
        await town.submit(who, "interview", fields, subject=opened["form"]["subject"])
        [message] = [one for one in await town.private(who) if any(b.get("url") for b in one["card"]["buttons"])]
        drafted[who] = addresses([message["card"]["text"], *(b.get("url") for b in message["card"]["buttons"])])
    assert drafted["ana"] == drafted["ben"], "the same words make the same address for everyone"
    assert drafted["ana"]

    seen = {}
    for who in ("ana", "ben", "deniz"):
        state = await town.state(who)
        seen[who] = addresses([message["card"] for room in state["rooms"] for message in room["messages"]])
    assert seen["ana"] == seen["ben"] == seen["deniz"]
    assert "https://news.example/kernel?id=7" in seen["ana"]
    assert find in seen["ana"]
    assert tails(set().union(*seen.values(), *drafted.values())) == set()
    for url in drafted["ana"]:
        inside = {one for _, value in parse_qsl(urlsplit(url).query) for one in addresses(value)}
        assert tails(inside) == set()
        assert not re.search(r"(?i)ana|ben|playground|127\.0\.0\.1", url), "nothing of a person or of us"


def test_control_a_counted_link_would_be_noticed() -> None:
    assert tails({"https://news.example/?utm_source=earshot", "https://news.example/?id=7"}) == {
        "https://news.example/?utm_source=earshot"
    }


def test_app_yaml_cannot_switch_tracking_on() -> None:
    fields = str(parse("company: {name: Example Works}\n", environ={}).model_json_schema())
    assert not re.search(r"utm|track|click|shorten|analytics", fields, re.IGNORECASE)
    assert making.NOW.tzinfo is not None
