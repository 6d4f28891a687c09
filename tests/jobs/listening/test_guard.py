import errno
import socket
from ipaddress import ip_address

import pytest
from aiohttp import ThreadedResolver
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from jobs.listening.guard import LocalhostResolver, guarded, named, public
from tests.fakes.feeds import FakeResolver

NOT_PUBLIC = [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8", "192.0.0.170", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.51.100.7", "203.0.113.9",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2001:10::1", "2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1",
    "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
]  # fmt: skip
PUBLIC = ["1.1.1.1", "8.8.8.8", "93.184.216.34", "::ffff:8.8.8.8", "2606:2800:220:1::1", "2a00:1450:4001::1"]
HOLES_OF_IS_GLOBAL = ["64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1", "fec0::1", "3fff::1", "5f00::1", "224.0.0.1"]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_inside_some_network_is_not_public(address: str) -> None:
    assert not public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert public(address)


@pytest.mark.parametrize(
    "text", ["", "localhost", "example.org", "127.1", "2130706433", "0x7f000001", "1.2.3.4.5", "[::1]"]
)
def test_what_is_no_ip_address_is_not_public(text: str) -> None:
    assert not public(text)


def test_is_global_alone_would_let_some_through() -> None:
    naive = [address for address in HOLES_OF_IS_GLOBAL if ip_address(address).is_global]

    assert naive
    assert not any(public(address) for address in HOLES_OF_IS_GLOBAL)


@given(st.ip_addresses())
def test_what_is_not_global_is_never_public(ip: object) -> None:
    assert not public(str(ip)) or ip_address(str(ip)).is_global or getattr(ip, "ipv4_mapped", None)


@given(st.ip_addresses(v=4))
def test_an_address_in_disguise_gets_the_same_verdict(ip: object) -> None:
    assert public(f"::ffff:{ip}") == public(str(ip))


@pytest.mark.parametrize(
    ("address", "port"), [("127.0.0.1", 80), ("169.254.169.254", 80), ("10.0.0.1", 443), ("127.0.0.1", 1)]
)
def test_no_socket_is_made_for_an_address_that_is_not_public(address: str, port: int) -> None:
    with pytest.raises(PermissionError) as refusal:
        guarded((socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)))

    assert refusal.value.errno == errno.EACCES


@pytest.mark.parametrize("port", [22, 25, 6379, 8080, 0])
def test_no_socket_is_made_for_a_port_that_is_not_the_webs(port: int) -> None:
    with pytest.raises(PermissionError) as refusal:
        guarded((socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port)))

    assert refusal.value.errno == errno.EPERM


@pytest.mark.parametrize("port", [80, 443])
def test_a_socket_is_made_for_a_public_web_server(port: int) -> None:
    guarded((socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port))).close()


@pytest.mark.parametrize(
    ("url", "hosts", "expected"),
    [
        ("http://intranet/feed", {"intranet"}, True),
        ("http://INTRANET:8080/feed", {"intranet"}, True),
        ("http://intranet:8080/feed", {"intranet:8080"}, True),
        ("http://intranet:8081/feed", {"intranet:8080"}, False),
        ("http://intranet/feed", {"intranet:80"}, True),
        ("https://intranet/feed", {"intranet:443"}, True),
        ("http://a.intranet/feed", {"intranet"}, False),
        ("http://intranet.evil.example/feed", {"intranet"}, False),
        ("http://evil.example/intranet", {"intranet"}, False),
        ("http://[::1]:8080/", {"[::1]:8080"}, True),
        ("http://[::1]:8080/", {"::1"}, True),
        ("http://127.0.0.1/", set(), False),
    ],
)
def test_only_a_host_named_exactly_is_a_private_one(url: str, hosts: set[str], *, expected: bool) -> None:
    assert named(URL(url), hosts) is expected


@pytest.mark.parametrize("host", ["localhost", "kernelnotes.localhost", "A.B.LOCALHOST", "x.localhost."])
async def test_names_under_localhost_lead_to_loopback_whatever_the_resolver_says(host: str) -> None:
    inner = FakeResolver({host: "93.184.216.34"})

    found = await LocalhostResolver(inner).resolve(host, 8080, socket.AF_UNSPEC)

    assert [one["host"] for one in found] == ["127.0.0.1", "::1"]
    assert {one["port"] for one in found} == {8080}
    assert inner.asked == []


async def test_other_names_are_looked_up_by_the_resolver_inside() -> None:
    resolver = LocalhostResolver(FakeResolver({"notlocalhost": "93.184.216.34"}))

    assert [one["host"] for one in await resolver.resolve("notlocalhost", 80)] == ["93.184.216.34"]
    with pytest.raises(OSError, match="no such name"):
        await resolver.resolve("localhost.example", 80)
    await LocalhostResolver(ThreadedResolver()).close()
