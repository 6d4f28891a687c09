"""The four walks of the design in Slack, over HTTP and through a socket."""

from tests.adapters.slack.town import SlackTown


async def test_first(town: SlackTown) -> None:
    card = await town.news("Rust in the kernel")
    print(card.text)
    assert "Rust in the kernel" in card.text
    await town.ana.presses(card, "Worth sharing")
    print(town.slack.whispers(town.ana), town.slack.troubles(town.ana))
    assert "Noted" in town.whispered(town.ana)
