"""What the product in Teams is compared with, each a process of its own that prints its port.

`python -m tests.benchmarks.teams_base empty APP KEY`: an empty handler on the web server the product has, behind
PyJWT's check of the token: signature, end, issuer and audience, and that it is for this service address, for which it
reads the activity. KEY: Microsoft's public one, as PEM. `… stock APP KEY METADATA`: the SDK's own adapter, as its
samples have it, with an empty turn; METADATA is where it asks for keys. Both end when nobody holds their input open any
more.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from adapters.server import Server
from adapters.teams.auth import ALGORITHM, ISSUERS, LEEWAY
from adapters.teams.entrance import PATH
from tests.fakes.stock_teams import adapter, serving


@asynccontextmanager
async def empty(app_id: str, key: RSAPublicKey) -> AsyncIterator[int]:
    """The empty handler; its port."""

    async def answer(request: web.Request) -> web.Response:
        token = request.headers["Authorization"].removeprefix("Bearer ")
        claims = jwt.decode(token, key, algorithms=[ALGORITHM], audience=app_id, issuer=list(ISSUERS), leeway=LEEWAY)
        activity = await request.json()
        return web.Response(status=200 if activity["serviceUrl"] == claims["serviceurl"] else 401)

    def attach(served: web.Application) -> None:
        served.router.add_post(PATH, answer)

    server = Server("127.0.0.1", 0, attach=[attach])
    yield await server.start()
    await server.stop()


@asynccontextmanager
async def stock(app_id: str, metadata: str) -> AsyncIterator[int]:
    """The SDK's adapter; its port."""
    login = metadata.partition("/v1/")[0]
    async with serving(adapter(app_id=app_id, secret="s", tenant="t", metadata=metadata, login=login)) as address:
        yield urlsplit(address).port or 0


async def main(what: str, app_id: str, key: str, metadata: str = "") -> None:
    """Serve until the input ends."""
    public = load_pem_public_key(key.encode())
    assert isinstance(public, RSAPublicKey)
    async with stock(app_id, metadata) if what == "stock" else empty(app_id, public) as port:
        print(port, flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
