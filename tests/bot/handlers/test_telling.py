"""A yes to being named is to all that the name would stand beside, and an edit loses nothing else."""

from sqlalchemy import Engine

from bot.chat import drawing
from bot.chat.outbox import Purpose
from bot.chat.outgoing import Send, verdict
from bot.domain.stories import Naming
from tests.bot.chat.house import moment, outgoing
from tests.bot.chat.private import scene
from tests.bot.test_boundaries import BESIDE, known, question, tells, writes
from tests.store import making


def test_a_yes_beside_one_kind_of_story_is_none_beside_another(engine: Engine) -> None:
    with moment(engine) as here:
        making.room(here.tx)
        making.person(here.tx, "bo")
        making.person(here.tx, "ana")
        making.person(here.tx, "cem")
        story = writes(here, BESIDE, picture="")
        tells(here, story)
        asked = question(here)
        assert asked is not None
        shown = verdict(outgoing(Purpose.NAMING, asked, person_id=known(here).id), here)
        assert isinstance(shown, Send)
        assert here.words().story_kind(story.kind) in shown.card.facts, "she sees what it would stand beside"
        here.tx.stories.answer_naming(asked, Naming.YES)
        same = writes(here, BESIDE, subject=story.id, picture="")
        assert same.may_name() == ("Ana",), "the control: the same story once more"
        other = writes(here, BESIDE | {"kind": "award"}, subject=story.id, picture="")
        assert other.may_name() == ()


def test_a_story_that_is_edited_still_says_what_prompted_it(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        story = writes(here, BESIDE, subject=at.card.id)
        assert drawing.prompted_by(story, here) == at.item.title
        again = writes(here, BESIDE, subject=story.id)
        assert drawing.prompted_by(again, here) == at.item.title
