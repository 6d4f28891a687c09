"""The Bot Connector: all that the bot says to Teams leaves here, over REST, and so does what the SDK's turns say.

Nothing is repeated by itself, but for a call that Teams did not let in: that one did nothing. The SDK's own client asks
for a token per turn on the event loop, repeats what it should not, and loses what Teams answered (facts: teams 10).
"""

import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import aiohttp
import structlog
from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import (
    Activity,
    ActivityTypes,
    ChannelAccount,
    ConversationAccount,
    Entity,
    MessageReaction,
    ResourceResponse,
)

from adapters.reading import Json, maybe, objects
from adapters.teams.calls import ANSWERS_WITHIN, Answered, call
from adapters.teams.clouds import is_service, origin
from adapters.teams.hear import STANDARD, Channel
from adapters.teams.reading import maybe_id
from adapters.teams.results import TOKEN, answered, failed, named
from adapters.teams.tokens import Tokens
from adapters.troubles import NotTold
from bot.ports import Later, Undeliverable, Unknown

log = structlog.get_logger()

NO_SENSE = Unknown("what Teams answered made no sense")


@dataclass(frozen=True, slots=True)
class Posted:
    """A new thread of a channel: its conversation, and the message it begins with."""

    conversation: str
    id: str


def thread(channel: str, message: str) -> str:
    """The conversation that a message of a channel begins."""
    return f"{channel};messageid={message}"


class Connector:
    """What may be asked of Teams. `url`: the service address of whoever it is about. All raise NotTold."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        credentials: Tokens | None,
        *,
        also: Collection[str] = (),
        within: float = ANSWERS_WITHIN,
    ) -> None:
        """`credentials`: None where nobody asks for a token, as in Microsoft's playground on this machine.

        `also`: addresses beside Microsoft's that may be spoken to, as whoever runs the bot says. `within`: seconds
        Teams has to answer.
        """
        self._session = session
        self._credentials = credentials
        self._also = frozenset(also)
        self._within = within
        self._shut_out = False
        self._crowded: tuple[str, float] = ("", 0.0)

    # ── Messages ──

    async def send(self, url: str, conversation: str, activity: Json) -> str:
        """Say something in a conversation; its id, where Teams tells one. One call, that is never repeated."""
        said = await self._call("POST", url, f"conversations/{_quoted(conversation)}/activities", activity)
        return _text(said, "id")

    async def update(self, url: str, conversation: str, message: str, activity: Json) -> None:
        """Put something in the place of a message."""
        path = f"conversations/{_quoted(conversation)}/activities/{_quoted(message)}"
        await self._call("PUT", url, path, {**activity, "id": message})

    async def delete(self, url: str, conversation: str, message: str) -> None:
        """Take a message away."""
        await self._call("DELETE", url, f"conversations/{_quoted(conversation)}/activities/{_quoted(message)}")

    async def post(self, url: str, channel: str, activity: Json, *, bot: str) -> Posted:
        """Begin a new thread in a channel. One call, that is never repeated."""
        about = {"isGroup": True, "channelData": {"channel": {"id": channel}}, "bot": {"id": bot}}
        said = await self._call("POST", url, "conversations", {**about, "activity": activity}, about=channel)
        conversation = _an_id(said, "id")
        message = said.get("activityId") or conversation.rpartition(";messageid=")[2]
        return Posted(conversation, _an_id({"id": message}, "id"))

    async def open_chat(self, url: str, person: str, *, bot: str, tenant: str) -> str:
        """Somebody's own conversation with the bot, begun where there is none; nobody is told of that."""
        asked = {
            "bot": {"id": bot},
            "isGroup": False,
            "members": [{"id": person}],
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        return _an_id(await self._call("POST", url, "conversations", asked, about=person), "id")

    # ── Teams and people ──

    async def channels(self, url: str, team: str) -> tuple[Channel, ...]:
        """The channels of a team. Its first one, whose id is the team's, comes without a name."""
        said = await self._call("GET", url, f"teams/{_quoted(team)}/conversations")
        listed = [one for one in objects(said, "conversations") if maybe_id(one, "id")]
        return tuple(Channel(maybe_id(one, "id"), _text(one, "name"), _text(one, "type") or STANDARD) for one in listed)

    async def member(self, url: str, conversation: str, person: str) -> Json:
        """Somebody in a conversation, as Teams has them. `person`: their id in Entra, or as the bot knows them."""
        return await self._call("GET", url, f"conversations/{_quoted(conversation)}/members/{_quoted(person)}")

    # ── One call ──

    def may_reach(self, url: str) -> bool:
        """Whether an address is one of Teams' service: no token leaves for another."""
        return is_service(url, self._also, alone=self._credentials is None)

    async def _call(self, method: str, url: str, path: str, body: Json | None = None, *, about: str = "") -> Json:
        if not self.may_reach(url):
            # What stands behind the host names the tenant, or somebody, and is for no log.
            log.error("not_an_address_of_teams", platform="teams", detail=origin(url) or "no address at all")
            raise NotTold(Undeliverable("it would go to an address that is not Microsoft's"), "ForeignHost")
        whole = f"{url.rstrip('/')}/v3/{path}"
        said = await self._let_in(method, whole, body)
        if said.went_well:
            return said.body
        error = named(said.body) or (TOKEN if said.status == 401 else "")
        trouble = answered(said.status, error, said.headers)
        if isinstance(trouble, Later) and said.status == 429:
            trouble = Later(trouble.seconds, everywhere=self._is_crowded(about or path, trouble.seconds))
        raise NotTold(trouble, error or f"HTTP {said.status}", said.headers)

    async def _let_in(self, method: str, url: str, body: Json | None) -> Answered:
        """What is answered; asked once more, with another token, where the first one was not taken."""
        token = await self._token()
        said = await self._once(method, url, body, token)
        if said.status == 401 and self._credentials is not None and self._credentials.refused(token):
            said = await self._once(method, url, body, await self._token())
        if said.status == 401 and not self._shut_out:
            log.error("teams_refuses_the_token", platform="teams")
        self._shut_out = said.status == 401
        return said

    async def _once(self, method: str, url: str, body: Json | None, token: str) -> Answered:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            return await call(self._session, method, url, headers=headers, body=body, within=self._within)
        except Exception as problem:  # aiohttp raises in many ways; `failed` tells them apart
            raise NotTold(failed(problem), type(problem).__name__) from problem

    async def _token(self) -> str:
        return await self._credentials.get() if self._credentials is not None else ""

    def _is_crowded(self, conversation: str, seconds: float) -> bool:
        """Whether all conversations share a limit that was met: Teams does not say which one, but two were refused."""
        now = time.monotonic()
        before, until = self._crowded
        self._crowded = conversation, now + seconds
        return before != conversation and now < until


def _quoted(id_: str) -> str:
    return quote(id_, safe="")


def _an_id(body: Mapping[str, object], name: str) -> str:
    """An id that Teams answers with. Without one nobody can say what was done. Raises NotTold."""
    found = body.get(name)
    if not isinstance(found, str) or not found:
        raise NotTold(NO_SENSE, "no id")
    return found


def _text(body: Json, name: str) -> str:
    found = body.get(name)
    return found if isinstance(found, str) else ""


# ── The SDK's turns ──

BODY = "earshot.body"
"""Under this name a turn holds the activity as it came: the SDK's own objects lose some of it."""

_INVOKED = TurnContext._INVOKE_RESPONSE_KEY

Logic = Callable[[TurnContext], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Invoked:
    """What an invoke is answered with, where a handler of the SDK's did that."""

    status: int
    body: object = None


class Turns(BotAdapter):  # type: ignore[misc]
    """The SDK's pipeline around what was heard, so that its middleware and handlers can be used. It sends by ours."""

    def __init__(self, connector: Connector) -> None:
        super().__init__()  # without `on_turn_error`: what fails must not look like what went well
        self._connector = connector

    async def turn(self, body: Json, logic: Logic) -> Invoked | None:
        """Middleware, then `logic`, for one activity that was heard and proven. Whatever they raise comes out."""
        context = TurnContext(self, _activity(body))
        context.turn_state[BODY] = body
        await self.run_pipeline(context, logic)
        said = getattr(context.turn_state.get(_INVOKED), "value", None)
        if said is None:
            return None
        return Invoked(said.status, said.body.serialize() if hasattr(said.body, "serialize") else said.body)

    async def send_activities(self, context: TurnContext, activities: list[Activity]) -> list[ResourceResponse]:
        """What a handler or middleware says, in the conversation it answers in."""
        return [await self._send(context, one) for one in activities]

    async def _send(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        if activity.type == ActivityTypes.invoke_response:
            context.turn_state[_INVOKED] = activity
        if activity.type in (ActivityTypes.invoke_response, ActivityTypes.trace):  # tools that read traces are no more
            return ResourceResponse()
        where = activity.conversation.id
        return ResourceResponse(id=await self._connector.send(activity.service_url, where, activity.serialize()))

    async def update_activity(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        """Put an activity in the place of the message whose id it has."""
        where = activity.conversation.id
        await self._connector.update(activity.service_url, where, activity.id, activity.serialize())
        return ResourceResponse(id=activity.id)

    async def delete_activity(self, context: TurnContext, reference: Any) -> None:
        """Take the message away that a reference names."""
        await self._connector.delete(reference.service_url, reference.conversation.id, reference.activity_id)


_AS_IT_IS = {
    "type": "type",
    "id": "id",
    "name": "name",
    "action": "action",
    "text": "text",
    "locale": "locale",
    "value": "value",
    "channel_id": "channelId",
    "channel_data": "channelData",
    "service_url": "serviceUrl",
    "reply_to_id": "replyToId",
    "text_format": "textFormat",
    "local_timezone": "localTimezone",
}
"""The fields of an activity that are the same in the SDK's object, by its names and Teams'."""


def _activity(body: Json) -> Activity:
    """What the SDK's pipeline and handlers look at, and no more: to have all of it read costs more than all we do."""
    fields = {ours: body.get(theirs) for ours, theirs in _AS_IT_IS.items()}
    fields["from_property"] = _account(maybe(body, "from"))
    fields["recipient"] = _account(maybe(body, "recipient"))
    fields["conversation"] = _conversation(maybe(body, "conversation"))
    for ours, theirs, made in _LISTS:
        if theirs in body:
            fields[ours] = [made(one) for one in objects(body, theirs)]
    return Activity(**fields)


def _account(one: Json) -> ChannelAccount:
    return ChannelAccount(
        id=one.get("id"), name=one.get("name"), aad_object_id=one.get("aadObjectId"), role=one.get("role")
    )


def _conversation(one: Json) -> ConversationAccount:
    return ConversationAccount(
        id=one.get("id"),
        name=one.get("name"),
        is_group=one.get("isGroup"),
        conversation_type=one.get("conversationType"),
        tenant_id=one.get("tenantId"),
    )


def _entity(one: Json) -> Entity:
    made = Entity(type=one.get("type"))
    made.additional_properties = {name: value for name, value in one.items() if name != "type"}
    return made


_LISTS: tuple[tuple[str, str, Callable[[Json], Any]], ...] = (
    ("members_added", "membersAdded", _account),
    ("members_removed", "membersRemoved", _account),
    ("reactions_added", "reactionsAdded", lambda one: MessageReaction(type=one.get("type"))),
    ("reactions_removed", "reactionsRemoved", lambda one: MessageReaction(type=one.get("type"))),
    ("entities", "entities", _entity),
)
