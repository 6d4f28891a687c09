"""How the Connector and Entra say no."""

from typing import Any

WORDS = {
    "ActivityNotFoundInConversation": "The activity was not found in the conversation.",
    "BotDisabledByAdmin": "The tenant admin disabled this bot.",
    "BotNotInConversationRoster": "The bot is not part of the conversation roster.",
    "ConversationNotFound": "Conversation not found.",
    "InvalidBotApiHost": "The bot API host is not valid for this conversation.",
    "MemberNotFoundInConversation": "Member not found in the conversation.",
    "MessageSizeTooBig": "Message size too large.",
    "MessageWritesBlocked": "Message writes are blocked in this conversation.",
    "PreconditionFailed": "Precondition failed, please try again.",
    "Throttled": "Too many requests.",
}


class Refused(Exception):
    """`{"error": {"code": …, "message": …}}` with a status; `more` are further fields at its top."""

    def __init__(self, status: int, code: str, message: str = "", **more: Any) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.body: dict[str, Any] = {"error": {"code": code, "message": message or WORDS.get(code, code)}, **more}


class Unauthorized(Refused):
    """What stands before the Connector turns a token away; it has a shape of its own."""

    def __init__(self) -> None:
        super().__init__(401, "Unauthorized")
        self.body = {"message": "Authorization has been denied for this request."}


class EntraRefused(Refused):
    """Entra's shape: `{"error": "invalid_client", "error_description": "AADSTS…", …}`."""

    def __init__(self, status: int, error: str, number: int, words: str) -> None:
        super().__init__(status, error)
        self.body = {"error": error, "error_description": f"AADSTS{number}: {words}", "error_codes": [number]}
