"""The first question: another one for each colleague, and none that tells how many were there before."""

from sqlalchemy import Engine

from bot.chat.events import Action
from bot.chat.here import Here
from bot.domain import angles
from bot.domain.networks import Network
from tests.bot.chat.house import moment
from tests.bot.chat.private import Scene, scene
from tests.bot.test_boundaries import press
from tests.store import making

COLLEAGUES = 12


def asked_first(here: Here, at: Scene) -> list[str]:
    """What each colleague is asked first, in the order in which they press."""
    found = []
    for number in range(COLLEAGUES):
        one = making.person(here.tx, f"colleague {number}")
        here.tx.people.choose_networks(one.id, [Network.X], apart=False)
        press(here, Action.DRAFT, at.card.id, f"colleague {number}")
        [writing] = here.tx.drafts.begun(one.id, at.item.id)
        found.append(writing.asked[0])
    return found


def test_colleagues_start_from_different_questions_and_none_tells_how_many_began_before(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        asked = asked_first(here, at)
        assert len(set(asked)) == COLLEAGUES
        known = [angle.id for angle in angles.in_order(at.item.id, at.item.kind)]
        naive: list[str] = []
        for _ in range(COLLEAGUES):
            naive.append(angles.first(at.item.id, naive, at.item.kind).id)
        assert naive == known[:COLLEAGUES], "the control: who knows the item reads off their question who came before"
        assert sum(one == other for one, other in zip(asked, known, strict=False)) < COLLEAGUES / 2
