"""English: every word a person reads. Plain, short, friendly; nobody is ever told to share."""

from bot.chat.wording.english.answers import Answers
from bot.chat.wording.english.boundaries import Boundaries
from bot.chat.wording.english.cards import Cards
from bot.chat.wording.english.checking import Checking
from bot.chat.wording.english.choices import Choices
from bot.chat.wording.english.desk import Desk
from bot.chat.wording.english.desk_items import DeskItems
from bot.chat.wording.english.desk_sources import DeskSources
from bot.chat.wording.english.drafts import Drafts
from bot.chat.wording.english.finds import Finds
from bot.chat.wording.english.installing import Installing
from bot.chat.wording.english.listed import Listed
from bot.chat.wording.english.membership import Membership
from bot.chat.wording.english.mistakes import Mistakes
from bot.chat.wording.english.page import OwnPage
from bot.chat.wording.english.stopping import Stopping
from bot.chat.wording.english.stories import Stories


class English(
    DeskItems,
    Cards,
    Answers,
    Membership,
    OwnPage,
    Choices,
    Boundaries,
    Drafts,
    Finds,
    Installing,
    Listed,
    Stories,
    Checking,
    Mistakes,
    Desk,
    DeskSources,
    Stopping,
):
    """All texts in English. Each function says one thing; what it needs to know are its parameters."""

    language = "en"
