"""Help with own words: what sounds alike is told so, what must not go out is held back, questions are answered."""

import asyncio
import random
import re

import pytest

from bot import dispatch
from bot.chat.events import Action, Pressed
from bot.chat.here import Here
from bot.chat.replies import OpenForm
from bot.domain import angles
from bot.domain.items import ItemKind, Life
from bot.domain.networks import Network
from bot.ports import Transaction
from store.database import Database
from tests.jobs.house import settings
from tests.store import making
from tests.store.looking import raw
from tests.town import Json, Town, TownMaker, actions, subject
from tests.walks.steps import asking, form, words

ANSWER = "I once spent a whole week chasing a bug the borrow checker would have found. I would never do that again."
ALIKE = "I once lost a whole week chasing a bug the borrow checker would have shown us. I would never do that again."
OTHER = "Our apprentices read driver code every Friday morning. It began as a joke, and now nobody wants to miss it."
HOUSE = """
guidelines:
  - {title: Say where you work, text: "If it touches our work, say that you work here."}
  - {title: Money stays inside, text: "No figures that are not public.", about: [figure]}
guidelines_check: {client_names: [Brightwater Schools]}
"""
TOKEN = "ghp_" + "aB3dE6gH9jK2mN5pQ8rS1tU4vW7xY0zA1bC2"


async def draft(town: Town, card: Json, who: str, answer: str, *, network: str = "bluesky") -> Json | None:
    """From the button to the draft; returns what was said on the spot."""
    opened = form(await town.press(who, "draft", card))
    return await town.submit(who, "interview", {"answer": answer, "network": network}, subject=opened["subject"])


async def newest(town: Town, who: str) -> Json:
    return (await town.private(who))[-1]


async def test_a_draft_that_sounds_like_a_colleagues_is_told_so_and_not_whose(town: Town) -> None:
    for who in ("ana", "ben", "farah"):
        await town.join(who, networks=["bluesky"])
    card = await asking(town)
    await draft(town, card, "ana", ANSWER)
    await draft(town, card, "ben", ALIKE)
    await draft(town, card, "farah", OTHER)

    facts = {who: " ".join((await newest(town, who))["card"]["facts"]) for who in ("ana", "ben", "farah")}
    assert "sounds much like" in facts["ben"]
    assert "other_question" in actions(await newest(town, "ben"))
    assert "sounds much like" not in facts["farah"], "the control: what is one's own is not told so"
    assert "Ana" not in str(await town.private("ben"))


async def test_other_words_make_it_ones_own_and_thrown_away_words_are_compared_with_nothing(town: Town) -> None:
    for who in ("ana", "ben", "farah"):
        await town.join(who, networks=["bluesky"])
    card = await asking(town)
    await draft(town, card, "ana", ANSWER)
    await draft(town, card, "ben", ALIKE)
    mine = await newest(town, "ben")
    opened = form(await town.press("ben", "edit_draft", mine))
    await town.submit("ben", "edit_draft", {"text": OTHER}, subject=opened["subject"])
    assert "sounds much like" not in str((await newest(town, "ben"))["card"]["facts"])

    await town.press("ana", "throw_away", await newest(town, "ana"))
    await draft(town, card, "farah", ALIKE)
    assert "sounds much like" not in str((await newest(town, "farah"))["card"]["facts"])


SUBJECTS = ["we", "they", "somebody", "apprentices", "colleagues", "neighbours", "engineers", "visitors", "pilots"]
VERBS = ["rebuilt", "measured", "borrowed", "painted", "carried", "questioned", "repaired", "translated", "counted"]
OBJECTS = ["bridges", "drivers", "turbines", "gardens", "ledgers", "kettles", "boats", "radios", "lanterns", "sensors"]


def said(chance: random.Random) -> str:
    """Three sentences nobody else says."""
    return " ".join(
        f"{chance.choice(SUBJECTS).title()} {chance.choice(VERBS)} {chance.choice(OBJECTS)} near number"
        f" {chance.randrange(10**6)} before {chance.choice(OBJECTS)} arrived."
        for _ in range(3)
    )


def runs(text: str, length: int = 4) -> set[tuple[str, ...]]:
    """Every run of so many words."""
    found = re.findall(r"\w+", text.casefold())
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


@pytest.mark.parametrize("seed", range(3))
async def test_no_run_of_words_of_a_colleagues_draft_appears_in_anything_one_is_shown(town: Town, seed: int) -> None:
    chance = random.Random(seed)
    who = ("ana", "ben", "farah", "yuki")
    for one in who:
        await town.join(one, networks=["bluesky"])
    card = await asking(town)
    theirs: dict[str, str] = {}
    shown: dict[str, str] = dict.fromkeys(who, "")
    for one in who:
        mine = said(chance)
        if theirs and chance.random() < 0.7:  # many sound alike, so that there is something to tell
            mine = chance.choice(list(theirs.values())).replace("near", "beside")
        theirs[one] = mine
        shown[one] += str(await draft(town, card, one, mine))
        draft_card = await newest(town, one)
        for action in ("check_draft", "show_draft"):
            shown[one] += str(await town.press(one, action, subject(draft_card, "edit_draft")))
    for one in who:
        shown[one] += str(await town.state(one)) + str(await town.ask(one, "me"))
    own = {one: runs(theirs[one]) for one in who}
    for one in who:
        others = set().union(*(own[other] for other in who if other != one)) - own[one]
        assert not runs(shown[one]) & others
    leaking = f"It sounds like “{theirs['ana']}”"
    assert runs(leaking) & (own["ana"] - own["ben"] or own["ana"]), "the control: a message that quotes is noticed"


async def test_from_five_on_a_card_says_where_an_item_is_well_covered(town: Town) -> None:
    card = await asking(town)
    people = ("ana", "ben", "chloe", "farah", "yuki")
    for number, who in enumerate(people):
        await town.join(who, networks=["bluesky"])
        await draft(town, card, who, f"{OTHER} This is what number {number} says of it.")
        await town.later(minutes=2)
        [shown] = await town.room("engineering")
        assert ("well covered" in " ".join(shown["card"]["facts"]).casefold()) == (number == 4)


async def test_what_looks_like_a_live_credential_is_neither_kept_nor_sent(town: Town) -> None:
    await town.join("ana", networks=["bluesky"])
    card = await asking(town)
    reply = await draft(town, card, "ana", f"We used {TOKEN} for the build. It was quick.")
    assert reply is not None
    assert "hold" in reply["errors"]["answer"]
    assert TOKEN not in str(reply)
    assert await town.private("ana") == []
    assert TOKEN.encode() not in raw(town.folder / "earshot.db")

    await draft(town, card, "ana", ANSWER)
    opened = form(await town.press("ana", "edit_draft", await newest(town, "ana")))
    edited = await town.submit("ana", "edit_draft", {"text": f"{ANSWER} {TOKEN}"}, subject=opened["subject"])
    assert edited is not None
    assert "text" in edited["errors"]
    assert TOKEN not in str(await town.state("ana"))


async def test_a_check_is_on_request_in_private_and_leaves_nothing_behind(make_town: TownMaker) -> None:
    town = await make_town(house=HOUSE)
    await town.join("ana", networks=["bluesky"])
    card = await asking(town)
    await draft(town, card, "ana", "Brightwater Schools loved it. Our revenue grew by 12 % last quarter.")
    mine = await newest(town, "ana")
    assert "Brightwater" not in str(mine["card"]["facts"]), "nobody asked"
    before = raw(town.folder / "earshot.db")
    reply = await town.press("ana", "check_draft", subject(mine, "edit_draft"))
    said_of_it = words(reply)
    assert "Brightwater Schools" in said_of_it
    assert "Money stays inside" in said_of_it
    assert "none of it is kept" in said_of_it
    assert len(await town.private("ana")) == 1
    assert raw(town.folder / "earshot.db") == before
    assert "Brightwater" not in words(await town.press("ben", "check_draft", subject(mine, "edit_draft")))


async def test_talk_about_pay_is_never_flagged(make_town: TownMaker) -> None:
    town = await make_town(house=HOUSE)
    await town.join("ana", networks=["bluesky"])
    card = await asking(town)
    await draft(town, card, "ana", "I earn 52,000 a year and my colleague 60,000. Brightwater Schools pays better.")
    reply = await town.press("ana", "check_draft", subject(await newest(town, "ana"), "edit_draft"))
    assert "I noticed nothing" in words(reply)


async def test_a_question_about_guidelines_is_answered_with_the_paragraphs_that_apply(make_town: TownMaker) -> None:
    town = await make_town(house=HOUSE)
    answer = words(await town.ask("ben", "guidelines may I mention our revenue figures?"))
    assert "Money stays inside" in answer
    assert "Say where you work" not in answer
    everything = words(await town.ask("ben", "guidelines"))
    assert "Say where you work" in everything
    assert "Money stays inside" in everything


# ── Sixty at once ──


async def asks(store: Database, card_id: str, number: int) -> str:
    """Somebody presses "Draft it with me"; the question they are asked."""

    def run(tx: Transaction) -> str:
        here = Here(tx, settings(), making.NOW)
        event = Pressed(f"press {number}", making.NOW, making.address(f"p{number}"), Action.DRAFT, card_id)
        reply = dispatch.handle(event, here)
        assert isinstance(reply, OpenForm)
        writing = tx.drafts.get(reply.form.subject)
        assert writing is not None
        return writing.angle

    return await store.tx(run)


async def test_sixty_who_ask_at_once_start_from_different_questions_until_all_are_used(store: Database) -> None:
    def prepare(tx: Transaction) -> str:
        for number in range(60):
            one = making.person(tx, f"p{number}")
            tx.people.choose_networks(one.id, [Network.MASTODON], apart=False)
        item = making.item(tx)
        return making.card(tx, making.room(tx).id, item.id, life=Life.ASKING, stands="m1").id

    card_id = await store.tx(prepare)
    asked = await asyncio.gather(*(asks(store, card_id, number) for number in range(60)))
    there_are = len([one for one in angles.ANGLES if ItemKind.FIND in one.kinds])
    assert there_are >= 24
    assert len(set(asked)) == min(60, there_are)
    assert max(asked.count(one) for one in asked) == -(-60 // there_are)


def test_control_whoever_takes_the_first_question_repeats_it_at_once() -> None:
    first = [angles.in_order("item", ItemKind.FIND)[0].id for _ in range(60)]
    assert len(set(first)) == 1
