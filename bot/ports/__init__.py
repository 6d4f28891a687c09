"""What the bot asks of the world. Nothing here knows how it is done.

One Protocol per noun. What is asked of the store runs inside one transaction; nobody calls commit. Ids are ours.
"""

from bot.ports.items import AnswersKept, Items
from bot.ports.lanes import Lane, Lanes
from bot.ports.meter import Meter, Uncounted
from bot.ports.nudging import Nudging
from bot.ports.outbox import Outbox
from bot.ports.own_words import Drafts, Stories
from bot.ports.people import People, Topics, Workspaces
from bot.ports.platform import (
    CannotTell,
    Clock,
    Delivered,
    Fate,
    Found,
    Installations,
    Later,
    Limits,
    NotThere,
    Platform,
    Recall,
    Receive,
    Sent,
    Undeliverable,
    Unknown,
)
from bot.ports.programme import Acts, Events, Programme, Slot, Slots, Sources, Tidying
from bot.ports.rooms import Notices, Rooms
from bot.ports.standing import Backlog, Standing
from bot.ports.store import Busy, Store, Transaction

__all__ = [
    "Acts",
    "AnswersKept",
    "Backlog",
    "Busy",
    "CannotTell",
    "Clock",
    "Delivered",
    "Drafts",
    "Events",
    "Fate",
    "Found",
    "Installations",
    "Items",
    "Lane",
    "Lanes",
    "Later",
    "Limits",
    "Meter",
    "NotThere",
    "Notices",
    "Nudging",
    "Outbox",
    "People",
    "Platform",
    "Programme",
    "Recall",
    "Receive",
    "Rooms",
    "Sent",
    "Slot",
    "Slots",
    "Sources",
    "Standing",
    "Store",
    "Stories",
    "Tidying",
    "Topics",
    "Transaction",
    "Uncounted",
    "Undeliverable",
    "Unknown",
    "Workspaces",
]
