"""Cards and messages that tests of Teams use."""

from typing import Any

from tests.fakes.teams.things import ADAPTIVE

Json = dict[str, Any]


def text(words: str = "Words") -> Json:
    """A line."""
    return {"type": "TextBlock", "text": words, "wrap": True}


def execute(verb: str = "worth_it", title: str = "Worth it", **more: Any) -> Json:
    """A button of Universal Actions, with its fallback."""
    data = more.pop("data", {"subject": "01"})
    fallback = submit(title, {**data, "verb": verb})
    return {"type": "Action.Execute", "verb": verb, "title": title, "data": data, "fallback": fallback, **more}


def submit(title: str = "Send", data: object = None, **more: Any) -> Json:
    """A plain button."""
    return {"type": "Action.Submit", "title": title, "data": data if data is not None else {}, **more}


def fetches(title: str = "Tell a story", **data: Any) -> Json:
    """A button that opens a dialog."""
    return submit(title, {"msteams": {"type": "task/fetch"}, **data})


def asks(id_: str, kind: str = "Text", **more: Any) -> Json:
    """An input."""
    return {"type": f"Input.{kind}", "id": id_, "label": id_.capitalize(), **more}


def card(*parts: Json, **more: Any) -> Json:
    """A card: elements stand in its body, actions below it."""
    body = [one for one in parts if not one["type"].startswith("Action.")]
    actions = [one for one in parts if one["type"].startswith("Action.")]
    whole: Json = {"type": "AdaptiveCard", "version": "1.5", "fallbackText": "A card", "body": body or [text()]}
    return {**whole, **({"actions": actions} if actions else {}), **more}


def attached(content: Json) -> Json:
    """A card as an attachment."""
    return {"contentType": ADAPTIVE, "content": content}


def message(*parts: Json, **more: Any) -> Json:
    """A message that is a card."""
    return {"type": "message", "summary": "A card", "attachments": [attached(card(*parts, **more))]}


def shows(content: Json) -> Json:
    """The answer to Action.Execute that shows another card."""
    return {"statusCode": 200, "type": ADAPTIVE, "value": content}


def opens(content: Json, title: str = "A form") -> Json:
    """The answer that opens a dialog, or keeps it open."""
    return {
        "task": {"type": "continue", "value": {"title": title, "width": 400, "height": 300, "card": attached(content)}}
    }


def says(words: str) -> Json:
    """The answer that closes a dialog with a line."""
    return {"task": {"type": "message", "value": words}}
