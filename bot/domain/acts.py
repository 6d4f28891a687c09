"""Stewards' acts: who did what, and when. Never a text, and never what a member did."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

OPERATOR = "operator"
"""Who did it, where it was done at the command line: whoever runs Earshot, who is no person here."""


class Act(StrEnum):
    """What a steward can do to the programme."""

    ADDED_SOURCE = "added_source"
    PAUSED_SOURCE = "paused_source"
    RESUMED_SOURCE = "resumed_source"
    REMOVED_SOURCE = "removed_source"
    PUT_UP = "put_up"
    LABELLED = "labelled"
    CORRECTED = "corrected"
    WITHDREW = "withdrew"
    BROUGHT_COMPANY_PIECE = "brought_company_piece"
    ANSWERED_ROOM = "answered_room"
    POSTED_AGAIN = "posted_again"
    FOUND_THERE = "found_there"
    DROPPED = "dropped"
    STOPPED = "stopped"
    WENT_ON = "went_on"


@dataclass(frozen=True, slots=True)
class Done:
    """One act. `actor` (or OPERATOR) and `about` are our own ids; `about` is empty where it is about everything."""

    at: datetime
    actor: str
    act: Act
    about: str = ""
