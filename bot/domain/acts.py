"""Stewards' acts: who did what, and when. Never a text, and never what a member did."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
    STOPPED = "stopped"
    WENT_ON = "went_on"


@dataclass(frozen=True, slots=True)
class Done:
    """One act. `actor` and `about` are our own ids; `about` is empty where the act is about everything."""

    at: datetime
    actor: str
    act: Act
    about: str = ""
