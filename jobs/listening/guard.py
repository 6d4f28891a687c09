"""The guard at the dial: which addresses of the outside world may be connected to, and which never.

A check of the address before the request is not enough: a name may resolve differently a moment later, a literal
address never meets the resolver, and a redirect leads anywhere. So the check sits where the socket is made, and sees
the very address that is dialled.
"""

import errno
import socket
from collections.abc import Collection
from ipaddress import ip_address, ip_network

from aiohttp import AddrInfoType
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

PORTS = (80, 443)

# What Python's `is_global` lets through although nobody's public server stands there: translated, tunnelled and
# documentation ranges of the IANA special-purpose address registries (RFC 6890 and its updates).
NOT_PUBLIC = [
    ip_network(text)
    for text in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "::/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
]


def public(host: str) -> bool:
    """Whether this IP address, given as text, belongs to the public internet; False for what is no IP address."""
    try:
        ip = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    return not any(ip in network for network in NOT_PUBLIC if network.version == ip.version)


def guarded(info: AddrInfoType) -> socket.socket:
    """A socket for a public address at port 80 or 443; raises PermissionError (EACCES, EPERM) for every other."""
    family, kind, protocol, _, address = info
    if not public(str(address[0])):
        raise PermissionError(errno.EACCES, "address is not public")
    if address[1] not in PORTS:
        raise PermissionError(errno.EPERM, "port is not open to the public")
    return socket.socket(family, kind, protocol)


def named(url: URL, private_hosts: Collection[str]) -> bool:
    """Whether the settings name the host of an address, alone or with its port, as one inside the company's network.

    `private_hosts` are lower case. The host is compared exactly: a name under a named one is not named.
    """
    host = (url.raw_host or "").lower()
    bracketed = f"[{host}]" if ":" in host else host
    return not {host, bracketed, f"{bracketed}:{url.port}"}.isdisjoint(private_hosts)


class LocalhostResolver(AbstractResolver):
    """Resolves names under `.localhost` to loopback whatever the system's resolver says (RFC 6761 section 6.3)."""

    def __init__(self, inner: AbstractResolver) -> None:
        """Every other name is looked up by `inner`."""
        self._inner = inner

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of a name; raises OSError where there are none."""
        if not is_localhost(host):
            return await self._inner.resolve(host, port, family)
        flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
        loopback = (("127.0.0.1", socket.AF_INET), ("::1", socket.AF_INET6))
        return [
            ResolveResult(hostname=host, host=address, port=port, family=of, proto=0, flags=flags)
            for address, of in loopback
            if family in (socket.AF_UNSPEC, of)
        ]

    async def close(self) -> None:
        """Close the resolver inside."""
        await self._inner.close()


def is_localhost(host: str) -> bool:
    """Whether a host is `localhost` or a name under it."""
    return f".{host.lower().removesuffix('.')}".endswith(".localhost")
