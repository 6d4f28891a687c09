"""The tables. Rows never leave this folder.

Every column says what it is about (a person, a room, an item, or the machine alone), how long it is kept and what it is
for; `docs/privacy.md` is held against that. Only `people` and `rooms` hold what a platform calls somebody (`workspaces`
has what it calls the bot); everything else holds our ids, so that forgetting a person is one delete that cascades.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Index, MetaData, Table, Text, UniqueConstraint, literal_column

from bot.chat.outbox import Method, Purpose
from bot.domain.acts import Act
from bot.domain.health import Trouble
from bot.domain.items import AnswerKind, Ending, FindState, ItemKind, Life
from bot.domain.networks import Network
from bot.domain.notices import NoticeKind
from bot.domain.people import Boundary, Nudges, Private, Weekday
from bot.domain.stories import Naming, Signed, StoryKind, StoryState
from store.kinds import Choice, Json, Number, Several, Span, Utc, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class State(StrEnum):
    """What became of an outgoing message."""

    WAITING = "waiting"
    LEAVING = "leaving"
    SENT = "sent"
    DEAD = "dead"
    DROPPED = "dropped"
    PARKED = "parked"


FORGOTTEN = "until forgotten"
ROOM = "as long as the room is known"
INSTALLED = "until the workspace removes the bot"
FILE = "as long as app.yaml names it"
SOURCE = "for ever; asked until app.yaml or a steward takes it out"
ITEMS = "items: 365d"
CARD = "as long as its item"
DRAFTS = "drafts: 90d"
ANSWERS = "answers: 180d; a take-back three hours"
ASIDE = "15 minutes"
OUTBOX = "30 days after it left"
ACTS = "three years"
LANE = "while something waits there, and minutes more"
HEARD = "one hour"
IN_THE_OUTBOX = "until it left"
EVER = "for ever"

Cell = Callable[..., Column[Any]]


def _about(about: str, keep: str) -> Cell:
    def column(name: str, kind: Any, *rest: Any, why: str, **options: Any) -> Column[Any]:
        options.setdefault("nullable", False)
        info = {"about": options.pop("about", about), "keep": options.pop("keep", keep), "why": why}
        return Column(name, kind, *rest, info=info, **options)

    return column


def _to(target: str, gone: str | None = "CASCADE") -> ForeignKey:
    return ForeignKey(target, ondelete=gone)


# ── People and rooms ─────────────────────────────────────────────────────────────────────────────────────────────────

_p = _about("person", FORGOTTEN)

people = Table(
    "people",
    metadata,
    _p("id", Text, primary_key=True, why="our own random id for this person"),
    _p("platform", Text, why="which chat platform they are on"),
    _p("workspace", Words, why="the platform's id of their workspace"),
    _p("external_id", Words, why="the platform's id of this person"),
    _p("route", Words, why="the platform's way to their private conversation with the bot"),
    _p("name", Words, why="first name, as the platform gives it"),
    _p("zone", Words, why="time zone, for quiet hours"),
    _p("language", Words, why="language of their profile, which the bot speaks with them"),
    _p("chosen_language", Words, nullable=True, why="language they chose by hand instead; empty: their profile's"),
    _p("joined_at", Utc, nullable=True, why="when they joined, by their own press; empty: not a member"),
    _p("joining_text", Words, nullable=True, why="the version of the joining page they agreed to"),
    _p("paused_until", Utc, nullable=True, why="they asked for silence until then"),
    _p("nudges", Choice(Nudges), why="how often they want to be nudged; off until they ask"),
    _p("nudge_every", Span, why="their own interval between nudges"),
    _p("nudged_at", Utc, nullable=True, why="when the last nudge left, so that the next one waits"),
    _p("apart", Boolean, why="they keep work and social apart"),
    _p("networks", Several(Network), why="the networks they picked"),
    _p("switched_off", Several(Private), why="the kinds of private message they switched off"),
    _p("gone", Boolean, why="they are no longer on the platform: nothing may leave for them"),
    _p("never_days", Several(Weekday), why="days on which nothing may come that they did not just ask for"),
    _p("boundaries", Several(Boundary), why="what they do not want to be part of or asked about"),
    UniqueConstraint("platform", "workspace", "external_id"),
)

NUDGES_ON = people.c.nudges != literal_column("'off'")
"""Said in these very words, the index below is used: neither database takes it for a value that comes later."""

# Whose turn it is, zone by zone; the last two, so that who rests is passed over without a look at the row.
Index(
    "ix_people_zone_id",
    *(people.c[name] for name in ("zone", "id", "nudged_at", "nudge_every")),
    sqlite_where=NUDGES_ON,
    postgresql_where=NUDGES_ON,
)

_t = _about("machine", FILE)

topics = Table(
    "topics",
    metadata,
    _t("id", Text, primary_key=True, why="our own id of the topic"),
    _t("key", Words, unique=True, why="its key in app.yaml"),
    _t("name", Words, why="its name, as shown"),
    _t("must", Json, why="words that all have to occur"),
    _t("may", Json, why="words of which one has to occur"),
    _t("must_not", Json, why="words that must not occur"),
)

person_topics = Table(
    "person_topics",
    metadata,
    _p("person_id", Text, _to("people.id"), primary_key=True, why="whose choice it is"),
    _p("topic_id", Text, _to("topics.id"), primary_key=True, index=True, why="the topic it is about"),
    _p("wanted", Boolean, why="whether they want to hear about it"),
)

_k = _about("machine", INSTALLED)

workspaces = Table(
    "workspaces",
    metadata,
    _k("platform", Text, primary_key=True, why="which chat platform it is on"),
    _k("workspace", Words, primary_key=True, why="the platform's id of this workspace"),
    _k("name", Words, why="its name, as the platform gives it"),
    _k("bot_user", Words, why="the platform's id of the bot there"),
    _k("bot", Words, why="the platform's second id of the bot there"),
    _k("app", Words, why="the platform's id of the app"),
    _k("token", Words, why="what lets the bot speak there, sealed with a key that is not in the database"),
    _k("at", Utc, why="when the bot was installed there"),
)

_r = _about("room", ROOM)

rooms = Table(
    "rooms",
    metadata,
    _r("id", Text, primary_key=True, why="our own random id for this room"),
    _r("platform", Text, why="which chat platform it is on"),
    _r("workspace", Words, why="the platform's id of its workspace"),
    _r("external_id", Words, why="the platform's id of this room"),
    _r("route", Words, why="the platform's way to this room"),
    _r("name", Words, why="its name, as shown"),
    _r("key", Words, nullable=True, unique=True, why="its key in app.yaml, if it is named there"),
    _r("here", Boolean, why="whether the bot is in it"),
    _r("paused_until", Utc, nullable=True, why="people asked for quiet there until then"),
    _r("joined_at", Utc, nullable=True, why="when the bot was last invited"),
    _r("private", Boolean, nullable=True, why="whether only those in it know of it; empty until its platform says"),
    UniqueConstraint("platform", "workspace", "external_id"),
)

room_topics = Table(
    "room_topics",
    metadata,
    _r("room_id", Text, _to("rooms.id"), primary_key=True, why="the room that follows it"),
    _r("topic_id", Text, _to("topics.id"), primary_key=True, index=True, why="the topic it follows"),
)

# ── What is heard ────────────────────────────────────────────────────────────────────────────────────────────────────

_s = _about("machine", SOURCE)

sources = Table(
    "sources",
    metadata,
    _s("id", Text, primary_key=True, why="our own id of the source"),
    _s("key", Words, unique=True, why="its key in app.yaml, or one of our own"),
    _s("name", Words, why="its name, as shown"),
    _s("file_url", Words, why="its address as app.yaml or a steward gave it, to see when that changes"),
    _s("url", Words, why="its address as it is by now, moves followed"),
    _s("every", Span, why="how often it may be asked at most"),
    _s("company", Boolean, why="whether it is the company's own"),
    _s("about", Json, why="topics everything of it belongs to"),
    _s("etag", Words, nullable=True, why="what its server said last, to ask for news only"),
    _s("modified", Words, nullable=True, why="what its server said last, to ask for news only"),
    _s("digest", Text, nullable=True, why="SHA-256 of what it sent last"),
    _s("read_at", Utc, nullable=True, why="when it was read first; what stood there then is not news"),
    _s("heard_at", Utc, nullable=True, why="when it last answered in order"),
    _s("next_at", Utc, nullable=True, index=True, why="when it is asked next"),
    _s("errors", Number, why="failed attempts in a row"),
    _s("trouble", Choice(Trouble), nullable=True, why="what was wrong last time"),
    _s("moves", Json, why="what its server said lately of having moved"),
    _s("paused", Boolean, why="not asked at present"),
    _s("named", Boolean, why="whether app.yaml still names it, or no steward removed it"),
    _s("made", Boolean, why="whether a steward added it in chat; app.yaml never touches it"),
)

_i = _about("item", ITEMS)

items = Table(
    "items",
    metadata,
    _i("id", Text, primary_key=True, why="our own id of the item"),
    _i("kind", Choice(ItemKind), why="a find, a company piece or a story"),
    _i("url", Words, why="the link people follow"),
    _i("key", Words, unique=True, why="the link as it is compared, so that an item is known once"),
    _i("title", Words, why="its title"),
    _i("text", Words, why="its first sentences"),
    _i("at", Utc, why="when it was told"),
    _i("heard_at", Utc, index=True, why="when we heard it"),
    _i("picture", Words, nullable=True, why="the address of its picture"),
    _i("internal", Boolean, why="for inside the company only"),
    _i("not_before", Utc, nullable=True, why="not to be shared before then"),
    _i("withdrawn", Boolean, why="taken back by whoever told it"),
    _i("corrected", Boolean, why="corrected by a steward; no feed changes its words any more"),
    Index(None, "at", "id"),
)

entries = Table(
    "entries",
    metadata,
    _i("source_id", Text, _to("sources.id"), primary_key=True, why="the source that told it"),
    _i("entry_key", Words, primary_key=True, why="what the source calls this entry"),
    _i("item_id", Text, _to("items.id"), index=True, why="the item it is"),
    _i("url", Words, why="the link as this source has it"),
    _i("host", Words, why="where that link leads, to count how widely an item is told"),
    _i("digest", Text, why="SHA-256 of its words, to see corrections"),
    _i("changes", Number, why="how often its words changed"),
    _i("at", Utc, why="when the source told it"),
    _i("news", Boolean, why="false for what stood there when the source was new to us"),
    Index(None, "source_id", "at"),
    Index(None, "news", "at"),
)

item_topics = Table(
    "item_topics",
    metadata,
    _i("item_id", Text, _to("items.id"), primary_key=True, why="the item"),
    _i("topic_id", Text, _to("topics.id"), primary_key=True, index=True, why="a topic it belongs to"),
    _i("in_title", Json, why="the words that matched in its title"),
    _i("in_text", Json, why="the words that matched in its text"),
)

_f = _about("person", ITEMS)

finds = Table(
    "finds",
    metadata,
    _f("id", Text, primary_key=True, about="item", why="our own id of the find"),
    _f("person_id", Text, _to("people.id", "SET NULL"), nullable=True, why="who brought it; empty once forgotten"),
    _f("url", Words, about="item", why="the link that was brought"),
    _f("key", Words, about="item", why="the link as it is compared"),
    _f("why", Words, why="what they said about it; emptied when they are forgotten"),
    _f("named", Boolean, why="whether their first name may stand with it; their own tick"),
    _f("state", Choice(FindState), about="item", why="what became of it"),
    _f("room_id", Text, _to("rooms.id", "SET NULL"), nullable=True, about="room", why="the room it was said in"),
    _f("item_id", Text, _to("items.id"), nullable=True, about="item", index=True, why="the item it became"),
    _f("trouble", Words, nullable=True, about="item", why="why the page could not be read"),
    _f("at", Utc, about="item", why="when it was brought"),
    UniqueConstraint("person_id", "key"),
    Index(None, "state", "at"),
)

_c = _about("room", CARD)

cards = Table(
    "cards",
    metadata,
    _c("id", Text, primary_key=True, why="our own id of the card"),
    _c("room_id", Text, _to("rooms.id"), why="the room it stands in"),
    _c("item_id", Text, _to("items.id"), index=True, why="the item it shows"),
    _c("life", Choice(Life), why="heard, asking or over"),
    _c("because", Json, why="the topics and words that brought it there"),
    _c("brought", Boolean, why="whether a person brought it, not the clock"),
    _c("message_id", Words, nullable=True, why="the platform's id of our own message"),
    _c("at", Utc, why="when it was put there, for the room's rhythm"),
    _c("posted_at", Utc, nullable=True, why="when the message was sent"),
    _c("asked_at", Utc, nullable=True, why="when it began to ask, for the company's share of what asks in a room"),
    _c("expires_at", Utc, why="when its life is over"),
    _c("ending", Choice(Ending), nullable=True, why="expired or withdrawn"),
    UniqueConstraint("room_id", "item_id"),
    UniqueConstraint("room_id", "message_id"),
    Index(None, "room_id", "at"),
    Index(None, "life", "expires_at"),
)

_n = _about("room", ITEMS)

notices = Table(
    "notices",
    metadata,
    _n("id", Text, primary_key=True, why="our own id of the notice"),
    _n("room_id", Text, _to("rooms.id"), why="the room it is for"),
    _n("kind", Choice(NoticeKind), why="an answer to the room, or that everything is stopped or goes on"),
    _n("text", Words, why="what a steward answered the room; empty for the other kinds"),
    _n("at", Utc, index=True, why="when it was said"),
    Index(None, "room_id", "at"),
)

# ── What people do ───────────────────────────────────────────────────────────────────────────────────────────────────

_a = _about("person", ANSWERS)

answers = Table(
    "answers",
    metadata,
    _a("person_id", Text, _to("people.id"), primary_key=True, why="whose answer it is"),
    _a("item_id", Text, _to("items.id", None), primary_key=True, why="the item it is about"),
    _a("kind", Choice(AnswerKind), primary_key=True, why="what they did"),
    _a("at", Utc, index=True, why="when; the newest wins"),
    _a("taken_back", Boolean, why="a take-back, kept since it may arrive before its reaction"),
    _a("reason", Words, why="why it is not for us: one of six reasons"),
    Index(None, "item_id", "kind", "taken_back"),
)

NOT_FOR_US = answers.c.kind == literal_column("'not_for_us'")
"""Said in these very words, as `NUDGES_ON` is."""

# What stewards are told reasons from; all that is asked of an answer, so that the index alone can say it.
Index(
    "ix_answers_not_for_us",
    *(answers.c[name] for name in ("at", "item_id", "reason", "person_id", "taken_back")),
    sqlite_where=NOT_FOR_US,
    postgresql_where=NOT_FOR_US,
)

_w = _about("person", ASIDE)

asides = Table(
    "asides",
    metadata,
    _w("id", Number, primary_key=True, why="a number that counts up"),
    _w("person_id", Text, _to("people.id"), why="who reacted"),
    _w("event", Text, why="keyed hash of the platform's event, so that it counts once"),
    _w(
        "room_id",
        Text,
        _to("rooms.id"),
        nullable=True,
        why="the room of the message; empty: their private conversation",
    ),
    _w("message_id", Words, why="the platform's id of our own message"),
    _w("emoji", Words, why="the emoji"),
    _w("added", Boolean, why="put there, or taken away"),
    _w("at", Utc, index=True, why="when"),
    UniqueConstraint("person_id", "event"),
    Index(None, "message_id"),
)

_d = _about("person", DRAFTS)

drafts = Table(
    "drafts",
    metadata,
    _d("id", Text, primary_key=True, why="our own id of the draft"),
    _d("person_id", Text, _to("people.id"), why="whose draft it is"),
    _d("item_id", Text, _to("items.id", None), index=True, why="the item it is about"),
    _d("asked", Json, why="the questions it had, so that none comes twice"),
    _d("network", Choice(Network), nullable=True, why="the network it is for"),
    _d("answers", Json, nullable=True, why="their own answers, to arrange them otherwise"),
    _d("workplace", Boolean, why="whether it says where they work"),
    _d("variant", Number, why="which arrangement it has"),
    _d("text", Words, why="its words"),
    _d("edited", Boolean, why="whether they changed the words"),
    _d("trace", Json, nullable=True, why="keyed hashes of word pairs, to tell colleagues that theirs sounds alike"),
    _d("message_id", Words, nullable=True, why="the platform's id of our own private message"),
    _d("at", Utc, why="when it was begun or last changed"),
    UniqueConstraint("person_id", "message_id"),
)

reminders = Table(
    "reminders",
    metadata,
    _d("id", Text, primary_key=True, why="our own id of the reminder"),
    _d("draft_id", Text, _to("drafts.id"), unique=True, why="the draft it is for"),
    _d("due", Utc, index=True, why="when they want to be reminded"),
)

stories = Table(
    "stories",
    metadata,
    _p("id", Text, primary_key=True, why="our own id of the story"),
    _p("author_id", Text, _to("people.id"), index=True, why="whose story it is"),
    _p("title", Words, why="its title"),
    _p("text", Words, why="the story, in their words"),
    _p("kind", Choice(StoryKind), why="what it is about"),
    _p("signed", Choice(Signed), why="told by name, as a team, or unnamed"),
    _p("state", Choice(StoryState), why="their own draft, waiting, told, or withdrawn"),
    _p("team", Words, why="the team it is told as"),
    _p("link", Words, why="a link that goes with it"),
    _p("picture", Words, why="a picture that goes with it"),
    _p("room_id", Text, _to("rooms.id", "SET NULL"), nullable=True, why="the room it was begun in or is to stand in"),
    _p("item_id", Text, _to("items.id", "SET NULL"), nullable=True, unique=True, why="the item it became when told"),
    _p("about_item", Text, _to("items.id", "SET NULL"), nullable=True, why="the item that made them think of it"),
    _p("at", Utc, why="when it was begun"),
)

story_names = Table(
    "story_names",
    metadata,
    _p("id", Text, primary_key=True, why="our own id of this naming"),
    _p("story_id", Text, _to("stories.id"), why="the story that names somebody"),
    _p(
        "person_id",
        Text,
        _to("people.id", "SET NULL"),
        nullable=True,
        index=True,
        why="who is named, if they are a member",
    ),
    _p("name", Words, why="the name as the author typed it"),
    _p("answer", Choice(Naming), why="what they said to being named"),
    _p("asked_at", Utc, nullable=True, why="when they were asked; after seven days they stay unnamed"),
    UniqueConstraint("story_id", "person_id"),
)

# ── What leaves, and the machine ─────────────────────────────────────────────────────────────────────────────────────

_o = _about("machine", OUTBOX)

outbox = Table(
    "outbox",
    metadata,
    _o("id", Number, primary_key=True, why="counts up: the order in which messages leave"),
    _o("key", Words, unique=True, why="says what it is, so that it leaves once"),
    _o("purpose", Choice(Purpose), why="why it leaves"),
    _o("lane", Text, why="our id of the room or person it goes to; one at a time leaves for each"),
    _o("about", Words, index=True, why="our id of the card, draft, find, story or notice it shows"),
    _o(
        "person_id", Text, _to("people.id"), nullable=True, about="person", index=True, why="whom it is for, if private"
    ),
    _o(
        "body",
        Words,
        about="person",
        keep=IN_THE_OUTBOX,
        why="an answer to what they asked, where it could not be given on the spot",
    ),
    _o("state", Choice(State), why="waiting, leaving, sent, dead, dropped, or parked for a steward"),
    _o("dirty", Boolean, why="put again while it was leaving, so it leaves once more"),
    _o("held", Boolean, why="came back to wait until a certain time, which nothing shortens"),
    _o("put_at", Utc, why="when it was put there"),
    _o("not_before", Utc, why="when it may leave"),
    _o("attempts", Number, why="attempts that failed"),
    _o("attempted_at", Utc, nullable=True, why="when the last attempt began"),
    _o("why", Words, why="why it did not leave"),
    _o("settled_at", Utc, nullable=True, index=True, why="when its fate was known"),
    Index(None, "lane", "state", "id"),
    Index(None, "state", "not_before"),
    # A number is never given twice: what comes back late must not meet another message.
    sqlite_autoincrement=True,
)

lanes = Table(
    "lanes",
    metadata,
    _o("key", Text, primary_key=True, keep=LANE, why="our id of the room or person it leads to"),
    _o(
        "team", Text, keep=LANE, why="keyed hash of its platform and workspace, whose limits hold; empty: not known yet"
    ),
    _o("method", Choice(Method), keep=LANE, why="how its next message leaves, since platforms limit each way apart"),
    _o("next_at", Utc, nullable=True, keep=LANE, why="when something in it may leave; empty: nothing waits"),
    _o("paced_until", Utc, keep=LANE, why="until when its platform is to be left alone there"),
    _o("lease_until", Utc, keep=LANE, why="until when somebody sees to it, on the database's clock"),
    _o("fence", Number, keep=LANE, why="counts claims, so that a late one changes nothing"),
    Index(None, "team", "method", "next_at"),
)

gates = Table(
    "gates",
    metadata,
    _o("team", Text, primary_key=True, keep=EVER, why="keyed hash of a platform and workspace"),
    _o("method", Text, primary_key=True, keep=EVER, why="how messages leave; empty: all ways together"),
    _o("platform", Text, keep=EVER, why="the platform whose limits these are"),
    _o("opens_at", Utc, keep=EVER, why="when the next message may pass"),
)

platforms = Table(
    "platforms",
    metadata,
    _o("name", Text, primary_key=True, keep=EVER, why="a chat platform"),
    _o("unknowns", Number, keep=EVER, why="messages of unknown fate in a row"),
    _o("paused_until", Utc, nullable=True, keep=EVER, why="until when nothing leaves for it, since it does not answer"),
)

heard = Table(
    "heard",
    metadata,
    _about("machine", HEARD)("mark", Text, primary_key=True, why="keyed hash of an event, so that it is done once"),
    _about("machine", HEARD)("at", Utc, index=True, why="when it was heard"),
)

once_marks = Table(
    "once_marks",
    metadata,
    _about("machine", EVER)(
        "mark", Text, primary_key=True, why="keyed hash of what must never leave twice; it names nobody"
    ),
)

_x = _about("steward", ACTS)

acts = Table(
    "acts",
    metadata,
    _x("id", Number, primary_key=True, why="a number that counts up"),
    _x("at", Utc, index=True, why="when a steward did it"),
    _x("actor", Text, why="our own random id of the steward, or “operator”; tied to nothing once they are forgotten"),
    _x("act", Choice(Act), why="what they did"),
    _x("about", Text, why="our own id of the source, item, card or room it was about"),
    sqlite_autoincrement=True,
)

_m = _about("machine", EVER)

programme = Table(
    "programme",
    metadata,
    _m("id", Number, primary_key=True, autoincrement=False, why="always 1"),
    _m("stopped_at", Utc, nullable=True, why="when a steward stopped everything; empty while it goes on"),
)

slots = Table(
    "slots",
    metadata,
    _m("job", Text, primary_key=True, why="what runs by the clock"),
    _m("slot", Number, nullable=True, why="the last tick that was done"),
    _m("lease_until", Utc, why="until when somebody is doing it"),
    _m("fence", Number, why="counts claims, so that a late one changes nothing"),
)

store_key = Table(
    "store_key",
    metadata,
    _m("id", Number, primary_key=True, autoincrement=False, why="always 1"),
    _m("key", Text, why="random key for keyed hashes, made once"),
)

upkeep = Table(
    "upkeep",
    metadata,
    _m("id", Number, primary_key=True, autoincrement=False, why="always 1"),
    _m("understood_from", Text, why="the oldest migration whose Earshot still understands this database"),
)
