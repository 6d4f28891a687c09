"""A person speaks German with the bot, while the room goes on in the company's language."""

from bot.chat.addresses import Address
from bot.chat.events import Known, Profile
from tests.town import Json, Town
from tests.walks.steps import asking, form, now, options, sleep_until, words, working_day


async def page(town: Town, who: str) -> Json:
    """Their own page, as it stands open."""
    reply = await town.do(who, "open")
    assert reply is not None
    card: Json = reply["page"]["card"]
    return card


async def profile(town: Town, language: str) -> None:
    """The platform tells of Ana's new profile."""
    ana = Address("playground", "playground", "ana")
    await town.bot.receive(Known(f"profile:{language}", await now(town), ana, Profile("Ana", language=language)))
    await town.bot.settled()


async def test_a_person_switches_to_german_and_the_room_does_not(town: Town) -> None:
    card = await asking(town)
    await town.join("ana", networks=["bluesky"])
    before = (await page(town, "ana"))["title"]
    assert before == "Ana's page"

    opened = form(await town.press("ana", "language"))
    assert options(opened, "language") == {"English": "en", "Deutsch": "de", "As my profile says (English)": "profile"}
    kept = await town.submit("ana", "language", {"language": "de"})
    assert words(kept) == "Gespeichert. Ich spreche Deutsch mit dir, weil du es so gewählt hast."

    own = (await town.state("ana"))["page"]["card"]
    assert own["title"] == "Die Seite von Ana", "a page that stands open is drawn anew"
    assert "Deine Entwürfe" in own["text"]
    assert "nudges" not in own["text"].lower()
    assert words(await town.press("ana", "would_share", card)).startswith("Notiert: Du würdest es teilen.")
    assert "Pause bis" in words(await town.ask("ana", "pause 2 Wochen"))
    await town.press("ana", "resume")

    shown = await town.room("engineering", "ana")
    assert "Worth sharing?" in str(shown), "the card is everybody's"
    assert "Teilenswert" not in str(shown)
    assert words(await town.press("ben", "would_share", card)).startswith("Noted: you'd share this.")

    interview = form(await town.press("ana", "draft", card))
    fields = {"answer": "Wir haben es ausprobiert.", "network": "bluesky", "workplace": "true"}
    await town.submit("ana", "interview", fields, subject=interview["subject"])
    [draft] = await town.private("ana")
    assert draft["card"]["title"] == "Dein Entwurf für Bluesky"
    assert "(Ich arbeite bei Example Works.)" in draft["card"]["text"]
    assert "Entwürfe nur auf meiner Seite" in [one["label"] for one in draft["card"]["buttons"]]


async def test_a_new_profile_does_not_overwrite_what_was_chosen_by_hand(town: Town) -> None:
    await town.join("ana")
    await town.ask("ana", "sprache deutsch")
    for language in ("en", "fr"):
        await profile(town, language)
        assert (await page(town, "ana"))["title"] == "Die Seite von Ana"

    await town.submit("ana", "language", {"language": "profile"})
    assert (await page(town, "ana"))["title"] == "Ana's page"
    await profile(town, "de")
    assert (await page(town, "ana"))["title"] == "Die Seite von Ana", "which it follows again"


async def test_a_reminder_set_in_english_comes_in_the_language_that_is_spoken_by_then(town: Town) -> None:
    card = await asking(town)
    await town.join("ben", networks=["bluesky"])
    opened = form(await town.press("ben", "draft", card))
    await town.submit("ben", "interview", {"answer": "We tried it.", "network": "bluesky"}, subject=opened["subject"])
    await town.submit("ben", "remind", {"when": "tomorrow"}, subject=opened["subject"])

    await town.ask("ben", "language deutsch")
    await sleep_until(town, await working_day(town, "11:00", days=2))

    assert [one["card"]["title"] for one in await town.private("ben")] == [
        *("Your draft for Bluesky", "Du wolltest an diesen Entwurf erinnert werden"),
    ]


async def test_a_stranger_is_spoken_to_in_the_language_of_their_profile_and_welcomed_by_name(town: Town) -> None:
    page = await town.do("lena", "open")
    assert "Bevor du mitmachst" in str(page)
    assert await town.bot.store.read(lambda tx: tx.people.at(Address("playground", "playground", "lena"))) is None
    welcome = words(await town.press("lena", "join_yes"))
    assert "Lena" in welcome
    assert "Willkommen" in welcome
    assert "Welcome, Ana" in words(await town.press("ana", "join_yes"))
