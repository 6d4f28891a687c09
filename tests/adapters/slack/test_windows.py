"""Where answers stand in Slack: on top of the window somebody is in, or beside a message where none opens any more."""

import pytest

from tests.adapters.slack.town import SlackTown, asking, no_troubles, words
from tests.fakes.slack import Colleague, Refuse


async def test_whoever_has_not_joined_reads_the_page_first_where_they_stand(town: SlackTown) -> None:
    card = await asking(town)
    await town.ana.presses(card, "Draft it with me")
    [whisper] = town.slack.whispers(town.ana)
    assert "Before you join" in whisper.text
    await town.ana.presses(whisper, "join.1")
    assert len(town.slack.modals(town.ana)) == 1
    await town.ana.presses(town.ana.modal, "Join")
    assert len(town.slack.modals(town.ana)) == 2  # the words stand on the page, and the page below is theirs now
    assert "nudges" in words(town.slack.modals(town.ana)[0]).lower()
    assert town.private(town.ana) == []
    no_troubles(town)


async def test_a_page_asked_for_in_a_room_is_seen_at_once(town: SlackTown) -> None:
    await town.joins(town.ana, "bluesky")
    await town.ana.commands(town.engineering, "/earshot", "me")
    assert "Ana" in town.ana.modal.title
    assert "bluesky" in words(town.ana.modal).lower()
    assert town.slack.home(town.ana) is None  # it is drawn when she opens it
    no_troubles(town)


@pytest.mark.parametrize("late", ["expired_trigger_id", "exchanged_trigger_id"])
async def test_a_window_that_opens_no_more_is_a_button_that_opens_it_again(town: SlackTown, late: str) -> None:
    card = await asking(town)
    await town.joins(town.ana, "bluesky")
    for ask in (lambda: town.ana.presses(card, "Draft it with me"), lambda: told(town, town.ana)):
        town.slack.faults.put("views.open", Refuse(late))
        await ask()
        [whisper] = town.slack.whispers(town.ana, "response_url")[-1:]
        assert town.slack.modals(town.ana) == []
        button = whisper.blocks[-1]["elements"][0]
        await town.ana.presses(whisper, button["action_id"])
        assert town.ana.modal.blocks
        await town.ana.closes(all_=True)
    no_troubles(town)


async def told(town: SlackTown, who: Colleague) -> None:
    """A form is asked for by a command."""
    await who.commands(town.engineering, "/find")
