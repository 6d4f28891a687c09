"""The networks, by the names and limits people know them by."""

from bot.domain.networks import Network


def test_every_network_has_a_name_people_know() -> None:
    assert [network.label for network in Network] == [
        "LinkedIn", "Mastodon", "Bluesky", "X", "Threads", "Facebook", "Reddit", "WhatsApp", "E-mail",
    ]  # fmt: skip


def test_every_network_has_its_limit_and_an_email_has_none() -> None:
    assert [network.limit for network in Network] == [3_000, 500, 300, 280, 500, 63_206, 300, 65_536, None]
