"""All there is, and how it is looked up. It knows no HTTP and tells nobody; `events.py` does that."""

from collections.abc import Iterable
from datetime import timedelta

from tests.fakes.clock import Clock
from tests.fakes.slack.things import (
    App,
    Channel,
    Installation,
    Json,
    Person,
    Post,
    ResponseUrl,
    Trigger,
    Trouble,
    View,
    Whisper,
    Workspace,
)

TRIGGER_LASTS = timedelta(seconds=3)
URL_LASTS = timedelta(minutes=30)
URL_USES = 5


class World:
    """Workspaces, people, channels and what stands in them. Ids are unique over all workspaces."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.app = App()
        self.workspaces: dict[str, Workspace] = {}
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.posts: list[Post] = []
        self.whispers: list[Whisper] = []
        self.views: dict[str, View] = {}
        self.modals: dict[str, list[View]] = {}
        self.homes: dict[tuple[str, str], View] = {}
        self.troubles: list[Trouble] = []
        self.triggers: dict[str, Trigger] = {}
        self.urls: dict[str, ResponseUrl] = {}
        self.installations: list[Installation] = []
        self._number = 0
        self._last = 0

    # ── Making ──

    def id(self, prefix: str) -> str:
        """A new id that looks like one of Slack's."""
        self._number += 1
        return f"{prefix}0{self._number:08d}"

    def ts(self) -> str:
        """A new timestamp: every one is later than the one before, as in one channel of Slack."""
        self._last = max(self._last + 1, int(self.clock.now().timestamp() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def workspace(self, name: str = "Example Works", *, enterprise: str | None = None) -> Workspace:
        """A new workspace."""
        made = Workspace(self.id("T"), name, name.lower().replace(" ", "-"), enterprise)
        self.workspaces[made.id] = made
        return made

    def person(self, name: str, workspace: Workspace, *, grid: bool = False) -> Person:
        """A new person. `grid`: with an id that starts with W, as some in Enterprise organisations."""
        made = Person(self.id("W" if grid else "U"), name, f"{name.capitalize()} Example", workspace)
        self.people[made.id] = made
        return made

    def channel(self, name: str, workspace: Workspace, *, kind: str = "public", members: Iterable[str] = ()) -> Channel:
        """A new channel."""
        made = Channel(self.id("D" if kind == "im" else "C"), name, kind, workspace, set(members))
        self.channels[made.id] = made
        return made

    def install(self, *workspaces: Workspace, scopes: Iterable[str] | None = None, wide: bool = False) -> Installation:
        """The app in these workspaces, with a bot user and a token of its own."""
        bot = self.person("earshot", workspaces[0])
        bot.is_bot = True
        granted = self.app.scopes if scopes is None else frozenset(scopes)
        made = Installation(
            f"xoxb-fake-{bot.id}", bot, self.id("B"), list(workspaces), granted, wide=wide
        )  # fmt: skip
        self.installations.append(made)
        return made

    def trouble(self, person: Person, what: str, why: str) -> None:
        """A person sees an error."""
        self.troubles.append(Trouble(person, what, why))

    def trigger(self, person: Person, view: View | None = None) -> Trigger:
        """A fresh `trigger_id`."""
        made = Trigger(f"{self.id('1')}.{self.id('2')}.fake", person, self.clock.now(), view)
        self.triggers[made.id] = made
        return made

    def url(
        self, app: Installation, person: Person, channel: Channel, original: Post | Whisper | None = None
    ) -> ResponseUrl:
        """A fresh `response_url`."""
        made = ResponseUrl(self.id("R"), app, person, channel, self.clock.now(), original)
        self.urls[made.id] = made
        return made

    # ── Looking up ──

    def im(self, bot: Person, person: Person) -> Channel | None:
        """The conversation of these two, where there is one."""
        both = {bot.id, person.id}
        return next((one for one in self.channels.values() if one.is_im and one.members == both), None)

    def open_im(self, bot: Person, person: Person) -> Channel:
        """The conversation of these two, begun where there is none."""
        return self.im(bot, person) or self.channel("", bot.workspace, kind="im", members=(bot.id, person.id))

    def standing(self, channel: Channel) -> list[Post]:
        """The messages of a channel as they stand, the oldest first."""
        return [one for one in self.posts if one.channel is channel and not one.deleted]

    def post_at(self, channel: Channel, ts: object) -> Post | None:
        """The message there."""
        return next((one for one in self.standing(channel) if one.ts == ts), None)

    def of_bot(self, person_id: str) -> Installation | None:
        """Whose bot user this is."""
        return next((one for one in self.installations if one.bot.id == person_id), None)

    def app_of(self, workspace: Workspace) -> Installation:
        """The app as it lives in a workspace. Raises LookupError where it does not."""
        for one in reversed(self.installations):
            if one.state == "live" and workspace in one.workspaces:
                return one
        raise LookupError(f"the app is not installed in {workspace.name}")

    def installed(self, channel: Channel) -> list[Installation]:
        """The installations that still live and whose bot is in a channel."""
        return [one for one in self.installations if one.state == "live" and one.bot.id in channel.members]

    def post(
        self, channel: Channel, *, user: str | None, text: str, blocks: list[Json] | None = None, bot: str | None = None
    ) -> Post:
        """A new message."""
        made = Post(channel, self.ts(), user, text, self.with_ids(blocks or []), bot)
        self.posts.append(made)
        return made

    def with_ids(self, blocks: list[Json]) -> list[Json]:
        """The blocks with the ids Slack gives to those, and to elements, that have none (general)."""
        done = []
        for block in blocks:
            full = {**block, "block_id": block.get("block_id") or self.id("b")}
            if isinstance(full.get("element"), dict):
                full["element"] = self._with_action(full["element"])
            if isinstance(full.get("accessory"), dict) and full["accessory"]["type"] != "image":
                full["accessory"] = self._with_action(full["accessory"])
            inside = {"actions": "elements", "context_actions": "elements", "card": "actions"}.get(full["type"])
            if inside in full:
                full[inside] = [self._with_action(one) for one in full[inside]]
            done.append(full)
        return done

    def _with_action(self, element: Json) -> Json:
        return {**element, "action_id": element.get("action_id") or self.id("a")}
