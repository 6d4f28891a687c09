from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.chat.outbox import Purpose
from bot.domain.items import Life, RoomCard
from bot.domain.people import Room
from bot.ports import Transaction
from jobs.choose import Choose
from tests.jobs.house import House, settings
from tests.store import making

ZONES = """
    Africa/Cairo Africa/Lagos America/Adak America/Anchorage America/Bogota America/Caracas America/Chicago
    America/Havana America/Los_Angeles America/New_York America/Nuuk America/Santiago America/Sao_Paulo
    America/St_Johns Asia/Beirut Asia/Dubai Asia/Gaza Asia/Kathmandu Asia/Kolkata Asia/Shanghai Asia/Tokyo
    Atlantic/Azores Australia/Lord_Howe Australia/Sydney Europe/Berlin Europe/Lisbon Europe/London Pacific/Apia
    Pacific/Chatham Pacific/Kiritimati
""".split()  # noqa: SIM905 - reads better as words than as a column of quotes


class World:
    """Rooms that follow two topics, and three sources that may tell something."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.topics: list[str] = []
        self.sources: list[str] = []

    async def begin(self, *names: str, topics: Sequence[str] = ("kernel", "cloud", "bread")) -> list[Room]:
        def begin(tx: Transaction) -> list[Room]:
            self.topics = making.topic(tx, *topics)
            self.sources = making.source(tx, "ledger", "harbour", "weekly", "daily")
            return [making.room(tx, name, topics=self.topics[:2]) for name in names]

        return await self.house.tx(begin)

    def tell(
        self, tx: Transaction, name: str, *, source: int = 0, topic: int = 0, title: bool = True, age: float = 0
    ) -> None:
        """A source told this so many hours ago."""
        at = self.house.clock.now() - timedelta(hours=age)
        item = making.item(tx, name, at=at)
        making.heard(tx, item.id, self.sources[source], at=at)
        making.about(tx, item.id, self.topics[topic], title=title)

    async def cards(self, room: Room) -> list[RoomCard]:
        long_ago = datetime(2026, 1, 1, tzinfo=UTC)
        return await self.house.tx(lambda tx: tx.rooms.shown(room.id, since=long_ago))

    async def titles(self, room: Room) -> list[str]:
        cards = await self.cards(room)
        found = await self.house.tx(lambda tx: [tx.items.get(card.item_id) for card in cards])
        return [item.title for item in found if item is not None]


async def test_what_is_chosen_is_a_heard_card_that_says_why_and_waits_to_leave(house: House) -> None:
    world = World(house)
    (room,) = await world.begin("engineering")
    await house.tx(lambda tx: world.tell(tx, "news"))
    await house.choose.run()
    (card,) = await world.cards(room)
    assert (card.life, card.brought, card.message) == (Life.HEARD, False, None)
    assert [(because.name, because.words) for because in card.because] == [("Kernel", ("kernel",))]
    assert card.expires_at == house.clock.now() + timedelta(days=14)
    (waiting,) = await house.tx(lambda tx: tx.outbox.due(now=house.clock.now(), limit=9))
    assert (waiting.purpose, waiting.about, waiting.lane) == (Purpose.CARD, card.id, room.id)


async def test_cards_keep_their_distance_and_the_day_has_an_end(house: House) -> None:
    world = World(house)
    (room,) = await world.begin("engineering")
    house.clock.set(datetime(2026, 11, 24, 8, 0, tzinfo=UTC))  # 09:00 in Berlin

    def tell_four(tx: Transaction) -> None:
        for number in range(4):
            world.tell(tx, f"n{number}", source=number, topic=number % 2)

    await house.tx(tell_four)
    times: list[datetime] = []
    for _ in range(9 * 12 * 2):  # every five minutes, far into the night
        before = len(await world.cards(room))
        await house.choose.run()
        if len(await world.cards(room)) > before:
            times.append(house.clock.now())
        house.later(minutes=5)
    hours = [at.astimezone(ZoneInfo("Europe/Berlin")).strftime("%H:%M") for at in times]
    assert hours == ["09:00", "09:30", "10:00"]
    house.clock.set(datetime(2026, 11, 25, 8, 0, tzinfo=UTC))
    await house.choose.run()
    assert len(await world.cards(room)) == 4, "what was not chosen must stay a candidate"


async def test_nothing_below_the_floor_nothing_old_and_nothing_off_topic_is_chosen(house: House) -> None:
    world = World(house)
    (room,) = await world.begin("engineering")

    def tell(tx: Transaction) -> None:
        world.tell(tx, "weak", title=False, age=12)
        world.tell(tx, "old", source=1, age=73)
        world.tell(tx, "foreign", source=2, topic=2)
        known = making.item(tx, "known", at=house.clock.now())
        making.heard(tx, known.id, world.sources[3], at=house.clock.now(), news=False)
        making.about(tx, known.id, world.topics[0])

    await house.tx(tell)
    await house.choose.run()
    assert await world.titles(room) == []
    await house.tx(lambda tx: world.tell(tx, "strong", age=12))  # the control: it is not that nothing is ever chosen
    await house.choose.run()
    assert await world.titles(room) == ["Title strong"]


async def test_a_source_has_one_card_a_day_in_a_room(house: House) -> None:
    world = World(house)
    (room,) = await world.begin("engineering")
    for topic, name in enumerate(["one", "two"]):
        await house.tx(lambda tx, name=name, topic=topic: world.tell(tx, name, topic=topic))  # type: ignore[misc]
    for _ in range(6):
        await house.choose.run()
        house.later(minutes=30)
    assert len(await world.cards(room)) == 1
    house.later(days=1)
    await house.choose.run()
    assert len(await world.cards(room)) == 2


async def test_what_stands_in_one_room_gives_way_to_another_in_the_next(house: House) -> None:
    world = World(house)
    first, second = await world.begin("a room", "b room")
    await house.tx(lambda tx: world.tell(tx, "best"))
    await house.tx(lambda tx: world.tell(tx, "good", source=1, age=2))
    await house.choose.run()
    assert await world.titles(first) == ["Title best"]
    assert await world.titles(second) == ["Title good"]


async def test_what_stands_in_one_room_still_comes_to_another_that_has_nothing_else(house: House) -> None:
    world = World(house)
    first, second = await world.begin("a room", "b room")
    await house.tx(lambda tx: world.tell(tx, "only"))
    await house.choose.run()
    assert await world.titles(first) == await world.titles(second) == ["Title only"]


async def test_a_room_the_bot_left_is_given_nothing(house: House) -> None:
    world = World(house)
    (room,) = await world.begin("engineering")
    await house.tx(lambda tx: world.tell(tx, "news"))
    await house.tx(lambda tx: tx.rooms.left(room.address))
    await house.choose.run()
    assert await world.cards(room) == []


async def test_whether_anything_would_be_chosen_is_known_without_choosing(house: House) -> None:
    world = World(house)
    await world.begin("engineering")
    assert not await house.store.read(house.choose.due)
    await house.tx(lambda tx: world.tell(tx, "news"))
    assert await house.store.read(house.choose.due)
    await house.choose.run()
    assert not await house.store.read(house.choose.due)


async def test_nothing_is_chosen_in_quiet_hours_in_thirty_time_zones(house: House) -> None:
    """From Thursday noon to Saturday noon in UTC: nights, working hours and some of a weekend, wherever one is."""
    world = World(house)
    await world.begin(topics=ZONES)
    start = datetime(2026, 10, 22, 12, tzinfo=UTC)
    wrong: list[str] = []
    naive_would: list[str] = []
    for number, zone in enumerate(ZONES):
        said = settings().model_copy(update={"company": settings().company.model_copy(update={"time_zone": zone})})
        choose = Choose(house.store, settings=said, clock=house.clock)
        chosen = await house.tx(_two_days(house, world, choose, number=number, start=start))
        wrong += [f"{zone}: {at}" for at in chosen if _is_quiet_there(at, zone)]
        assert chosen, f"nothing was ever chosen in {zone}, so nothing is shown"
        naive_would += [zone for at in chosen if _is_quiet_there(at, "Europe/Berlin")]
    assert wrong == []
    assert len(naive_would) > 10  # the control: one zone for all would have spoken in the quiet of another


def _two_days(
    house: House, world: World, choose: Choose, *, number: int, start: datetime
) -> Callable[[Transaction], list[datetime]]:
    """Two days of a room with a topic of its own, looked at every two hours in one transaction: when cards were put.

    Each zone is looked at a few minutes past another, so that together they see every part of an hour.
    """

    def run(tx: Transaction) -> list[datetime]:
        room = making.room(tx, f"room {number}", topics=[world.topics[number]])
        times = []
        for step in range(24):
            house.clock.set(start + step * timedelta(hours=2) + number * timedelta(minutes=11))
            if step % 3 == 0:
                world.tell(tx, f"{number} {step}", source=step // 3 % 4, topic=number)
            times += [house.clock.now()] * len(choose.choose(tx, room))
        tx.rooms.left(room.address)
        return times

    return run


def _is_quiet_there(at: datetime, zone: str) -> bool:
    """DESIGN section 5, read off a wall clock: quiet from 18:00 to 09:00 and on weekends."""
    there = at.astimezone(ZoneInfo(zone))
    return there.weekday() >= 5 or not 9 <= there.hour < 18
