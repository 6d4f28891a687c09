"""What the tests of the contract have in common."""

from bot.chat.events import Action
from tests.contract.stage import ROOMS, Answer, Shown, Stage

ANSWER = "I once spent a week on a bug that the borrow checker would have found. I would not do that again."


async def joins(stage: Stage, who: str, *networks: str) -> None:
    """They join by their own press, on the page they are shown, and pick networks."""
    page = (await stage.ask(who, "join")).page
    assert page is not None
    stage.may_hear.add(who)
    await stage.press(who, page, Action.JOIN_YES)
    if networks:
        form = (await stage.ask(who, "networks")).opened
        await stage.submit(who, form, {"networks": list(networks)})


async def heard(stage: Stage, title: str = "Rust in the kernel") -> Shown:
    """A card about what the source tells."""
    await stage.news(title)
    return await card(stage, title)


async def asking(stage: Stage, title: str = "Rust in the kernel") -> Shown:
    """One that Ben, Chloé and Deniz found worth it."""
    shown = await heard(stage, title)
    for who in ("ben", "chloe", "deniz"):
        await stage.press(who, shown, Action.WORTH_IT)
    await stage.later(minutes=2)
    return await card(stage, title)


async def card(stage: Stage, title: str, *, room: str = ROOMS[0]) -> Shown:
    """The one card of this title in a room, as it stands now."""
    [found] = [one for one in await stage.room(room) if title in one.words]
    return found


async def drafted(stage: Stage, who: str, on: Shown, *, answer: str = ANSWER) -> Answer:
    """A member answers the question on a card; what they are told then."""
    form = (await stage.press(who, on, Action.DRAFT)).opened
    return await stage.submit(who, form, {"answer": answer})


async def finds(stage: Stage, who: str, title: str, *, room: str = ROOMS[0], why: str = "") -> Answer:
    """They bring a link by command, in a room."""
    return await stage.ask(who, f"find {stage.web_page(title)} {why}".strip(), room=room)
