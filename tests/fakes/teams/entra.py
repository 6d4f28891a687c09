"""Entra's token endpoint, the managed identity's, and the OpenID documents of both Entra and the Bot Connector."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from tests.fakes.clock import Clock
from tests.fakes.teams.refusal import EntraRefused
from tests.fakes.teams.signing import ISSUER, Keys
from tests.fakes.teams.things import App, Json

SCOPE = "https://api.botframework.com/.default"
RESOURCE = "https://api.botframework.com"


class Entra:
    """Hands out tokens and knows which are good.

    `lasts`: seconds a new one is good for. `refuses`: why the app gets none, whatever else is right. `asks`: whether
    the Connector asks for one at all.
    """

    def __init__(self, app: App, clock: Clock) -> None:
        self.lasts = 3599
        self.refuses: EntraRefused | None = None
        self.asks = True
        self.issued: dict[str, datetime] = {}
        self._app = app
        self._clock = clock
        self._number = 0

    def token(self, tenant: str, args: Json) -> Json:
        """POST /{tenant}/oauth2/v2.0/token with client credentials. Raises EntraRefused."""
        app = self._app
        if self.refuses is not None:
            raise self.refuses
        if tenant != app.tenant:
            raise EntraRefused(400, "invalid_request", 90002, f"Tenant '{tenant}' not found.")
        if args.get("grant_type") != "client_credentials":
            raise EntraRefused(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.")
        if args.get("scope") != SCOPE:
            raise EntraRefused(400, "invalid_scope", 70011, "The provided value for scope is not valid.")
        if args.get("client_id") != app.id:
            raise EntraRefused(400, "unauthorized_client", 700016, "The application was not found in the directory.")
        if args.get("client_secret") != app.secret:
            raise EntraRefused(401, "invalid_client", 7000215, "Invalid client secret provided.")
        return {"token_type": "Bearer", "ext_expires_in": self.lasts, **self._new()}

    def identity(self, args: Json, headers: Mapping[str, str]) -> Json:
        """The managed identity's endpoint, as virtual machines and App Service have it. Raises EntraRefused."""
        if "Metadata" not in headers and "X-IDENTITY-HEADER" not in headers:
            raise EntraRefused(400, "invalid_request", 0, "Required metadata header not specified")
        if args.get("resource") != RESOURCE or args.get("client_id") != self._app.identity:
            raise EntraRefused(400, "invalid_request", 0, "Identity not found")
        made = self._new()
        expires_on = int(self.issued[made["access_token"]].timestamp())
        return {**made, "expires_in": str(self.lasts), "expires_on": str(expires_on), "token_type": "Bearer"}

    def good(self, token: str) -> bool:
        """Whether the Connector lets a token in."""
        until = self.issued.get(token)
        return not self.asks or (until is not None and self._clock.now() < until)

    def revoke(self) -> None:
        """No token handed out so far is good any more."""
        self.issued.clear()

    def _new(self) -> Json:
        self._number += 1
        made = f"fake-access-{self._number}"
        self.issued[made] = self._clock.now() + timedelta(seconds=self.lasts)
        return {"access_token": made, "expires_in": self.lasts}


def metadata(address: str) -> Json:
    """What login.botframework.com says of itself."""
    return {
        "issuer": ISSUER,
        "authorization_endpoint": "https://invalid.botframework.com",
        "jwks_uri": f"{address}/v1/.well-known/keys",
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
    }


def jwks(keys: Keys) -> Json:
    """The keys with which it signs."""
    return {"keys": [one.public() for one in keys.published]}


def discovery(tenant: str) -> Json:
    """What login.microsoftonline.com says of a tenant; MSAL believes no addresses but https."""
    authority = f"https://login.microsoftonline.com/{tenant}"
    return {
        "issuer": f"{authority}/v2.0",
        "authorization_endpoint": f"{authority}/oauth2/v2.0/authorize",
        "token_endpoint": f"{authority}/oauth2/v2.0/token",
    }
