"""views.*: modals and Homes."""

from tests.fakes.slack import limits, shapes
from tests.fakes.slack.api.context import Context
from tests.fakes.slack.refusal import Refused
from tests.fakes.slack.standing_views import change, open_first, put_on_top
from tests.fakes.slack.things import Json, Trigger, View
from tests.fakes.slack.world import TRIGGER_LASTS

MOST_STACKED = 3


def open_(context: Context) -> Json:
    """views.open."""
    body = checked(context, "modal")
    trigger = _trigger(context)
    trigger.used = True
    return _shown(context, open_first(context.world, trigger.person, body))


def push(context: Context) -> Json:
    """views.push: on top of the modal the trigger was pressed in."""
    body = checked(context, "modal")
    trigger = _trigger(context)
    stack = context.world.modals.get(trigger.person.id, [])
    if trigger.view is None or trigger.view not in stack:
        raise Refused("not_found")
    if len(stack) >= MOST_STACKED:
        raise Refused("push_limit_reached")
    trigger.used = True
    return _shown(context, put_on_top(context.world, trigger.person, body))


def update(context: Context) -> Json:
    """views.update."""
    body = checked(context, "modal", "home")
    view = _named(context)
    _same_hash(context, view)
    return _shown(context, change(context.world, view, body))


def publish(context: Context) -> Json:
    """views.publish: the person's Home."""
    world = context.world
    person = world.people.get(context.text("user_id"))
    body = checked(context, "home")
    if person is None or person.is_bot:
        raise Refused("user_not_found" if person is None else "invalid_arguments")
    if not world.app.home_tab:
        raise Refused("not_enabled")
    key = (context.app.workspace.id, person.id)
    view = world.homes.get(key)
    if view is not None:
        _same_hash(context, view)
        return _shown(context, change(world, view, body))
    id_ = world.id("V")
    view = world.homes[key] = View(id_, person, _with_ids(context, body), world.id("hash."), id_)
    world.views[id_] = view
    return _shown(context, view)


def checked(context: Context, *types: str) -> Json:
    """The view of the call, if it may be shown."""
    body = context.json("view", "invalid_arguments")
    if not isinstance(body, dict):
        raise Refused("invalid_arguments", "[ERROR] missing required field: view")
    verdict = limits.view(body)
    if verdict is not None:
        raise Refused(verdict.error, *verdict.messages)
    if body["type"] not in types:
        raise Refused("invalid_arguments", f"[ERROR] must be of type {types[0]} [json-pointer:/view/type]")
    external = body.get("external_id")
    if external and any(one.open and one.body.get("external_id") == external for one in _others(context)):
        raise Refused("duplicate_external_id")
    return body


def _others(context: Context) -> list[View]:
    asked = context.args.get("view_id"), context.args.get("external_id")
    return [
        one for one in context.world.views.values() if one.id != asked[0] and one.body.get("external_id") != asked[1]
    ]


def _trigger(context: Context) -> Trigger:
    found = context.world.triggers.get(context.text("trigger_id"))
    if found is None:
        raise Refused("invalid_trigger_id")  # (general)
    if context.world.clock.now() - found.at > TRIGGER_LASTS:
        raise Refused("expired_trigger_id")
    if found.used:
        raise Refused("exchanged_trigger_id")
    return found


def _named(context: Context) -> View:
    named, external = context.args.get("view_id"), context.args.get("external_id")
    for view in context.world.views.values():
        if view.open and ((named and view.id == named) or (external and view.body.get("external_id") == external)):
            return view
    raise Refused("not_found")


def _same_hash(context: Context, view: View) -> None:
    asked = context.args.get("hash")
    if asked and asked != view.hash:
        raise Refused("hash_conflict")


def _with_ids(context: Context, body: Json) -> Json:
    return {**body, "blocks": context.world.with_ids(body["blocks"])}


def _shown(context: Context, view: View) -> Json:
    return {"view": shapes.view(view, context.app, context.world.app.id)}
