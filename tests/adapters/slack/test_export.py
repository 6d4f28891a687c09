"""All that is kept about a person, in Slack: by command, at Home, and in private, however much it is."""

import json
import re
from typing import Any

import pytest

from adapters.slack.reading import Us
from bot.chat import wording
from bot.ports import Transaction
from tests.adapters.slack.town import SlackTown
from tests.fakes.slack import Colleague

EN = wording.of("en")


async def wrote(town: SlackTown, who: Colleague, *, drafts: int) -> dict[str, object]:
    """Much is kept about somebody; all of it, as the store has it."""
    await town.news("Rust in the kernel")
    await town.joins(who)
    us = Us(town.slack.workspace.id, "")

    def write(tx: Transaction) -> dict[str, object]:
        person = tx.people.at(us.person(who.id))
        assert person is not None
        [item] = tx.items.search((), since=None, limit=1, among=9).items
        for number in range(drafts):
            draft = tx.drafts.begin(person.id, item.id, angle="surprise", at=town.clock.now())
            tx.drafts.edit(draft.id, f"No. {number}. " + "“so” & <so> 🙂\n" * 150, at=town.clock.now())
        return tx.people.export(person.id)

    return await town.bot.store.tx(write)


def said(shown: Any) -> str:
    """The words of sections, in their order."""
    texts = [block["text"] for block in shown.blocks if block["type"] == "section"]
    assert {one["type"] for one in texts} <= {"plain_text"}
    return "".join(one["text"] for one in texts)


def bare(value: object) -> str:
    """A value without its white space, which may be lost where a message ends."""
    return re.sub(r"\\n|\s", "", json.dumps(value, ensure_ascii=False, default=str))


def drafts_in(heard: str) -> str:
    """The drafts, as they stand in what is for machines."""
    shown = json.loads(heard[heard.index("{", heard.index(EN.export_intro())) :], strict=False)
    return bare(shown["drafts"])


@pytest.mark.parametrize("drafts", [1, 25])
async def test_by_command_it_is_all_whispered(drafts: int, over_http: SlackTown) -> None:
    town = over_http
    kept = await wrote(town, town.ana, drafts=drafts)
    await town.ana.commands(town.engineering, "/earshot", "export")
    while (go_on := next_part(town.slack.whispers(town.ana)[-1])) is not None:
        await town.ana.presses(town.slack.whispers(town.ana)[-1], go_on)
    heard = "".join(said(one) for one in town.slack.whispers(town.ana) if said(one))
    assert drafts_in(heard) == bare(kept["drafts"])
    assert town.slack.troubles(town.ana) == []


def next_part(shown: Any) -> str | None:
    """The button that leads on, if there is one."""
    elements = [one for block in shown.blocks for one in block.get("elements", ()) if one["type"] == "button"]
    return next((one["action_id"] for one in elements if one["value"].startswith("export:")), None)


async def test_at_home_it_is_read_in_one_window_part_by_part(over_http: SlackTown) -> None:
    town = over_http
    kept = await wrote(town, town.ana, drafts=25)
    await town.ana.opens_home()
    home = town.slack.home(town.ana)
    assert home is not None
    await town.ana.presses(home, EN.export_label())
    heard = [said(town.ana.modal)]
    while (go_on := next_part(town.ana.modal)) is not None:
        await town.ana.presses(town.ana.modal, go_on)
        heard.append(said(town.ana.modal))
    assert len(heard) > 2
    assert drafts_in("".join(heard)) == bare(kept["drafts"])
    assert len(town.slack.modals(town.ana)) == 1


async def test_in_private_it_comes_in_order_without_a_word_lost(over_http: SlackTown) -> None:
    town = over_http
    kept = await wrote(town, town.ana, drafts=6)
    await town.ana.writes("export")
    for _ in range(4):
        await town.settled()
    messages = town.private(town.ana)
    assert len(messages) > 2
    assert drafts_in("".join(said(one) for one in messages)) == bare(kept["drafts"])
    assert all(one.blocks[-1]["elements"][0]["value"] == "answers_off:" for one in messages)
