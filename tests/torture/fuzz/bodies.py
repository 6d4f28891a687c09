"""Real calls of every kind: what a fake Slack told a running bot while people walked through all of it."""

from collections.abc import Iterator
from typing import Any

from adapters.slack.hear import HEARD
from tests.fakes.slack import Channel, Colleague, FakeSlack, Post
from tests.fakes.slack.telling.courier import Kind
from tests.torture.fuzz.slack_calls import Body
from tests.torture.fuzz.twist import ENDS, LONG_AGO, MARK

ALSO = ("team_join", "channel_unarchive", "message", "function_executed", "app_rate_limited", "never_heard_of")
"""Events the bot did not ask for, and that come all the same when somebody changes the app by hand."""

WORDS = f"I once spent a week on a {MARK} that the borrow checker would have found. I would not do that again."


async def walked(slack: FakeSlack, link: str) -> list[Body]:
    """All that Slack said while people did what can be done; then what a fake cannot do, made from that."""
    ana, ben, ingrid = (slack.person(name) for name in ("ana", "ben", "ingrid"))
    room, other = slack.channel("engineering", ana, ben, ingrid), slack.channel("kitchen", ana, ben)
    await _alone(slack, ana, room, link)
    card = await _standing(slack, room)
    await _with_a_card(slack, ana, ben, card)
    await _elsewhere(slack, ana, ben, other)
    await slack.settled()
    told = [(one.kind, one.body) for one in slack.courier.deliveries]
    return [*told, *_made(told)]


async def _standing(slack: FakeSlack, room: Channel) -> Post:
    """The first card there."""
    await slack.until(lambda: any(one.bot for one in slack.messages(room)))
    return next(one for one in slack.messages(room) if one.bot)


async def _alone(slack: FakeSlack, ana: Colleague, room: Channel, link: str) -> None:
    await slack.rooms.joins(room, slack.app.bot)
    await ana.commands(room, "/find", f"{link} {MARK} & more of it")
    for words in ("help", "join", "me", f"pause {MARK}", "guidelines", f"find {link}", MARK):
        await ana.commands(room, "/earshot", words)
    await ana.commands(room, "/earshot", "join")
    await ana.presses(ana.modal, "Join")
    await ana.closes(all_=True)
    for form, values in (("networks", {"networks": ["bluesky"]}), ("topics", {}), ("nudges", {}), ("boundaries", {})):
        await ana.commands(room, "/earshot", form)
        if slack.modals(ana):
            await ana.submits(values)
            await ana.closes(all_=True)
    await ana.commands(room, "/find")
    await ana.submits({"link": "https://127.0.0.2:99999/", "why": MARK})
    await ana.closes(all_=True)
    await ana.opens_home()
    home = slack.home(ana)
    assert home is not None
    await ana.presses(home, "Language")
    await ana.commands(room, "/story")
    await ana.uses_shortcut("tell_story")
    await ana.closes(all_=True)
    await ana.uses_message_shortcut(ana.says(room, f"look at {link} {MARK}"), "submit_find")


async def _with_a_card(slack: FakeSlack, ana: Colleague, ben: Colleague, card: Post) -> None:
    for name, tone in (("+1", None), ("raising_hand", 4), (MARK, None)):
        await ben.reacts(card, name, tone=tone)
    await ben.takes_back(card, "+1")
    await ben.presses(card, "I'd share this")
    await ana.presses(card, "Draft it with me")
    await ana.submits({"answer": WORDS})
    await ana.closes(all_=True)
    await ben.mentions(card.channel, f"help {MARK}")
    await ben.writes(f"what is kept of {MARK}?")
    await slack.until(lambda: bool(slack.messages(ben)))


async def _elsewhere(slack: FakeSlack, ana: Colleague, ben: Colleague, other: Channel) -> None:
    await slack.staff.arrives(ben.person)
    await slack.staff.changes(ben.person, real_name=f"Ben {MARK}", zone="Asia/Tokyo")
    await slack.rooms.renamed(other, MARK)
    await slack.rooms.archived(other, by=ana.person)
    await slack.rooms.unarchived(other, by=ana.person)
    await slack.rooms.joins(other, slack.app.bot, inviter=ana.person)
    await slack.rooms.leaves(other, ben.person)
    await slack.rooms.leaves(other, slack.app.bot, by=ana.person)


def _made(told: list[Body]) -> Iterator[Body]:
    """Kinds that the fake does not tell, in the envelope of those it does."""
    events = {body["event"]["type"]: body for kind, body in told if kind is Kind.EVENT}
    interactive = [body for kind, body in told if kind is Kind.INTERACTIVE]
    like = events["channel_archive"]
    for name in sorted({*HEARD, *ALSO} - {"message.im", *events}):
        inner: dict[str, Any] = {**like["event"], "type": name, "tokens": {"bot": ["U0"], "oauth": []}}
        if name == "group_rename":
            inner = {**events["channel_rename"]["event"], "type": name}
        if name in ENDS:
            inner["event_ts"] = LONG_AGO
        yield Kind.EVENT, {**like, "event": inner}
    us = {name: like[name] for name in ("token", "team_id", "api_app_id")}
    yield Kind.EVENT, {"type": "url_verification", "token": us["token"], "challenge": MARK}
    yield Kind.EVENT, {"type": "app_rate_limited", "minute_rate_limited": 1518467820, **us}
    yield Kind.COMMAND, {"ssl_check": "1", "token": us["token"]}
    view = next(body for body in interactive if body["type"] == "view_submission")
    for kind in ("view_closed", "block_suggestion", "dialog_submission", "interactive_message", "workflow_step_edit"):
        yield Kind.INTERACTIVE, {**view, "type": kind, "is_cleared": False, "callback_id": MARK}
