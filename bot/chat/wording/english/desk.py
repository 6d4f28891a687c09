"""A steward's desk: looking after the programme."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.wording.english.speaking import day
from bot.domain.acts import Act


class Desk:
    """Each function says one thing."""

    def desk_title(self) -> str:
        """A section of a steward's own page."""
        return "Steward's desk"

    def desk_text(self) -> str:
        """A section of a steward's own page."""
        return "Looking after the programme. You see no more of anyone than everybody does."

    def desk_stopped(self) -> str:
        """The same section, while everything is stopped."""
        return "Everything is stopped: no card and no nudge leaves until a steward lets it go on."

    def not_a_steward(self) -> str:
        """Only for those named in app.yaml."""
        return "That is for stewards."

    # ── What stewards did ──

    def desk_acts(self) -> str:
        """A button."""
        return "What stewards did"

    def acts_title(self) -> str:
        """What stewards did."""
        return "What stewards did"

    def acts_text(self) -> str:
        """A section of an auditor's own page."""
        return "Who did what, and when. No texts, and nothing that members did."

    def acts_none(self) -> str:
        """Nothing was done yet."""
        return "Stewards have not done anything yet."

    def act_line(self, at: datetime, zone: str, name: str, act: Act) -> str:
        """One act."""
        local = at.astimezone(ZoneInfo(zone))
        return f"• {day(local)}, {local:%H:%M} · {name or 'a steward'} {self.act(act)}"

    def the_operator(self) -> str:
        """Who did it at the command line, before what was done."""
        return "whoever runs Earshot"

    def act(self, act: Act) -> str:
        """What was done, after a name."""
        return {
            Act.ADDED_SOURCE: "added a source",
            Act.PAUSED_SOURCE: "paused a source",
            Act.RESUMED_SOURCE: "resumed a source",
            Act.REMOVED_SOURCE: "removed a source",
            Act.PUT_UP: "put an item up",
            Act.LABELLED: "labelled an item",
            Act.CORRECTED: "corrected an item",
            Act.WITHDREW: "withdrew an item",
            Act.BROUGHT_COMPANY_PIECE: "brought a company piece",
            Act.ANSWERED_ROOM: "answered a room",
            Act.POSTED_AGAIN: "sent a card once more",
            Act.FOUND_THERE: "said that a card is there",
            Act.DROPPED: "let go of a card in doubt",
            Act.STOPPED: "stopped everything",
            Act.WENT_ON: "let everything go on",
        }[act]
