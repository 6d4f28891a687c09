"""What walks have in common: time that passes, links that are brought, and feeds beside the town's own."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.chat.addresses import Address
from bot.domain.sources import Source
from tests.fakes.feeds import Answer
from tests.town import Json, Town

BERLIN = ZoneInfo("Europe/Berlin")
HTML = {"Content-Type": "text/html; charset=utf-8"}


# ── Time ──


async def now(town: Town) -> datetime:
    """What time it is in the town (aware)."""
    return datetime.fromisoformat((await town.get("/api/state"))["now"])


async def working_day(town: Town, clock: str = "10:00", *, days: int = 1) -> datetime:
    """This time in Berlin on the first working day that is at least so many days away."""
    hour, minute = map(int, clock.split(":"))
    day = (await now(town)).astimezone(BERLIN).replace(hour=hour, minute=minute, second=0) + timedelta(days=days)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


async def saturday(town: Town, clock: str = "12:00") -> datetime:
    """This time in Berlin on the next Saturday."""
    hour, minute = map(int, clock.split(":"))
    day = (await now(town)).astimezone(BERLIN).replace(hour=hour, minute=minute, second=0) + timedelta(days=1)
    while day.weekday() != 5:
        day += timedelta(days=1)
    return day


async def sleep_until(town: Town, moment: datetime) -> None:
    """The bot sleeps until then, and looks for what is due when it wakes: days pass in a blink."""
    assert town.bot.playground is not None
    town.bot.playground.clock.forward(moment)
    for job in ("listen", "read", "choose", "nudge", "tidy"):
        await town.bot.timetable.tick(job)
    await town.bot.settled()


async def sleep(town: Town, **much: float) -> None:
    """The same for a stretch of time: `sleep(town, days=14)`."""
    await sleep_until(town, await now(town) + timedelta(**much))


# ── What stands in rooms ──


def a_page(title: str, text: str = "") -> Answer:
    """A page with a title and a description."""
    return Answer(
        f'<!doctype html><html><head><title>{title}</title><meta name="description" content="{text}"></head></html>',
        headers=HTML,
    )


async def bring(
    town: Town,
    title: str = "What Rust taught us about drivers",
    *,
    who: str = "deniz",
    room: str | None = "engineering",
    why: str = "",
) -> str:
    """Somebody brings a link to a page of this title, which can be read; returns the link."""
    path = "/" + title.lower().replace(" ", "-")
    link = town.feeds.serve(path, a_page(title, "Two maintainers look back."))
    await town.ask(who, f"find {link} {why}".strip(), room=room)
    return link


async def the_card(town: Town, title: str, *, room: str = "engineering", who: str = "ana") -> Json:
    """The one card of this title in a room."""
    [card] = [one for one in await town.room(room, who) if one["card"]["title"] == title]
    return card


async def asking(town: Town, title: str = "What Rust taught us about drivers", *, who: str = "ana") -> Json:
    """A card that asks in Engineering, since Deniz brought it."""
    await bring(town, title)
    return await the_card(town, title, who=who)


# ── Sources ──


def entry(title: str, link: str, text: str = "") -> str:
    """The inside of an RSS `<item>`."""
    return f"<title>{title}</title><link>{link}</link><guid>{link}</guid><description>{text}</description>"


async def listen_also(town: Town, names: Iterable[str], *, known: bool = True, company: bool = False) -> None:
    """The bot has these sources too, each at `/NAME.xml`; not `known`: as a stranger, whose entries are no news yet."""
    more = [
        Source("", name, name.title(), town.feeds.url(f"/{name}.xml"), timedelta(minutes=15), company=company)
        for name in names
    ]
    moment = await now(town)
    await town.bot.store.tx(
        lambda tx: tx.sources.take_in(
            [*(one for one in tx.sources.all() if not one.made), *more], now=moment, known=known
        )
    )


async def follow_everything(town: Town, room: str = "engineering") -> None:
    """The room follows all topics."""
    moment = await now(town)
    where = Address("playground", "playground", room)
    await town.bot.store.tx(
        lambda tx: tx.rooms.take_in(room, where, topics=[one.id for one in tx.topics.all()], at=moment)
    )


# ── What is said ──


def words(reply: Json | None) -> str:
    """All that a whispered answer says, in one string."""
    assert reply is not None
    whisper = reply["whisper"]
    card = whisper.get("card")
    return str(whisper["text"]) if card is None else "\n".join([card["title"], card["text"], *card["facts"]])


def buttons(reply: Json | None) -> dict[str, str]:
    """The buttons of a whispered card: action to subject."""
    assert reply is not None
    return {one["action"]: one["subject"] for one in reply["whisper"]["card"]["buttons"]}


def form(reply: Json | None) -> Json:
    """The form that opened."""
    assert reply is not None
    found: Json = reply["form"]
    return found


def field(opened: Json, name: str) -> Json:
    """One field of a form."""
    [found] = [one for one in opened["fields"] if one["name"] == name]
    one: Json = found
    return one


def options(opened: Json, name: str) -> dict[str, str]:
    """What a field offers: label to value."""
    return {one["label"]: one["value"] for one in field(opened, name)["options"]}
