"""German: every word a person reads, du-form. Plain, short, friendly; nobody is ever told to share.

DESIGN section 2's words, and what they are called here, everywhere:

    find       Fund (one is "mitgebracht", brought along, as one brings something to the table)
    story      Geschichte (one is "erzählt")
    source     Quelle
    topic      Thema
    card       Karte
    room       Raum
    member     whoever "mitmacht" or is "dabei": a verb needs no gender
    steward    Betreuungsteam: who looks after it, as a team, so that nobody's gender or rank is named
    answer     Antwort; worth it: teilenswert; would share: würde ich teilen; scroll past: würde ich überspringen;
               save: merken
    draft      Entwurf (words are "geordnet", put in order, never written for anybody)
    network    Netzwerk
    nudge      Anregung: it suggests and leaves the choice; Hinweis warns, Anstoß pushes and also means offence
    reminder   Erinnerung
    boundary   Grenze
    own page   deine Seite
    press      anklicken, ein Klick; button: Knopf
    kept       gespeichert
    colleague  jemand aus dem Team; Kolleginnen und Kollegen

People are named without stars: a verb ("wer mitmacht"), a group ("das Team"), or both forms where neither fits.
"""

from bot.chat.wording.english import English
from bot.chat.wording.german.answers import Answers
from bot.chat.wording.german.boundaries import Boundaries
from bot.chat.wording.german.cards import Cards
from bot.chat.wording.german.checking import Checking
from bot.chat.wording.german.choices import Choices
from bot.chat.wording.german.desk import Desk
from bot.chat.wording.german.desk_items import DeskItems
from bot.chat.wording.german.desk_sources import DeskSources
from bot.chat.wording.german.drafts import Drafts
from bot.chat.wording.german.finds import Finds
from bot.chat.wording.german.installing import Installing
from bot.chat.wording.german.listed import Listed
from bot.chat.wording.german.membership import Membership
from bot.chat.wording.german.mistakes import Mistakes
from bot.chat.wording.german.page import OwnPage
from bot.chat.wording.german.stopping import Stopping
from bot.chat.wording.german.stories import Stories


class German(
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
    English,
):
    """All texts in German. It is an English only for the types: a test sees that every function is its own."""

    language = "de"
