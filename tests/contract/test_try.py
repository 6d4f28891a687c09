from bot.chat.events import Action
from tests.contract.stage import Stage

async def test_it(stage: Stage) -> None:
    await stage.news("Rust in the kernel")
    [card] = await stage.room()
    print(stage.name, card)
    assert "Rust in the kernel" in card.words
    for who in ("ben", "chloe", "deniz"):
        a = await stage.press(who, card, Action.WORTH_IT)
        print(a)
    await stage.later(minutes=2)
    [card] = await stage.room()
    print(card)
    print((await stage.ask("ana", "help")))
    print((await stage.ask("ana", "find")))
    print((await stage.kept())[-5:])
