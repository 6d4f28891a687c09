"""Who may do what: every button, pressed as everybody, is what docs/roles.md says."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.chat.cards import Card
from bot.chat.events import Action, Pressed, Submitted
from bot.chat.here import Here
from bot.chat.replies import Reply, Whisper
from bot.dispatch import handle
from bot.handlers import stewarding
from bot.settings import parse
from tests.bot.chat.house import moment
from tests.bot.test_dispatch import peopled, undone
from tests.store import making
from tests.store.making import NOW

TEXT = (Path(__file__).parents[2] / "docs" / "roles.md").read_text(encoding="utf-8")
PEOPLE = ", ".join(f"{{id: {one}, name: {one.title()}, time_zone: UTC}}" for one in ("sue", "sam", "aud"))
NAMED = parse(
    f"""
company: {{name: Example Works}}
platforms: {{playground: {{people: [{PEOPLE}]}}}}
stewards: [{{platform: playground, workspace: T1, id: sue}}, {{platform: playground, workspace: T1, id: sam}}]
auditors: [{{platform: playground, workspace: T1, id: aud}}]
""",
    environ={},
)

AUTHORS = {"author", "author who left", "author from elsewhere"}
STEWARDS = {"steward", "steward who joined", "steward from elsewhere"}
EVERYONE = {*AUTHORS, *STEWARDS, "member", "stranger", "pressed once", "auditor"}
MAY = {
    "Everyone": EVERYONE,
    "Members": {"author", "member", "steward who joined"},
    "The author of a draft": {"author"},
    "The author of a draft, also after leaving": {"author", "author who left"},
    "The author of a story": {"author"},
    "The author of a story, also after leaving": {"author", "author who left"},
    "Whoever brought a find": {"author", "author who left"},
    "The colleague who is asked": {"author", "author who left"},
    "Stewards": {"steward", "steward who joined"},
    "Stewards and auditors": {"steward", "steward who joined", "auditor"},
}
WHERE = {
    "author": making.address("ana"),
    "author who left": making.address("ana"),
    "member": making.address("bo"),
    "stranger": making.address("a stranger"),
    "pressed once": making.address("one who pressed once"),
    "steward": making.address("sue"),
    "steward who joined": making.address("sam"),
    "auditor": making.address("aud"),
    "author from elsewhere": making.address("ana", workspace="T2"),
    "steward from elsewhere": making.address("sue", workspace="T2"),
}
ABOUT = {
    "The author of a draft": "draft",
    "The author of a draft, also after leaving": "draft",
    "The author of a story": "story",
    "The author of a story, also after leaving": "story",
    "Whoever brought a find": "find_news",
    "The colleague who is asked": "naming",
}
"""What the buttons of a group are about, where it is no card."""


def written() -> dict[Action, str]:
    """Each button, with the heading it stands under."""
    found: dict[Action, str] = {}
    for part in TEXT.split("\n## ")[1:]:
        heading, _, text = part.partition("\n")
        for name in re.findall(r"`(\w+)`", text):
            assert Action(name) not in found, f"{name} is named twice"
            found[Action(name)] = heading
    return found


def test_every_button_stands_under_one_heading() -> None:
    assert set(written()) == set(Action)
    assert set(written().values()) == set(MAY)


def with_roles(here: Here, role: str) -> tuple[Here, dict[str, str]]:
    """The scene of the dispatch tests, with stewards and an auditor; the author has left where the role says so."""
    _, ids = peopled(here)
    making.person(here.tx, "sam")
    if role == "author who left":
        here.tx.people.leave(ids["ana"])
    return replace(here, settings=NAMED), ids


def refused(reply: Reply | None, here: Here) -> bool:
    """Whether somebody was told, kindly, that this is not theirs."""
    w = here.words()
    told = {w.not_a_steward(), w.join_first(), w.joining_title(), w.draft_gone(), w.story_gone(), w.not_understood()}
    body = reply.body if isinstance(reply, Whisper) else None
    return (body.title if isinstance(body, Card) else body) in told


@pytest.mark.parametrize("role", sorted(EVERYONE))
def test_every_button_is_pressed_by_everybody_as_it_is_written(role: str, engine: Engine) -> None:
    with moment(engine) as bare:
        here, ids = with_roles(bare, role)
        for action, group in written().items():
            if action is Action.OPEN_LINK:
                continue  # it opens an address, and is never told to us
            subject = ids[ABOUT.get(group, "nudge")]
            with undone(here):
                reply = handle(Pressed("key", NOW, WHERE[role], action, subject), here)
                known = here.tx.people.at(WHERE[role]) is not None
            may = role in MAY[group]
            if group in ("Stewards", "Stewards and auditors"):
                assert (reply == Whisper(here.words().not_a_steward())) == (not may), (role, action)
                if role in ("stranger", "author from elsewhere", "steward from elsewhere"):
                    assert not known, "who is refused stays as unknown as before"
            else:
                assert refused(reply, here) == (not may), (role, action, reply)


@pytest.mark.parametrize("role", sorted(EVERYONE))
def test_every_form_of_the_desk_is_for_stewards_alone(role: str, engine: Engine) -> None:
    with moment(engine) as bare:
        here, ids = with_roles(bare, role)
        for form in stewarding.FORMS:
            with undone(here):
                reply = handle(Submitted("key", NOW, WHERE[role], form, ids["item"], {}), here)
            assert (reply == Whisper(here.words().not_a_steward())) == (role not in MAY["Stewards"]), (role, form)


def test_control_a_desk_that_only_looks_at_membership_would_be_noticed(engine: Engine) -> None:
    with moment(engine) as bare:
        here, _ = with_roles(bare, "member")
        event = Pressed("key", NOW, WHERE["member"], Action.DESK_ACTS, "")
        person = here.person(WHERE["member"])
        assert not refused(stewarding.PRESSES[Action.DESK_ACTS](event, person, here), here)
        assert refused(handle(event, here), here)
