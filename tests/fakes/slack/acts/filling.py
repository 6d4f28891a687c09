"""What people do with a modal: fill it in, send it, close it."""

from collections.abc import Mapping

from tests.fakes.slack import fields, limits, standing_views
from tests.fakes.slack.acts import payloads
from tests.fakes.slack.acts.talking import Acting
from tests.fakes.slack.telling.courier import Kind
from tests.fakes.slack.things import Json, View


class Filling(Acting):
    """Modals."""

    @property
    def modal(self) -> View:
        """The modal on top. Raises NotThere."""
        stack = self.stage.world.modals.get(self.id)
        if not stack:
            raise fields.NotThere(f"{self.person.name} has no modal open")
        return stack[-1]

    def fills(self, values: Mapping[str, object]) -> View:
        """Fill in fields of the modal on top, named by block_id, action_id or label; the bot hears nothing yet."""
        view = self.modal
        for name, value in values.items():
            block, element = fields.find(view.blocks, name)
            view.values[block["block_id"]][element["action_id"]] = fields.state(element, value)
        return view

    async def submits(self, values: Mapping[str, object] | None = None) -> dict[str, str]:
        """Fill in and send the modal on top. Gives back what is shown beside its fields, by block; empty if nothing is.

        What Slack itself refuses (a required field left empty, no link where one belongs) never reaches the bot.
        """
        view = self.fills(values or {})
        view.errors = fields.refused(view.blocks, view.values)
        if view.errors:
            return view.errors
        payload = payloads.base(self.stage, self.app, self.person, "view_submission", view=view)
        payload |= {"view": payloads.of_view(self.stage, self.app, view), "response_urls": []}
        told = await self.stage.courier.once(Kind.INTERACTIVE, payload)
        if not self.failed(told, view.title):
            self._follow(view, told.answer)
        return view.errors

    async def closes(self, *, all_: bool = False) -> None:
        """Close the modal on top, or all; the bot hears of it where it asked to."""
        world = self.stage.world
        closed = (
            standing_views.close_all(world, self.person) if all_ else [standing_views.close_top(world, self.person)]
        )
        for view in closed:
            if view is not None and view.body.get("notify_on_close"):
                payload = payloads.base(self.stage, self.app, self.person, "view_closed", view=view)
                payload |= {"view": payloads.of_view(self.stage, self.app, view), "is_cleared": all_}
                del payload["trigger_id"]
                await self.stage.courier.once(Kind.INTERACTIVE, payload)

    def _follow(self, view: View, answer: object) -> None:
        """What the answer to a submission does; what Slack cannot follow is an error for the person (general)."""
        world, person = self.stage.world, self.person
        match answer:
            case None | {"response_action": None}:
                standing_views.close_top(world, person)
            case {"response_action": "clear"}:
                standing_views.close_all(world, person)
            case {"response_action": "errors", "errors": dict(errors)} if self._fits(view, errors):
                view.errors = errors
            case {"response_action": "update", "view": dict(body)} if limits.view(body) is None:
                standing_views.change(world, view, body)
            case {"response_action": "push", "view": dict(body)} if limits.view(body) is None:
                standing_views.put_on_top(world, person, body)
            case dict(other) if not other:
                standing_views.close_top(world, person)
            case _:
                world.trouble(person, view.title, f"invalid_response: {answer!r}"[:200])

    @staticmethod
    def _fits(view: View, errors: Json) -> bool:
        """Errors belong to input blocks that stand there, and say something."""
        known = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        return bool(errors) and set(errors) <= known and all(isinstance(one, str) and one for one in errors.values())
