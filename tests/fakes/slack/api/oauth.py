"""Installing: what a person decides on Slack's page, oauth.v2.access, which takes the code for a token, and its end."""

from dataclasses import dataclass, field

from tests.fakes.slack import shapes
from tests.fakes.slack.api.context import Context
from tests.fakes.slack.refusal import Refused
from tests.fakes.slack.things import Installation, Json, Person, Workspace
from tests.fakes.slack.world import World


def uninstall(context: Context) -> Json:
    """apps.uninstall: the app's own secret takes it out of the workspace of the token."""
    app = context.world.app
    if context.text("client_id") != app.client_id:
        raise Refused("invalid_client_id")
    if context.text("client_secret") != app.client_secret:
        raise Refused("bad_client_secret")
    context.app.state = "gone"
    context.events.to(context.app, {"type": "app_uninstalled"})
    return {}


@dataclass(eq=False)
class Grant:
    """A code that was handed out. `used`: it was exchanged."""

    code: str
    workspace: Workspace
    person: Person
    scopes: frozenset[str]
    redirect_uri: str
    wide: bool = False
    used: bool = False


@dataclass(eq=False)
class Installing:
    """What a person does on Slack's own page when they install the app.

    `person` and `workspace`: who, and where; `refuses`: they press "Cancel"; `without`: optional scopes they leave out;
    `wide`: they install it for the whole organisation.
    """

    world: World
    person: Person
    workspace: Workspace
    refuses: bool = False
    without: frozenset[str] = frozenset()
    wide: bool = False
    grants: dict[str, Grant] = field(default_factory=dict)

    def authorize(self, query: Json) -> str:
        """Where the person is led after they decided. Raises Refused for what Slack shows as an error page."""
        app = self.world.app
        if query.get("client_id") != app.client_id:
            raise Refused("invalid_client_id")
        known = app.redirect_urls
        uri = query.get("redirect_uri") or (known[0] if known else "")
        if not any(uri.startswith(one) for one in known):
            raise Refused("bad_redirect_uri")
        asked = frozenset(str(query.get("scope") or "").split(",")) - {""}
        if not asked:
            raise Refused("invalid_scope")
        state = query.get("state") or ""
        if self.refuses:
            return f"{uri}?error=access_denied&state={state}"
        code = self.world.id("code")
        workspace = self.world.workspaces.get(str(query.get("team") or "")) or self.workspace
        granted = asked - self.without
        self.grants[code] = Grant(code, workspace, self.person, granted, uri, self.wide)
        return f"{uri}?code={code}&state={state}"

    def access(self, args: Json) -> Json:
        """oauth.v2.access. Installing once more keeps the bot and its token, and adds the scopes (general)."""
        app = self.world.app
        if args.get("client_id") != app.client_id:
            raise Refused("invalid_client_id")
        if args.get("client_secret") != app.client_secret:
            raise Refused("bad_client_secret")
        grant = self.grants.get(str(args.get("code") or ""))
        if grant is None:
            raise Refused("invalid_code")
        if grant.used:
            raise Refused("code_already_used")
        if args.get("redirect_uri") and args["redirect_uri"] != grant.redirect_uri:
            raise Refused("bad_redirect_uri")
        grant.used = True
        return self._installed(grant)

    def _installed(self, grant: Grant) -> Json:
        found = self._live(grant)
        if found is None:
            everywhere = [one for one in self.world.workspaces.values() if one.enterprise == grant.workspace.enterprise]
            where = everywhere if grant.wide else [grant.workspace]
            found = self.world.install(*where, scopes=grant.scopes, wide=grant.wide)
        found.scopes |= grant.scopes
        found.installer = grant.person
        return {
            "access_token": found.token,
            "token_type": "bot",
            "scope": ",".join(sorted(found.scopes)),
            "bot_user_id": found.bot.id,
            "app_id": self.world.app.id,
            "team": None if grant.wide else {"id": grant.workspace.id, "name": grant.workspace.name},
            "enterprise": shapes.enterprise(grant.workspace),
            "is_enterprise_install": grant.wide,
            "authed_user": {"id": grant.person.id},
        }

    def _live(self, grant: Grant) -> Installation | None:
        for one in self.world.installations:
            if one.state == "live" and one.wide == grant.wide and grant.workspace in one.workspaces:
                return one
        return None
