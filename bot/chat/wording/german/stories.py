"""Stories: writing, telling, naming colleagues."""

from collections.abc import Sequence

from bot.chat.wording.english import stories as english
from bot.chat.wording.german.names import Names
from bot.chat.wording.german.speaking import listed
from bot.domain.stories import Signed, StoryKind, StoryState


class Stories(Names, english.Stories):
    """Each function says one thing."""

    def story_title(self) -> str:
        """A form."""
        return "Eine Geschichte erzählen"

    def story_intro(self) -> str:
        """A form."""
        return "Sie gehört dir: Zuerst siehst nur du sie. In einen Raum kommt sie, wenn du es sagst, und du kannst sie jederzeit zurücknehmen."

    def story_submit(self) -> str:
        """A button."""
        return "Als Entwurf speichern"

    def story_headline(self) -> str:
        """A field."""
        return "Titel"

    def story_words(self) -> str:
        """A field."""
        return "Die Geschichte"

    def story_hint(self) -> str:
        """A field's hint."""
        return "So, wie du sie in der Pause erzählen würdest."

    def story_kind_question(self) -> str:
        """A field."""
        return "Was für eine Geschichte ist es?"

    def story_kind(self, kind: StoryKind) -> str:
        """A kind of story."""
        return {
            StoryKind.MILESTONE: "Ein Meilenstein",
            StoryKind.LESSON: "Etwas Gelerntes",
            StoryKind.AWARD: "Eine Auszeichnung",
            StoryKind.TEAM_MOMENT: "Ein Moment im Team",
            StoryKind.CUSTOMER_MOMENT: "Ein Moment mit Kundinnen oder Kunden",
            StoryKind.DATA_POINT: "Eine Zahl, die etwas zeigt",
            StoryKind.OTHER: "Etwas anderes",
        }[kind]

    def signed_question(self) -> str:
        """A field."""
        return "Unter welchem Namen?"

    def signed(self, signed: Signed) -> str:
        """A choice."""
        return {Signed.NAMED: "Mein Name", Signed.TEAM: "Der Name meines Teams", Signed.UNNAMED: "Kein Name"}[signed]

    def team_name(self) -> str:
        """A field."""
        return "Der Name des Teams, wenn sie unter ihm erzählt wird"

    def team_missing(self) -> str:
        """A mistake in the form."""
        return "Welches Team? Oder wähle einen anderen Namen, unter dem sie erzählt wird."

    def story_colleagues(self) -> str:
        """A field."""
        return "Wer darin genannt wird"

    def story_colleagues_hint(self) -> str:
        """A field's hint."""
        return "Wähle aus, wer darin vorkommt: Wer mitmacht, wird vorher gefragt; wer nicht, bleibt ungenannt."

    def story_link(self) -> str:
        """A field."""
        return "Ein Link, falls es einen gibt"

    def story_picture(self) -> str:
        """A field."""
        return "Der Link zu einem Bild, falls es eines gibt"

    def story_kept(self) -> str:
        """Right after writing."""
        return "Als dein eigener Entwurf gespeichert. Ändere ihn, so oft du magst, und erzähle die Geschichte in einem Raum, wenn du möchtest."

    def story_only_you(self) -> str:
        """On an author's own view."""
        return "Diese Ansicht siehst nur du."

    def story_state_fact(self, state: StoryState) -> str:
        """Where it stands."""
        return f"Stand: {self.story_state(state)}"

    def tell_it(self) -> str:
        """A button."""
        return "Erzählen"

    def tell_in_room(self) -> str:
        """A button."""
        return "In einem Raum erzählen"

    def tell_story_title(self) -> str:
        """A form."""
        return "In einem Raum erzählen"

    def tell_story_intro(self) -> str:
        """A form."""
        return "Alle, die darin genannt werden und mitmachen, werden vorher gefragt."

    def story_goes(self, room: str) -> str:
        """Right after telling."""
        return f"Sie kommt in den Raum {room}. Danke, dass du sie erzählst."

    def story_waits(self) -> str:
        """After telling, while names are open."""
        return "Zuerst wird privat gefragt, wer darin genannt wird und gefragt werden darf. Ich sage dir, wann es weitergeht."

    def story_not_ready(self, names: Sequence[str]) -> str:
        """Names stand in the words that must not."""
        may_not = "können nicht genannt werden" if len(names) > 1 else "kann nicht genannt werden"
        them = "die Namen" if len(names) > 1 else "den Namen"
        return f"Fast fertig: {listed(names)} {may_not}. Bitte lass {them} weg und erzähle die Geschichte dann. {self.story_forward()}"

    def story_forward(self) -> str:
        """For colleagues who have not joined: the same line whoever is named, since nobody learns who has."""
        return "Wer nicht mitmacht, bleibt ungenannt; du kannst diese Zeile weiterleiten: „Ich möchte dich in einer Geschichte nennen, die ich bei der Arbeit erzähle. Ist dir das recht?“"

    def story_room_gone(self) -> str:
        """News of a story whose room is no more."""
        return "Den Raum, den du für deine Geschichte ausgesucht hast, gibt es nicht mehr. Sie ist wieder dein eigener Entwurf: Magst du einen anderen Raum aussuchen?"

    def story_stands(self, room: str) -> str:
        """News of a story."""
        return f"Deine Geschichte steht jetzt im Raum {room} oder kommt dorthin, sobald die Ruhezeit vorbei ist."

    def show_story(self) -> str:
        """A button."""
        return "Die Geschichte zeigen"

    def withdraw(self) -> str:
        """A button."""
        return "Zurücknehmen"

    def story_withdrawn(self) -> str:
        """Right after withdrawing."""
        return "Überall zurückgenommen. Was in Räumen stand, wird gerade entfernt."

    def story_gone(self) -> str:
        """A press on a story that is no more."""
        return "Diese Geschichte gibt es nicht mehr."

    def story_thrown(self) -> str:
        """Right after throwing away."""
        return "Verworfen. Niemand hat sie gesehen."

    def naming_title(self, author: str) -> str:
        """A member is asked about being named."""
        return f"{author or 'Jemand aus dem Team'} möchte dich in einer Geschichte nennen"

    def naming_only_you(self) -> str:
        """A member is asked about being named."""
        return "Diese Frage geht nur an dich"

    def naming_fact(self) -> str:
        """How their answer is treated."""
        return "Sag Ja oder Nein, oder gar nichts: Dann bleibst du ungenannt, und wer die Geschichte erzählt, erfährt nur, dass dein Name nicht darin stehen darf."

    def told_under(self, signed: Signed, author: str, team: str) -> str:
        """Under what name a story would be told."""
        under = {
            Signed.NAMED: f"unter dem Namen {author}" if author else "unter dem Namen von jemandem aus dem Team",
            Signed.TEAM: f"unter dem Namen des Teams {team}" if team else "unter dem Namen eines Teams",
            Signed.UNNAMED: "ohne Namen",
        }
        return f"Sie würde {under[signed]} erzählt."

    def story_shows(self, picture: str) -> str:
        """The picture a story comes with."""
        return f"Mit diesem Bild: {picture}"

    def name_yes(self) -> str:
        """A button."""
        return "Ja, nenne mich"

    def name_no(self) -> str:
        """A button."""
        return "Nein, lass mich weg"

    def named_yes(self) -> str:
        """Right after saying yes."""
        return "Danke. Dein Name darf darin stehen; mit dem anderen Knopf kannst du es dir anders überlegen."

    def named_no(self) -> str:
        """Right after saying no."""
        return "Notiert. Dein Name wird nicht darin stehen, und niemand erfährt, warum."
