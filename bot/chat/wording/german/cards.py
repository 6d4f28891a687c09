"""Cards in rooms: heard, asking, a story, and what stays of them."""

from collections.abc import Sequence
from datetime import datetime

from bot.chat.wording.english import cards as english
from bot.chat.wording.german.names import Names
from bot.chat.wording.german.speaking import date, listed, quoted
from bot.domain.items import Because
from bot.domain.networks import Network


class Cards(Names, english.Cards):
    """Each function says one thing."""

    def heard_in(self, sources: Sequence[str], hours: float, because: Sequence[Because]) -> str:
        """Where and when it was heard, and why this room sees it."""
        where = f"Gehört bei {sources[0]}" if sources else "Draußen gehört"
        others = len(sources) - 1
        more = " und einer weiteren Quelle" if others == 1 else f" und {others} weiteren Quellen" if others > 1 else ""
        topics = listed([self.topic_with_words(one) for one in because[:2]])
        are = "Themen sind" if len(because) > 1 else "Thema ist"
        why = f" · weil {topics} hier {are}" if topics else ""
        return f"{where}{more} · {self.age(hours)}{why}"

    def topic_with_words(self, because: Because) -> str:
        """A topic, and the words that matched, beside its own name."""
        others = [word for word in because.words if word.casefold() != because.name.casefold()]
        words = ", ".join(quoted(word) for word in others[:3])
        return f"{because.name} ({words})" if words else because.name

    def age(self, hours: float) -> str:
        """How long ago something was told."""
        if hours < 1:
            return "gerade eben" if hours < 0.1 else f"vor {round(hours * 60)} Min."
        return f"vor {round(hours)} Std." if hours < 36 else f"vor {round(hours / 24)} Tagen"

    def worth_it(self) -> str:
        """The button on a heard card."""
        return "Teilenswert"

    def less_like_this(self) -> str:
        """The other button on a heard card."""
        return "Weniger davon"

    def would_share(self) -> str:
        """The first button on an asking card."""
        return "Würde ich teilen"

    def draft_with_me(self) -> str:
        """The button that begins a draft."""
        return "Gemeinsam entwerfen"

    def scroll_past(self) -> str:
        """The button that says no, kindly."""
        return "Würde ich überspringen"

    def would_tell_on(self) -> str:
        """The first button on a story's card."""
        return "Würde ich weitererzählen"

    def well_done(self) -> str:
        """The second button on a story's card."""
        return "Gut gemacht"

    def save_for_later(self) -> str:
        """Under "…"."""
        return "Für später merken"

    def tell_my_own(self) -> str:
        """Under "…"."""
        return "Meine eigene Geschichte dazu erzählen"

    def not_for_us(self) -> str:
        """Under "…"."""
        return "Nichts für uns, weil …"

    def not_for_us_question(self) -> str:
        """A field."""
        return "Weil …"

    def not_for_us_intro(self) -> str:
        """A form."""
        return "Ein Grund hilft, besser auszuwählen. Er wird gezählt, aber nie mit deinem Namen gezeigt."

    def not_for_us_reason(self, reason: str) -> str:
        """A choice."""
        return {
            "off_topic": "Es hat nichts mit unserer Arbeit zu tun",
            "old": "Es ist nicht mehr neu",
            "advert": "Es ist Werbung",
            "wrong": "Es stimmt nicht",
            "sensitive": "Dazu äußern wir uns besser nicht",
            "other": "Ein anderer Grund",
        }[reason]

    def less_of_topic(self, topic: str) -> str:
        """Under "…"."""
        return f"Für mich weniger zu {quoted(topic)}"

    def why_this(self) -> str:
        """Under "…"."""
        return "Warum sehe ich das?"

    def asks(self, brought_by: Sequence[str], brought: bool, asks: bool = True) -> str:
        """The question, and how it came to be asked; the second alone where nothing is asked."""
        if brought_by or brought:
            names = listed(brought_by[:3]) or "jemandem aus dem Team"
            return f"Teilenswert? · mitgebracht von {names}" if asks else f"Mitgebracht von {names}"
        enough = "genügend Leute aus dem Team"
        return f"Teilenswert? · weil {enough} das so sehen" if asks else f"Hier, weil {enough} es teilenswert fanden"

    def optional_always(self) -> str:
        """Under everything that asks."""
        return "Immer freiwillig. Welchen Knopf du anklickst, siehst nur du; ein Emoji sehen alle, wie überall."

    def from_the_company(self) -> str:
        """A company piece says so."""
        return "Vom Unternehmen selbst"

    def not_to_be_shared(self, internal: bool, not_before: datetime | None) -> str:
        """Why a card offers no sharing."""
        if internal or not_before is None:
            return "Nur intern, nicht zum Teilen nach außen."
        return f"Erst ab {date(not_before)} öffentlich: bis dahin bitte nur intern."

    def count_worth_it(self, count: int) -> str:
        """From five on."""
        return f"{count} finden es teilenswert"

    def count_would_share(self, count: int) -> str:
        """From five on."""
        return f"{count} würden es teilen"

    def count_scroll_past(self, count: int) -> str:
        """From five on."""
        return f"{count} würden es überspringen"

    def count_well_done(self, count: int) -> str:
        """From five on."""
        return f"{count} sagen: gut gemacht"

    def well_covered(self, network: Network) -> str:
        """On a card, from five people's drafts for one network on."""
        return f"Auf {self.network(network)} gibt es dazu schon viel; anderswo oder später passt es vielleicht besser."

    def story_by(self, name: str) -> str:
        """A story under its author's name."""
        return f"Eine Geschichte von {name or 'jemandem aus dem Team'}"

    def story_by_team(self, team: str) -> str:
        """A story under a team's name."""
        return f"Eine Geschichte aus dem Team {team}" if team else "Eine Geschichte aus einem unserer Teams"

    def story_unnamed(self) -> str:
        """A story under no name."""
        return "Eine Geschichte von jemandem aus dem Team"

    def story_with(self, names: Sequence[str]) -> str:
        """Colleagues in a story, who said yes to being named."""
        return f"Mit {listed(names)}"

    def withdrawn_title(self) -> str:
        """What stays of a card that was taken back."""
        return "Zurückgenommen"

    def withdrawn_text(self) -> str:
        """What stays of a card that was taken back."""
        return "Was hier stand, wurde zurückgenommen."

    def expired(self) -> str:
        """What stays of a card after its time."""
        return "Die Zeit dieser Karte ist um; hier wird nichts mehr gefragt."
