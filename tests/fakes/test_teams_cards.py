"""Which cards the fake's Connector takes, and why it refuses the others."""

from typing import Any

import pytest

from tests.fakes.teams import FakeTeams, Room
from tests.fakes.teams_cards import asks, attached, card, execute, submit, text
from tests.fakes.teams_receiver import Asks

SOUND = card(
    text(),
    {"type": "ColumnSet", "columns": [{"type": "Column", "width": "auto", "items": [text()]}]},
    {"type": "FactSet", "facts": [{"title": "One", "value": "1"}]},
    {"type": "RichTextBlock", "inlines": ["Plain", {"type": "TextRun", "text": "bold"}]},
    {"type": "Table", "columns": [{"width": 1}], "rows": [{"cells": [{"items": [text()]}]}]},
    {"type": "ActionSet", "actions": [{"type": "Action.OpenUrl", "title": "Read", "url": "https://example.org"}]},
    asks("words", isRequired=True, errorMessage="Please say it"),
    asks("pick", "ChoiceSet", choices=[{"title": "A", "value": "a"}]),
    execute(),
    {"type": "Action.ShowCard", "title": "More", "card": {"type": "AdaptiveCard", "version": "1.5", "body": [text()]}},
    refresh={"action": {"type": "Action.Execute", "verb": "see"}, "userIds": []},
    msteams={"width": "Full", "entities": []},
)


async def test_a_sound_card_is_taken(teams: FakeTeams, ask: Asks, room: Room) -> None:
    await ask.sends(room.id, {"type": "message", "attachments": [attached(SOUND)]})
    assert teams.messages(room)[0].card == SOUND


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (card({"type": "Marquee"}), "card.body[0] may not be 'Marquee'"),
        (card({"type": "TextBlock"}), "card.body[0] (TextBlock) has no text"),
        (card({**text(), "txet": "x"}), "TextBlock has no property txet (card.body[0])"),
        (card({"type": "TextBlock", "text": 7}), "card.body[0].text is no text"),
        (card({"type": "Input.Text"}), "card.body[0] (Input.Text) has no id"),
        (card(asks("a"), asks("a")), "two inputs have one id: ['a', 'a']"),
        (card({"type": "Action.Http", "title": "x"}), "card.actions[0] may not be 'Action.Http'"),
        (card(submit(data=["x"])), "card.actions[0].data is no object"),
        (card({"type": "Container", "items": text()}), "card.body[0].items is no list"),
        (card({"type": "ColumnSet", "columns": [text()]}), "card.body[0].columns[0] may not be 'TextBlock'"),
        (card(version="1.6"), "Teams draws cards up to 1.5, not 1.6"),
        (card(version="new"), "version 'new' is none"),
        (card(refresh={"action": execute(), "userIds": ["29:x"] * 61}), "refresh.userIds is no list of at most 60"),
        ({"type": "AdaptiveCard", "version": "1.5", "body": ["x"]}, "card.body[0] is no object"),
        ({"type": "HeroCard"}, "card may not be 'HeroCard'"),
    ],
)
async def test_a_card_is_refused_for_what_it_is(ask: Asks, room: Room, wrong: Any, why: str) -> None:
    body = {"type": "message", "attachments": [attached(wrong)]}
    status, answer = await ask("POST", f"conversations/{room.id}/activities", body)
    assert (status, answer["error"]) == (400, {"code": "BadSyntax", "message": why})
