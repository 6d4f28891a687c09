"""A person says what they do not want, is left alone with it everywhere, and nobody else can tell."""

from tests.town import Town, actions, subject
from tests.walks.steps import asking, bring, buttons, field, form, options, sleep, sleep_until, words, working_day
from tests.walks.test_choices import page
from tests.walks.test_stories import TITLE, rooms, tell, write

PICTURE = "https://pictures.example/fan.jpg"


async def test_a_person_sets_boundaries_and_reads_them_on_their_own_page_in_their_language(town: Town) -> None:
    await town.join("ana", networks=["bluesky"])
    assert "You have set none." in (await page(town, "ana"))["card"]["text"]
    opened = form(await town.press("ana", "boundaries"))
    assert options(opened, "days")["Sunday"] == "sun"
    fields = {"days": ["sun"], "boundaries": ["no_family"], "apart": "true"}
    kept = words(await town.submit("ana", "boundaries", fields))
    assert "On Sunday nothing comes" in kept
    assert "Your networks are not picked any more" in kept
    assert "No questions about family." in (await town.state("ana"))["page"]["card"]["text"]
    assert not field(form(await town.ask("ana", "networks")), "networks").get("value")
    await town.ask("ana", "language deutsch")
    assert "Am Sonntag kommt nichts, worum du nicht gerade gebeten hast." in (await page(town, "ana"))["card"]["text"]
    assert field(form(await town.ask("ana", "grenzen")), "boundaries")["value"] == ["no_family"]
    for who in ("ben", "ingrid"):  # Ingrid is a steward
        seen = str(await page(town, who)) + str(await town.state(who))
        assert "no_family" not in seen
        assert "On Sunday" not in seen


async def test_nothing_comes_on_a_day_of_theirs_but_what_they_ask_for(town: Town) -> None:
    today = (await working_day(town, "10:00", days=0)).strftime("%a").lower()
    for who in ("ben", "deniz"):
        await town.join(who, networks=["bluesky"])
        await town.ask(who, "nudges on")
    await town.submit("ben", "boundaries", {"days": [today]})
    card = await asking(town, who="ana")
    await sleep(town, minutes=30)
    assert await town.private("ben") == []
    opened = form(await town.press("ben", "draft", card))
    await town.submit("ben", "interview", {"answer": "We tried it.", "network": "bluesky"}, subject=opened["subject"])
    [draft] = await town.private("ben")
    assert "drafts_off" in actions(draft), "what he asked for comes at once"

    await bring(town, "Who maintains the kernel at night")
    await sleep_until(town, await working_day(town, "11:00"))
    assert [one["card"]["title"] for one in await town.private("ben")][1:] == ["Who maintains the kernel at night"]


async def test_a_nudge_never_touches_what_they_closed_and_a_press_of_theirs_still_opens_it(town: Town) -> None:
    for who in ("ben", "mateusz"):
        await town.join(who, networks=["bluesky"])
        await town.ask(who, "nudges on")
    await town.submit("ben", "boundaries", {"boundaries": ["no_family"]})
    card = await asking(town, "Parental leave in the kernel team")
    await sleep(town, minutes=30)
    assert await town.private("ben") == []
    [nudge] = await town.private("mateusz")
    assert nudge["card"]["title"] == "Parental leave in the kernel team", "the control"
    assert form(await town.press("ben", "draft", card))["name"] == "interview"


async def test_a_story_with_a_picture_does_not_name_them_and_its_author_reads_a_plain_no(town: Town) -> None:
    for who in ("ana", "mateusz", "ben"):
        await town.join(who)
    await town.submit("mateusz", "boundaries", {"boundaries": ["no_photos"]})
    told, news = [], []
    for named in ("mateusz", "ben"):  # Ben is asked and says no
        view = await write(town, story=f"{named.title()} laughed until morning.", colleagues=[named], picture=PICTURE)
        told.append(words(await tell(town, view)))
        for question in await town.private("ben"):
            await town.press("ben", "name_no", question)
        await sleep(town, hours=8)
        await sleep_until(town, await working_day(town, "11:00"))
        news.append((await town.private("ana"))[-1]["card"]["text"].replace(named.title(), "…"))
        assert TITLE not in await rooms(town)
    assert told[0] == told[1]
    assert news[0] == news[1]
    assert news[0].startswith("Almost: … cannot be named in it.")
    assert await town.private("mateusz") == [], "he was not even asked"


async def test_a_name_goes_from_beside_a_picture_once_they_say_no_photos(town: Town) -> None:
    for who in ("ana", "mateusz"):
        await town.join(who)
    view = await write(town, colleagues=["mateusz"], picture=PICTURE)
    await tell(town, view)
    [question] = await town.private("mateusz")
    await town.press("mateusz", "name_yes", question)
    assert "Mateusz" in await rooms(town)
    await sleep(town, minutes=5)
    await town.submit("mateusz", "boundaries", {"boundaries": ["no_photos"]})
    await sleep(town, minutes=5)
    assert "Mateusz" not in await rooms(town)
    assert TITLE in await rooms(town)
    assert "no photos" in words(await town.press("mateusz", "name_yes", question))
    assert "Mateusz" not in await rooms(town)
    assert "join_yes" not in buttons(await town.press("ana", "show_story", subject(view, "tell_story")))
