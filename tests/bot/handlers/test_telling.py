"""A yes to being named is to all that the name would stand beside; an edit loses nothing; no key is ever kept."""

from sqlalchemy import Engine

from bot.chat import drawing
from bot.chat.events import Action, FormName, Submitted
from bot.chat.outbox import Purpose
from bot.chat.outgoing import Send, verdict
from bot.chat.replies import FieldErrors, OpenForm
from bot.dispatch import handle
from bot.domain.stories import Naming
from tests.bot.chat.house import moment, outgoing
from tests.bot.chat.private import scene
from tests.bot.test_boundaries import BESIDE, STORY, known, press, question, tells, writes
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


TOKEN = "gh" + "p_q7RzT2mX4wK8dN5tB1vH9cJ3gL6pS0fYaEuQ"


def test_a_story_with_what_looks_like_a_live_credential_is_not_kept(engine: Engine) -> None:
    with moment(engine) as here:
        bo = making.person(here.tx, "bo")
        for name in ("title", "story", "team"):
            fields = STORY | {"team": "Us", name: f"We used {TOKEN} there."}
            reply = handle(Submitted("key", here.now, bo.address, FormName.STORY, "", fields), here)
            assert isinstance(reply, FieldErrors)
            assert list(reply.errors) == [name]
            assert TOKEN not in str(reply)
        assert here.tx.stories.of(bo.id) == []


def test_a_key_that_begins_in_one_answer_and_goes_on_in_the_next_is_held_back_too(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        opened = press(here, Action.DRAFT, at.card.id)
        assert isinstance(opened, OpenForm)
        fields = {"answer": "-----BEGIN PRIVATE KEY-----", "second": TOKEN[4:], "network": "x"}
        event = Submitted("key", here.now, at.ana.address, FormName.INTERVIEW, opened.form.subject, fields)
        reply = handle(event, here)
        assert isinstance(reply, FieldErrors)
        assert here.tx.drafts.of(at.ana.id) == []
