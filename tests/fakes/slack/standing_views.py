"""Views as they stand open: what is opened, put on top, changed and closed, and what is filled in by then."""

from tests.fakes.slack import fields
from tests.fakes.slack.things import Json, Person, View
from tests.fakes.slack.world import World


def open_first(world: World, person: Person, body: Json) -> View:
    """A modal opens; what stood open before is gone (general)."""
    close_all(world, person)
    return put_on_top(world, person, body)


def put_on_top(world: World, person: Person, body: Json) -> View:
    """A modal opens over those that stand open."""
    stack = world.modals.setdefault(person.id, [])
    id_ = world.id("V")
    view = View(id_, person, _full(world, body), world.id("hash."), stack[0].root if stack else id_)
    view.previous = stack[-1].id if stack else None
    view.values = fields.values(view.blocks)
    stack.append(view)
    world.views[id_] = view
    return view


def change(world: World, view: View, body: Json) -> View:
    """A view shows something else. What was typed stays where block and action stay the same (general)."""
    before = view.values
    view.body = _full(world, body)
    view.hash = world.id("hash.")
    view.errors = {}
    fresh = fields.values(view.blocks)
    view.values = {
        block: {action: before.get(block, {}).get(action, state) for action, state in inside.items()}
        for block, inside in fresh.items()
    }
    return view


def close_top(world: World, person: Person) -> View | None:
    """The modal on top is closed; what stood under it is seen again."""
    stack = world.modals.get(person.id, [])
    if not stack:
        return None
    view = stack.pop()
    view.open = False
    return view


def close_all(world: World, person: Person) -> list[View]:
    """All modals of a person are closed."""
    stack = world.modals.pop(person.id, [])
    for view in stack:
        view.open = False
    return stack


def _full(world: World, body: Json) -> Json:
    return {**body, "blocks": world.with_ids(body["blocks"])}
