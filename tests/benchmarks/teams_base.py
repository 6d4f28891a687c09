"""The server the product has, with an empty handler that verifies the same token: what ours is compared with in Teams.

The check is PyJWT's: signature, end, issuer and audience, and that it is for this service address, for which it reads
the activity. A process of its own. `python -m tests.benchmarks.teams_base APP KEY`, the latter being Microsoft's public
one, as PEM: prints its port, and ends when nobody holds its input open any more.
"""

import asyncio
import sys

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from adapters.teams.auth import ALGORITHM, ISSUERS, LEEWAY
from adapters.teams.entrance import PATH
from tests.benchmarks.serving import serve


async def main(app_id: str, pem: str) -> None:
    """Serve until the input ends."""
    key = load_pem_public_key(pem.encode())
    assert isinstance(key, RSAPublicKey)

    async def answer(request: web.Request) -> web.Response:
        token = request.headers["Authorization"].removeprefix("Bearer ")
        claims = jwt.decode(token, key, algorithms=[ALGORITHM], audience=app_id, issuer=[*ISSUERS], leeway=LEEWAY)
        activity = await request.json()
        return web.Response(status=200 if activity["serviceUrl"] == claims["serviceurl"] else 401)

    await serve(PATH, answer)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
