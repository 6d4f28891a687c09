"""What stands on somebody's own page is drawn anew when it changes, whichever replica hears of it."""

import pytest
from sqlalchemy import Engine, select

from bot.chat.events import Action, Pressed, Reacted
from bot.chat.here import Here
from bot.chat.outbox import Purpose
from bot.dispatch import handle
from bot.domain.items import Because, Life
from bot.domain.stories import StoryState
from bot.handlers import telling
from store import rows
from tests.bot.chat.house import moment
from tests.store import making
from tests.store.looking import inside
from tests.store.making import DAY, NOW


def waits(here: Here) -> list[str]:
    """Whose page waits to be drawn."""
    o = rows.outbox
    return list(inside(here.tx).execute(select(o.c.about).where(o.c.purpose == Purpose.PAGE)).scalars())


@pytest.mark.parametrize("member", [True, False])
@pytest.mark.parametrize("action", [Action.LESS_OF_TOPIC, Action.SAVE, Action.NOT_SAVE])
def test_a_press_on_a_card_that_changes_the_page_draws_it(action: Action, member: bool, engine: Engine) -> None:
    with moment(engine) as here:
        ana, [topic] = making.person(here.tx, "ana", member=member), making.topic(here.tx, "kernel")
        room, item = making.room(here.tx), making.item(here.tx)
        making.about(here.tx, item.id, topic)
        making.card(here.tx, room.id, item.id, stands="1")
        because = (Because(topic, "Linux kernel", ("rust",)),)
        card = here.tx.rooms.put_card(
            room.id, item.id, life=Life.HEARD, because=because, brought=False, at=NOW, expires_at=NOW + DAY
        )
        handle(Pressed("key", NOW, making.address("ana"), action, card.id), here)
        assert waits(here) == ([ana.id] if member else [])


def test_an_emoji_that_saves_draws_it_as_well_and_another_does_not(engine: Engine) -> None:
    for emoji, drawn in (("🔖", True), ("👍", False)):
        with moment(engine) as here:
            ana = making.person(here.tx, "ana")
            room, item = making.room(here.tx), making.item(here.tx)
            card = making.card(here.tx, room.id, item.id, stands="1")
            assert card.message is not None
            handle(Reacted("key", NOW, making.address("ana"), card.message, emoji, added=True), here)
            assert waits(here) == ([ana.id] if drawn else [])


def test_a_story_that_goes_on_by_itself_draws_its_authors_page(engine: Engine) -> None:
    with moment(engine) as here:
        ana, room = making.person(here.tx, "ana"), making.room(here.tx)
        story = making.story(here.tx, ana.id)
        here.tx.stories.choose_room(story.id, room.id)
        here.tx.stories.set_state(story.id, StoryState.WAITING)
        telling.proceed(here.tx.stories.get(story.id) or story, here)
        told = here.tx.stories.get(story.id)
        assert told is not None
        assert told.state is StoryState.TOLD
        assert waits(here) == [ana.id]
