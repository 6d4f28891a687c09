"""Stories: writing, telling, naming colleagues."""

from collections.abc import Sequence

from bot.chat.wording.english.names import Names
from bot.chat.wording.english.speaking import listed
from bot.domain.stories import Signed, StoryKind, StoryState


class Stories(Names):
    """Each function says one thing."""

    def story_title(self) -> str:
        """A form."""
        return "Tell a story"

    def story_intro(self) -> str:
        """A form."""
        return "It is yours: first only you see it. It goes to a room when you say so, and you can take it back at any time."

    def story_submit(self) -> str:
        """A button."""
        return "Keep as my draft"

    def story_headline(self) -> str:
        """A field."""
        return "Title"

    def story_words(self) -> str:
        """A field."""
        return "The story"

    def story_hint(self) -> str:
        """A field's hint."""
        return "As you would tell it in a break."

    def story_kind_question(self) -> str:
        """A field."""
        return "What kind of story is it?"

    def story_kind(self, kind: StoryKind) -> str:
        """A kind of story."""
        return {
            StoryKind.MILESTONE: "A milestone",
            StoryKind.LESSON: "A lesson",
            StoryKind.AWARD: "An award",
            StoryKind.TEAM_MOMENT: "A team moment",
            StoryKind.CUSTOMER_MOMENT: "A customer moment",
            StoryKind.DATA_POINT: "A data point",
            StoryKind.OTHER: "Something else",
        }[kind]

    def signed_question(self) -> str:
        """A field."""
        return "Under what name?"

    def signed(self, signed: Signed) -> str:
        """A choice."""
        return {Signed.NAMED: "My name", Signed.TEAM: "My team's name", Signed.UNNAMED: "No name"}[signed]

    def team_name(self) -> str:
        """A field."""
        return "The team's name, if it is told under that"

    def team_missing(self) -> str:
        """A mistake in the form."""
        return "Which team? Or choose another name to tell it under."

    def story_colleagues(self) -> str:
        """A field."""
        return "Colleagues it names"

    def story_colleagues_hint(self) -> str:
        """A field's hint."""
        return "Tick them: members are asked first; whoever has not joined stays unnamed."

    def story_link(self) -> str:
        """A field."""
        return "A link, if there is one"

    def story_picture(self) -> str:
        """A field."""
        return "A picture's link, if there is one"

    def story_kept(self) -> str:
        """Right after writing."""
        return "Kept as your own draft. Change it as often as you like, and tell it in a room when you want to."

    def story_only_you(self) -> str:
        """On an author's own view."""
        return "Only you see this view of it."

    def story_state_fact(self, state: StoryState) -> str:
        """Where it stands."""
        return f"Now: {self.story_state(state)}"

    def tell_it(self) -> str:
        """A button."""
        return "Tell it"

    def tell_in_room(self) -> str:
        """A button."""
        return "Tell it in a room"

    def tell_story_title(self) -> str:
        """A form."""
        return "Tell it in a room"

    def tell_story_intro(self) -> str:
        """A form."""
        return "Colleagues named in it who are members are asked before it goes there."

    def story_goes(self, room: str) -> str:
        """Right after telling."""
        return f"It goes to {room}. Thank you for telling it."

    def story_waits(self) -> str:
        """After telling, while names are open."""
        return "Colleagues who may be asked are asked first, in private. I will tell you when it can be told."

    def story_not_ready(self, names: Sequence[str]) -> str:
        """Names stand in the words that must not."""
        them = "the names" if len(names) > 1 else "the name"
        return f"Almost: {listed(names)} cannot be named in it. Please leave {them} out, then tell the story. {self.story_forward()}"

    def story_forward(self) -> str:
        """For colleagues who have not joined: the same line whoever is named, since nobody learns who has."""
        return "Whoever has not joined stays unnamed; you could forward them this: “I would like to name you in a story I tell at work. Is that all right?”"

    def story_room_gone(self) -> str:
        """News of a story whose room is no more."""
        return "The room you chose for your story is not there any more. It is your own draft again: would you like to choose another room?"

    def story_stands(self, room: str) -> str:
        """News of a story."""
        return f"Your story stands in {room} now, or will once its quiet hours are over."

    def show_story(self) -> str:
        """A button."""
        return "Show the story"

    def withdraw(self) -> str:
        """A button."""
        return "Withdraw it"

    def story_withdrawn(self) -> str:
        """Right after withdrawing."""
        return "Withdrawn, everywhere. What stood in rooms is being cleared."

    def story_gone(self) -> str:
        """A press on a story that is no more."""
        return "This story does not exist any more."

    def story_thrown(self) -> str:
        """Right after throwing away."""
        return "Thrown away. Nobody saw it."

    def naming_title(self, author: str) -> str:
        """A member is asked about being named."""
        return f"{author or 'A colleague'} would like to name you in a story"

    def naming_only_you(self) -> str:
        """A member is asked about being named."""
        return "A question to you alone"

    def naming_fact(self) -> str:
        """How their answer is treated."""
        return "Say yes or no, or nothing: then you stay unnamed, and all the author learns is that your name may not stand in it."

    def told_under(self, signed: Signed, author: str, team: str) -> str:
        """Under what name a story would be told."""
        under = {
            Signed.NAMED: f"under the name {author}" if author else "under a colleague's name",
            Signed.TEAM: f"under the name of the team {team}" if team else "under a team's name",
            Signed.UNNAMED: "without a name",
        }
        return f"It would be told {under[signed]}."

    def story_shows(self, picture: str) -> str:
        """The picture a story comes with."""
        return f"With this picture: {picture}"

    def name_yes(self) -> str:
        """A button."""
        return "Yes, name me"

    def name_no(self) -> str:
        """A button."""
        return "No, leave me out"

    def named_yes(self) -> str:
        """Right after saying yes."""
        return "Thank you. Your name may stand in it; you can change your mind with the other button."

    def named_no(self) -> str:
        """Right after saying no."""
        return "Noted. Your name will not stand in it, and nobody is told why."
