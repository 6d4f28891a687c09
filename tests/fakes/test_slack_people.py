"""What people do: commands, shortcuts, buttons and forms, as the bot hears them, and what is shown to them."""

from datetime import timedelta

import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.fakes.receiver import HANGS, Receiver, answers
from tests.fakes.slack import Colleague, FakeSlack, NotThere
from tests.fakes.slack_blocks import actions, asks, button, home, menu, modal, option, plain, refusal, section

TEXT = {"type": "plain_text_input"}

# ── Commands and shortcuts ──


async def test_a_command_comes_as_a_signed_form_with_escaped_words(slack: FakeSlack, bot: Receiver) -> None:
    ana = slack.person("ana")
    room = slack.channel("general", ana)
    await ana.commands(room, "/find", "https://example.org/x nice, @ana in #general & co")
    [heard] = bot.heard
    assert (heard.kind, heard.genuine) == ("command", True)
    link, who, where = "<https://example.org/x>", f"<@{ana.id}|ana>", f"<#{room.id}|general>"
    assert heard.body["text"] == f"{link} nice, {who} in {where} &amp; co"
    assert (heard.body["user_id"], heard.body["channel_id"]) == (ana.id, room.id)
    slack.world.app.commands["/find"] = False
    await ana.commands(room, "/find", "@ana")
    assert bot.last["text"] == "@ana"


async def test_an_answer_to_a_command_is_shown_to_one_or_to_all(slack: FakeSlack, bot: Receiver) -> None:
    ana, ben = slack.person("ana"), slack.person("ben")
    room = slack.channel("general", ana, ben)
    bot.says(web.Response(text="Thanks"), answers({"text": "All", "response_type": "in_channel"}), web.Response())
    for _ in range(3):
        await ana.commands(room, "/find", "x")
    assert [one.text for one in slack.whispers(ana, "command")] == ["Thanks"]
    assert slack.whispers(ben) == []
    assert [one.text for one in slack.messages(room)] == ["All"]


async def test_a_command_that_fails_is_not_repeated_and_shows_an_error(slack: FakeSlack, bot: Receiver) -> None:
    ana = slack.person("ana")
    room = slack.channel("general", ana)
    bot.says(web.Response(status=500), answers({"blocks": [{"type": "marquee"}]}), HANGS)
    await ana.commands(room, "/find", "x")
    await ana.commands(room, "/find", "x")
    slack.courier.patience = 0.05
    await ana.commands(room, "/find", "x")
    assert len(bot.heard) == 3
    assert [one.why for one in slack.troubles(ana)] == ["dispatch_failed", "invalid_blocks", "operation_timeout"]


async def test_a_response_url_takes_five_answers_within_half_an_hour(slack: FakeSlack, bot: Receiver) -> None:
    ana = slack.person("ana")
    room = slack.channel("general", ana)
    await ana.commands(room, "/find", "x")
    hook = AsyncWebhookClient(bot.last["response_url"])
    assert (await hook.send()).status_code == 400
    for number in range(5):
        assert (await hook.send(text=str(number))).status_code == 200
    assert (await hook.send(text="Six")).body.find("used_url") > 0
    await ana.commands(room, "/find", "x")
    hook = AsyncWebhookClient(bot.last["response_url"])
    slack.clock.forward(timedelta(minutes=31))  # type: ignore[attr-defined]
    late = await hook.send(text="Late")
    assert (late.status_code, "expired_url" in late.body) == (404, True)
    assert [one.text for one in slack.whispers(ana, "response_url")] == ["0", "1", "2", "3", "4"]


async def test_a_message_shortcut_hands_over_the_message(slack: FakeSlack, bot: Receiver) -> None:
    ana = slack.person("ana")
    room = slack.channel("general", ana, bot=False)
    post = ana.says(room, "See https://example.org")
    assert await ana.uses_message_shortcut(post, "submit_find")
    heard = bot.last
    assert (heard["type"], heard["callback_id"], heard["channel"]["id"]) == ("message_action", "submit_find", room.id)
    assert heard["message"]["text"] == "See <https://example.org>"
    assert heard["response_url"]
    assert heard["trigger_id"]


async def test_a_global_shortcut_has_neither_channel_nor_response_url(slack: FakeSlack, bot: Receiver) -> None:
    assert await slack.person("ana").uses_shortcut("propose_story")
    assert bot.last["type"] == "shortcut"
    assert not {"channel", "response_url"} & set(bot.last)


# ── Buttons ──


async def test_a_button_says_which_and_where(slack: FakeSlack, bot: Receiver, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    room = slack.channel("general", ana)
    await client.chat_postMessage(channel=room.id, text="x", blocks=[section(), actions(button(), menu("a", "b"))])
    card = slack.messages(room)[0]
    assert await ana.presses(card, "Worth it")
    heard = bot.last
    assert heard["container"]["message_ts"] == card.ts
    assert (heard["channel"]["id"], heard["message"]["text"]) == (room.id, "x")
    [action] = heard["actions"]
    assert (action["action_id"], action["block_id"], action["value"]) == ("worth_it", "row", "01")
    await ana.presses(card, "more", "b")
    assert bot.last["actions"][0]["selected_option"]["value"] == "b"
    with pytest.raises(NotThere):
        await ana.presses(card, "nothing of the kind")


async def test_an_answer_can_replace_the_message_that_was_pressed(
    slack: FakeSlack, bot: Receiver, client: AsyncWebClient
) -> None:
    ana = slack.person("ana")
    room = slack.channel("general", ana)
    await client.chat_postMessage(channel=room.id, text="x", blocks=[actions(button())])
    [card] = slack.messages(room)
    await ana.presses(card, "worth_it")
    hook = AsyncWebhookClient(bot.last["response_url"])
    await hook.send(text="Psst")
    await hook.send(text="Done", replace_original=True)
    assert ([one.text for one in slack.messages(room)], len(card.edits)) == (["Done"], 1)
    assert [one.text for one in slack.whispers(ana)] == ["Psst"]
    await hook.send(delete_original=True, text="")
    assert slack.messages(room) == []


async def test_a_whisper_can_be_pressed_and_replaced(slack: FakeSlack, bot: Receiver, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    room = slack.channel("general", ana)
    await client.chat_postEphemeral(channel=room.id, user=ana.id, text="x", blocks=[actions(button())])
    [whisper] = slack.whispers(ana)
    await ana.presses(whisper, "worth_it")
    assert bot.last["container"]["is_ephemeral"]
    await AsyncWebhookClient(bot.last["response_url"]).send(text="Done", replace_original=True)
    assert [one.text for one in slack.whispers(ana)] == ["Done"]


async def test_a_button_on_a_home_says_which_view(slack: FakeSlack, bot: Receiver, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    view = home(actions(button()), private_metadata="notes")
    told = await client.views_publish(user_id=ana.id, view=view)
    stands = slack.home(ana)
    assert stands is not None
    bot.says(web.Response(status=500))
    assert not await ana.presses(stands, "worth_it")
    assert (bot.last["view"]["id"], bot.last["view"]["private_metadata"]) == (told["view"]["id"], "notes")
    assert "response_url" not in bot.last
    assert [one.what for one in slack.troubles(ana)] == ["worth_it"]


# ── Modals ──


async def test_a_trigger_is_good_for_one_view_and_three_seconds(
    slack: FakeSlack, bot: Receiver, client: AsyncWebClient
) -> None:
    ana = slack.person("ana")
    await ana.uses_shortcut("propose_story")
    await client.views_open(trigger_id=bot.last["trigger_id"], view=modal(section()))
    used = client.views_open(trigger_id=bot.last["trigger_id"], view=modal(section()))
    assert await refusal(used) == "exchanged_trigger_id"
    await ana.uses_shortcut("propose_story")
    slack.clock.forward(timedelta(seconds=4))  # type: ignore[attr-defined]
    late = client.views_open(trigger_id=bot.last["trigger_id"], view=modal(section()))
    assert await refusal(late) == "expired_trigger_id"
    assert [one.title for one in slack.modals(ana)] == ["A form"]


FORM = modal(
    asks("words", TEXT),
    asks("link", {"type": "url_text_input"}, optional=True),
    asks("one", {"type": "static_select", "options": [option("a"), option("b")]}),
    asks("ticks", {"type": "checkboxes", "options": [option("x"), option("y")], "initial_options": [option("x")]}),
    asks("radio", {"type": "radio_buttons", "options": [option("1", "First")]}),
    asks("who", {"type": "multi_users_select", "max_selected_items": 1}, optional=True),
    asks("boss", {"type": "users_select"}, optional=True),
    asks("day", {"type": "datepicker"}, optional=True),
    private_metadata="story:01",
    callback_id="story",
)
FILLED = {"words": "Mine", "one": "b", "radio": "First", "ticks": ["x", "y"], "day": "2026-11-24"}


@pytest.fixture
async def ana(slack: FakeSlack, bot: Receiver, client: AsyncWebClient) -> Colleague:
    """Somebody who has the form open."""
    somebody = slack.person("ana")
    await somebody.uses_shortcut("propose_story")
    await client.views_open(trigger_id=bot.last["trigger_id"], view=FORM)
    return somebody


async def test_a_form_comes_back_with_what_was_filled_in(slack: FakeSlack, bot: Receiver, ana: Colleague) -> None:
    assert await ana.submits({**FILLED, "who": [ana.id], "link": "https://example.org"}) == {}
    view = bot.last["view"]
    assert (bot.last["type"], view["callback_id"], view["private_metadata"]) == ("view_submission", "story", "story:01")
    values = {block: inside["value"] for block, inside in view["state"]["values"].items()}
    assert values["words"] == {"type": "plain_text_input", "value": "Mine"}
    assert values["link"]["value"] == "https://example.org"
    assert values["one"]["selected_option"]["value"] == "b"
    assert [one["value"] for one in values["ticks"]["selected_options"]] == ["x", "y"]
    assert values["radio"]["selected_option"] == option("1", "First")
    assert values["who"] == {"type": "multi_users_select", "selected_users": [ana.id]}
    assert values["boss"] == {"type": "users_select", "selected_user": None}
    assert values["day"]["selected_date"] == "2026-11-24"
    assert slack.modals(ana) == []


async def test_slack_itself_refuses_what_is_empty_or_no_link(slack: FakeSlack, bot: Receiver, ana: Colleague) -> None:
    before = len(bot.heard)
    wrong = await ana.submits({**FILLED, "words": "", "link": "nonsense", "who": ["U1", "U2"]})
    assert set(wrong) == {"words", "link", "who"}
    assert len(bot.heard) == before


async def test_errors_stand_beside_the_fields_until_it_is_sent_again(
    slack: FakeSlack, bot: Receiver, ana: Colleague
) -> None:
    bot.says(answers({"response_action": "errors", "errors": {"words": "Shorter, please"}}))
    assert await ana.submits(FILLED) == {"words": "Shorter, please"}
    assert len(slack.modals(ana)) == 1
    assert await ana.submits() == {}
    assert bot.last["view"]["state"]["values"]["words"]["value"]["value"] == "Mine"


async def test_a_form_can_be_followed_by_another(slack: FakeSlack, bot: Receiver, ana: Colleague) -> None:
    second, third = modal(section(), title=plain("Second")), modal(section(), title=plain("Third"))
    bot.says(answers({"response_action": "update", "view": second}))
    await ana.submits(FILLED)
    bot.says(answers({"response_action": "push", "view": third}))
    await ana.submits()
    assert [one.title for one in slack.modals(ana)] == ["Second", "Third"]
    bot.says(answers({"response_action": "clear"}))
    await ana.submits()
    assert slack.modals(ana) == []


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"no_such_block": "x"}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "dance"},
        {"text": "ok"},
    ],
)
async def test_an_answer_slack_cannot_follow_is_an_error(
    slack: FakeSlack, bot: Receiver, ana: Colleague, answer: object
) -> None:
    bot.says(answers(answer))
    await ana.submits(FILLED)
    assert len(slack.modals(ana)) == 1
    assert len(slack.troubles(ana)) == 1


async def test_a_form_is_not_sent_twice_by_slack_and_stays_open(
    slack: FakeSlack, bot: Receiver, ana: Colleague
) -> None:
    before = len(bot.heard)
    bot.says(web.Response(status=500))
    await ana.submits(FILLED)
    assert (len(bot.heard) - before, len(slack.modals(ana)), len(slack.troubles(ana))) == (1, 1, 1)


async def test_modals_stack_up_to_three_and_are_updated_where_they_stand(
    slack: FakeSlack, bot: Receiver, client: AsyncWebClient
) -> None:
    ana = slack.person("ana")
    await ana.uses_shortcut("propose_story")
    view = modal(actions(button()), asks("words", TEXT))
    told = await client.views_open(trigger_id=bot.last["trigger_id"], view=view)
    ana.fills({"words": "Mine"})
    for _ in range(2):
        await ana.presses(ana.modal, "worth_it")
        await client.views_push(trigger_id=bot.last["trigger_id"], view=view)
    await ana.presses(ana.modal, "worth_it")
    full = client.views_push(trigger_id=bot.last["trigger_id"], view=view)
    assert await refusal(full) == "push_limit_reached"
    await client.views_update(view_id=told["view"]["id"], hash=told["view"]["hash"], view=view)
    stale = client.views_update(view_id=told["view"]["id"], hash=told["view"]["hash"], view=view)
    assert await refusal(stale) == "hash_conflict"
    assert slack.modals(ana)[0].values["words"]["value"]["value"] == "Mine"
    await ana.closes()
    await ana.closes(all_=True)
    assert slack.modals(ana) == []
    assert await refusal(client.views_update(view_id=told["view"]["id"], view=view)) == "not_found"


async def test_closing_a_modal_is_told_where_it_was_asked_for(
    slack: FakeSlack, bot: Receiver, client: AsyncWebClient
) -> None:
    ana = slack.person("ana")
    await ana.uses_shortcut("propose_story")
    view = modal(section(), notify_on_close=True)
    await client.views_open(trigger_id=bot.last["trigger_id"], view=view)
    await ana.closes()
    assert (bot.last["type"], bot.last["is_cleared"]) == ("view_closed", False)


async def test_a_choice_that_tells_at_once_is_a_press(slack: FakeSlack, bot: Receiver, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    select = {"type": "static_select", "action_id": "pick", "options": [option("a"), option("b")]}
    await client.views_publish(user_id=ana.id, view=home(actions(select)))
    stands = slack.home(ana)
    assert stands is not None
    await ana.chooses(stands, "pick", "b")
    assert bot.last["actions"][0]["selected_option"]["value"] == "b"
    assert bot.last["view"]["state"]["values"]["row"]["pick"]["selected_option"]["value"] == "b"
