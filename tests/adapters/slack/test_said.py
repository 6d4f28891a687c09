"""What people say to the bot in Slack: every command everywhere, and plain words in private and in rooms."""

import pytest

from bot.chat import wording
from bot.chat.commands import SPELLINGS
from tests.adapters.slack.town import SlackTown, no_troubles, page
from tests.fakes.slack import Channel, Colleague

SAID = ("", *(one for one in SPELLINGS if one not in ("find", "story")), "pause 2w", "language deutsch", "nonsense")
"""Every word of the design's table (section 6), and a few that are none."""


def places(town: SlackTown) -> list[Channel]:
    """Where somebody may type a command: in rooms with the bot and without, with it in private, and with others."""
    world, home, ana, ben = town.slack.world, town.slack.workspace, town.ana.id, town.ben.id
    return [
        town.engineering,
        world.channel("elsewhere", home, members={ana}),
        world.open_im(town.slack.app.bot, town.ana.person),
        world.channel("", home, kind="im", members={ana, ben}),
        world.channel("mpdm-ana--ben-1", home, kind="mpim", members={ana, ben}),
    ]


async def joins(town: SlackTown) -> None:
    """Ana joins, where she has not, whatever is spoken with her."""
    await town.ana.commands(town.engineering, "/earshot", "join")
    if town.slack.modals(town.ana):
        await town.ana.presses(town.ana.modal, "join_yes.0")
        await town.ana.closes(all_=True)


def answers_seen(town: SlackTown, who: Colleague) -> int:
    """How much they were answered so far, on the spot."""
    return len(town.slack.whispers(who)) + len(town.slack.calls("views.open"))


@pytest.mark.parametrize("language", ["en-GB", "de-DE"])
async def test_every_command_is_answered_on_the_spot_wherever_it_is_typed(language: str, over_http: SlackTown) -> None:
    town = over_http
    town.ana.person.language = language
    for member in (False, True):
        for number, said in enumerate(SAID):
            if member:
                await joins(town)
            before = answers_seen(town, town.ana)
            where = places(town)[number % 5]
            await town.ana.commands(where, "/earshot", said)
            assert answers_seen(town, town.ana) > before, said
            await town.ana.closes(all_=True)
    assert town.private(town.ana) == []
    no_troubles(town)


async def test_find_and_story_are_answered_wherever_they_are_typed(over_http: SlackTown) -> None:
    town = over_http
    await town.joins(town.ana)
    for number, where in enumerate(places(town)):
        await town.ana.commands(where, "/find")
        assert town.ana.modal.body["callback_id"] == "find"
        await town.ana.closes(all_=True)
        await town.ana.commands(where, "/story", "Night shift")
        assert town.ana.modal.values["title"]["input"]["value"] == "Night shift"
        await town.ana.closes(all_=True)
        await town.ana.commands(where, "/find", f"https://127.0.0.2:{number + 1}/x")
        assert "Thanks" in town.whispered(town.ana) or "link" in town.whispered(town.ana)
    no_troubles(town)


async def test_plain_words_in_private_are_answered_in_private_and_a_thread_is_no_other_place(
    over_http: SlackTown,
) -> None:
    town = over_http
    await town.joins(town.ana)
    for number, said in enumerate(("help", "Nudges on!", "earshot: guidelines", "what is this?"), 1):
        await town.ana.writes(said)
        await town.settled()
        assert len(town.private(town.ana)) == number
    first = town.slack.messages(town.engineering)[-1:] or [town.ben.says(town.engineering, "hello")]
    await town.ana.mentions(town.engineering, f"find {page(town, 'Bread')} for Thursday", thread_ts=first[0].ts)
    await town.settled()
    assert "Bread" in town.card().text
    assert "for Thursday" in town.card().text
    assert town.card().thread_ts is None


async def test_what_is_changed_or_deleted_afterwards_is_not_said_again(over_http: SlackTown) -> None:
    town = over_http
    await town.joins(town.ana)
    await town.ana.writes("nudges on")
    await town.settled()
    [answer] = town.private(town.ana)
    said = next(one for one in town.slack.messages(town.ana) if one.user == town.ana.id)
    for changed in ("forget", "nudges off", "help"):
        [told] = await town.ana.edits(said, changed)
        assert told.taken
    [told] = await town.ana.deletes(said)
    assert told.taken
    await town.settled()
    assert town.private(town.ana) == [answer]
    await town.ana.opens_home()
    home = town.slack.home(town.ana)
    assert home is not None
    assert wording.of("en").turn_off_nudges() in str(home.blocks)
