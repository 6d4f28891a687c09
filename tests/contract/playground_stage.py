"""The playground as a stage: its page's own HTTP, and the bot in this process."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.chat.cards import Button
from bot.chat.events import Action, FormName
from tests.contract.naive import NAIVE
from tests.contract.stage import JOBS, ROOMS, Answer, Blank, Can, Form, Shown, Stage
from tests.town import Json, Town


class PlaygroundStage(Stage):
    """A town of the test's own."""

    name = "playground"
    can = frozenset({Can.WHISPER})
    asks_for: frozenset[str] = frozenset()

    def __init__(self, town: Town) -> None:
        super().__init__()
        self._town = town
        self.feeds = town.feeds
        self.store = f"sqlite:///{town.folder / 'earshot.db'}"
        self._read: list[str] = []
        self._wrong: list[str] = []

    async def react(self, who: str, on: Shown, emoji: str) -> Answer:
        return _answer(await self._town.react(who, on.thing, emoji))

    async def take_back(self, who: str, on: Shown, emoji: str) -> None:
        await self._town.take_back(who, on.thing, emoji)

    async def press(self, who: str, on: Shown, action: Action, *, subject: str | None = None) -> Answer:
        about = on.button(action).subject if subject is None else subject
        stands = {"message": on.thing["id"]} if on.thing and not on.thing["id"].startswith("page:") else {}
        return _answer(await self._town.do(who, "press", action=action.value, subject=about, **stands))

    async def ask(self, who: str, words: str, *, room: str = ROOMS[0]) -> Answer:
        return _answer(await self._town.ask(who, words, room=room))

    async def submit(self, who: str, form: Form, fields: Mapping[str, object]) -> Answer:
        typed = {name: blank.value for name, blank in form.fields.items()} | dict(fields)
        return _answer(await self._town.submit(who, form.name.value, typed, subject=form.thing["subject"]))

    async def open_page(self, who: str) -> Shown:
        shown = _answer(await self._town.do(who, "open")).page
        assert shown is not None
        return shown

    async def tell_story(self, who: str) -> Answer:
        return _answer(await self._town.ask(who, "story"))

    # ── What is seen ──

    async def room(self, room: str = ROOMS[0]) -> list[Shown]:
        return [_shown(one) for one in await self._town.room(room)]

    async def private(self, who: str) -> list[Shown]:
        return [_shown(one) for one in await self._town.private(who)]

    async def page(self, who: str) -> Shown | None:
        page = (await self._town.state(who))["page"]
        return None if page is None else _shown(page)

    async def sees(self, who: str) -> str:
        state = await self._town.state(who)
        return repr((state["rooms"], state["private"], state["page"] and state["page"]["card"]))

    async def troubles(self) -> Sequence[str]:
        return self._wrong  # a Town raises where its page would show an error

    async def read_by_the_bot(self) -> Sequence[str]:
        return self._read  # there is nothing here that it could read

    # ── Time, and an adapter handed in ──

    @property
    def now(self) -> datetime:
        return self._town.bot.clock.now()

    async def later(self, **much: float) -> None:
        assert self._town.bot.playground is not None
        self._town.bot.playground.clock.forward(self.now + timedelta(**much))
        for job in JOBS:
            await self._town.bot.timetable.tick(job)
        await self._town.bot.settled()

    async def be(self, naive: str = "") -> None:
        bot = self._town.bot
        assert bot.playground is not None
        between = NAIVE[naive](bot.playground, bot.receive) if naive else None
        bot.platforms["playground"] = between or bot.playground
        bot.playground.listen(between.hear if between else bot.receive)


def _shown(message: Json) -> Shown:
    card = message["card"]
    words = "\n".join(filter(None, [card["title"], card["text"], *card["facts"], card.get("link", "")]))
    buttons = [
        Button(Action(one["action"]), one["label"], one["subject"], url=one.get("url")) for one in card["buttons"]
    ]
    tallies = "".join(f"\n{kind}: {count}" for kind, count in card["tallies"].items())
    return Shown(words + tallies, tuple(buttons), message)


def _answer(reply: Json | None) -> Answer:
    match reply:
        case {"whisper": {"card": card}}:
            return Answer(_shown({"card": {"tallies": {}, **card}} | {"id": "page:"}))
        case {"whisper": {"text": text}}:
            return Answer(Shown(text))
        case {"form": form}:
            return Answer(form=Form(FormName(form["name"]), {one["name"]: _blank(one) for one in form["fields"]}, form))
        case {"page": page}:
            return Answer(page=_shown(page))
        case {"errors": errors}:
            return Answer(errors=errors)
        case _:
            return Answer()


def _blank(one: Mapping[str, Any]) -> Blank:
    options = {option["label"]: option["value"] for option in one.get("options", ())}
    value = one.get("value", "")
    return Blank(one["label"], tuple(value) if isinstance(value, list) else value, options)
