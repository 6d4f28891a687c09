"""What is true at any moment, whatever was played: looked at after every test."""

from collections import Counter

from bot.chat.private_cards import OFF
from tests.contract.stage import PEOPLE, ROOMS, Stage


async def broken(stage: Stage) -> list[str]:
    """Which of the rules does not hold, in words."""
    found = [f"somebody was shown an error: {one}" for one in await stage.troubles()]
    found += [f"{one} was read" for one in await stage.read_by_the_bot()]
    for who in PEOPLE:
        private = await stage.private(who)
        if private and who not in stage.may_hear:
            found.append(f"{who} never asked for {private[0].words!r}")
        found += [f"{one.words!r} has no off switch" for one in private if not one.actions & set(OFF.values())]
    for room in ROOMS:
        cards = Counter(one.buttons[0].subject for one in await stage.room(room) if one.buttons)
        found += [f"{count} messages are the same card" for count in cards.values() if count > 1]
    return found
