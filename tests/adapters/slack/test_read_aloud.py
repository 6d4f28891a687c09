"""What is heard instead of seen: a screen reader reads a message's own text, labels, and words for pictures.

Slack reads out nothing else of a message (docs.slack.dev, "chat.postMessage", `text`).
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from adapters.slack import show
from adapters.slack.text import escape, readable
from bot.chat import wording
from bot.chat.cards import Card
from tests.adapters.every import Every, Said
from tests.adapters.platform_town import TITLE
from tests.adapters.slack.town import SlackTown, asking
from tests.fakes.slack import limits

LANGUAGES = sorted(wording.LANGUAGES)
LONG = Said(text="A sentence of some length goes on. " * 170, draft="My own words, as I said them. " * 170)
PICTOGRAM = re.compile("[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f]")


def cards(language: str, said: Said) -> Iterator[tuple[str, Card]]:
    """Every card that is posted."""
    everything = Every(wording.of(language), said)
    yield from (*everything.room_cards(), *everything.private_cards())


def heard(text: str) -> str:
    """An own text as it is read out, with no care for white space."""
    return " ".join(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").split())


@pytest.mark.parametrize("said", [Said(), LONG], ids=["ordinary", "long"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_listens_hears_all_that_others_see(language: str, said: Said) -> None:
    for name, card in cards(language, said):
        shown = show.message(card, new=True)
        everything = heard(shown["text"])
        assert not shown["text"].endswith("…") or card.text.endswith("…"), name
        for line in readable(shown["blocks"]).replace("*", "").splitlines():
            for part in line.removesuffix("…").split("·"):  # facts share a line where they are seen
                assert " ".join(part.split()) in f"{everything} {card.link}", (name, part)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_heard_in_the_order_of_the_card_what_it_is_about_first(language: str) -> None:
    for name, card in cards(language, Said()):
        everything = heard(show.message(card)["text"])
        first, *others = [*card.facts] or [""]
        said = [heard(escape(one)) for one in (card.title, first, card.text, *others) if one]
        places = [everything.find(one) for one in said]
        assert places == sorted(places), name
        assert -1 not in places, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_edit_has_no_room_for_is_cut_between_words(language: str) -> None:
    cut = 0
    for name, card in cards(language, LONG):
        whole, text = show.own_text(card, most=show.LONGEST_POSTED), show.message(card)["text"]
        if text != whole:
            cut += 1
            kept = text.removesuffix("…")
            assert whole.startswith(kept), name
            assert whole[len(kept)].isspace(), name
    assert cut > 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_things_to_press_are_called_the_same(language: str) -> None:
    everything = Every(wording.of(language), Said())
    shown = [(name, show.message(card)) for name, card in (*everything.room_cards(), *everything.private_cards())]
    shown += [(name, show.whisper(body)) for name, body in everything.whispers()]
    for name, one in shown:
        does: dict[str, str] = {}
        for label, what in called(one["blocks"]):
            assert len(label) > 1, name
            assert does.setdefault(label, what) == what, (name, label)


def called(blocks: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """What is read out of all that can be pressed, and what it does."""
    for block in blocks:
        for _, element in limits.interactive(block):
            for one in element.get("options", [element]):
                label = one.get("accessibility_label") or one["text"]["text"]
                yield str(label), str(one["value"]).partition(":")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_by_a_sign_alone(language: str) -> None:
    """Texts of the product itself: without their pictograms and colours they still say what they mean."""
    everything = Every(wording.of(language), Said())
    shown = [show.message(card) for _, card in (*everything.room_cards(), *everything.private_cards())]
    shown += [show.home(page) for _, page in everything.pages()]
    shown += [show.modal(form) for _, form in everything.forms()]
    for one in shown:
        for text in limits.texts(one["blocks"]):
            assert re.search(r"\w", PICTOGRAM.sub("", text)), text
    assert PICTOGRAM.sub("", "🔖❤️") == "", "the control"


def test_every_picture_has_words() -> None:
    for name, card in cards("en", Said(title="")):
        for block in show.message(card)["blocks"]:
            for image in (block, block.get("accessory") or {}):
                assert image.get("type") != "image" or image["alt_text"].strip(), name


async def test_a_press_is_confirmed_in_one_line_with_what_matters_most_to_press_first(over_http: SlackTown) -> None:
    town = over_http
    for who, language in ((town.ana, "en"), (town.ben, "de")):
        who.person.language = f"{language}-XX"
        w = wording.of(language)
        card = await town.news(TITLE) if language == "en" else town.card()
        buttons = [one for block in card.blocks for one in block.get("elements", ()) if one["type"] == "button"]
        assert buttons[0]["value"].startswith("worth_it")
        await who.presses(card, buttons[0]["action_id"])
        [whisper] = town.slack.whispers(who)
        assert whisper.text == escape(w.noted("worth_it"))
        assert "\n" not in whisper.text
        assert [one["text"]["text"] for one in whisper.blocks[-1]["elements"]] == [w.take_it_back()]
    await asking(town)
    first = next(one for block in town.card().blocks for one in block.get("elements", ()) if one["type"] == "button")
    assert first["value"].startswith("would_share")
