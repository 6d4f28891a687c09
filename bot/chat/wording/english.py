"""English: every word a person reads. Plain, short, friendly; nobody is ever told to share."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.items import Because
from bot.domain.networks import Network
from bot.domain.people import Nudges, Private
from bot.domain.stories import Signed, StoryKind, StoryState


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words in a row: "a", "a and b", "a, b and c"."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def day(at: datetime) -> str:
    """A day as people say it: "Monday 7 December"."""
    return f"{at:%A} {at.day} {at:%B}"


class English:
    """All texts in English. Each function says one thing; what it needs to know are its parameters."""

    language = "en"

    # ── Cards in rooms ──

    def heard_in(self, sources: Sequence[str], hours: float, because: Sequence[Because]) -> str:
        """Where and when it was heard, and why this room sees it."""
        where = sources[0] if sources else "the world outside"
        more = f" and {len(sources) - 1} more" if len(sources) > 1 else ""
        topics = listed([self.topic_with_words(one) for one in because[:2]])
        why = f" · because this room follows {topics}" if topics else ""
        return f"Heard in {where}{more} · {self.age(hours)}{why}"

    def topic_with_words(self, because: Because) -> str:
        """A topic, and the words that matched."""
        words = ", ".join(f"“{word}”" for word in because.words[:3])
        return f"{because.name} ({words})" if words else because.name

    def age(self, hours: float) -> str:
        """How long ago something was told."""
        if hours < 1:
            return "just now" if hours < 0.1 else f"{round(hours * 60)} min ago"
        return f"{round(hours)} h ago" if hours < 36 else f"{round(hours / 24)} days ago"

    def worth_it(self) -> str:
        """The button on a heard card."""
        return "Worth sharing"

    def less_like_this(self) -> str:
        """The other button on a heard card."""
        return "Less like this"

    def would_share(self) -> str:
        """The first button on an asking card."""
        return "I'd share this"

    def draft_with_me(self) -> str:
        """The button that begins a draft."""
        return "Draft it with me"

    def scroll_past(self) -> str:
        """The button that says no, kindly."""
        return "I'd scroll past"

    def would_tell_on(self) -> str:
        """The first button on a story's card."""
        return "I'd tell this on"

    def well_done(self) -> str:
        """The second button on a story's card."""
        return "Well done"

    def save_for_later(self) -> str:
        """Under "…"."""
        return "Save for later"

    def tell_my_own(self) -> str:
        """Under "…"."""
        return "Tell my own story about it"

    def not_for_us(self) -> str:
        """Under "…"."""
        return "Not for us, because…"

    def not_for_us_question(self) -> str:
        """A field."""
        return "Because…"

    def not_for_us_intro(self) -> str:
        """A form."""
        return "One reason helps to choose better. It is counted, never shown with your name."

    def not_for_us_reason(self, reason: str) -> str:
        """A choice."""
        return {
            "off_topic": "It is not about our work",
            "old": "It is old news",
            "advert": "It is an advert",
            "wrong": "It is wrong",
            "sensitive": "It is not for us to speak about",
            "other": "Another reason",
        }[reason]

    def less_of_topic(self, topic: str) -> str:
        """Under "…"."""
        return f"Less of “{topic}” for me"

    def why_this(self) -> str:
        """Under "…"."""
        return "Why am I seeing this?"

    def asks(self, brought_by: Sequence[str], brought: bool) -> str:
        """The question, and how it came to be asked."""
        if brought_by:
            return f"Worth sharing? · brought by {listed(brought_by[:3])}"
        if brought:
            return "Worth sharing? · brought by a colleague"
        return "Worth sharing? · because enough colleagues thought so"

    def optional_always(self) -> str:
        """Under everything that asks."""
        return "Optional, always. Only you see what you press; an emoji is public, as everywhere."

    def from_the_company(self) -> str:
        """A company piece says so."""
        return "From the company"

    def not_to_be_shared(self, internal: bool, not_before: datetime | None) -> str:
        """Why a card offers no sharing."""
        if internal or not_before is None:
            return "Internal only: not for sharing outside."
        return f"Not before {not_before.day} {not_before:%B %Y}: please keep it inside until then."

    def count_worth_it(self, count: int) -> str:
        """From five on."""
        return f"{count} found it worth sharing"

    def count_would_share(self, count: int) -> str:
        """From five on."""
        return f"{count} would share"

    def count_scroll_past(self, count: int) -> str:
        """From five on."""
        return f"{count} would scroll past"

    def count_well_done(self, count: int) -> str:
        """From five on."""
        return f"{count} say well done"

    def story_by(self, name: str) -> str:
        """A story under its author's name."""
        return f"A story by {name or 'a colleague'}"

    def story_by_team(self, team: str) -> str:
        """A story under a team's name."""
        return f"A story from {team or 'one of our teams'}"

    def story_unnamed(self) -> str:
        """A story under no name."""
        return "A colleague's story"

    def story_with(self, names: Sequence[str]) -> str:
        """Colleagues in a story, who said yes to being named."""
        return f"With {listed(names)}"

    def withdrawn_title(self) -> str:
        """What stays of a card that was taken back."""
        return "Taken back"

    def withdrawn_text(self) -> str:
        """What stays of a card that was taken back."""
        return "What stood here was withdrawn."

    def expired(self) -> str:
        """What stays of a card after its time."""
        return "This card's time is over; nothing more is asked."

    # ── Answers on the spot ──

    def noted(self, kind: str) -> str:
        """A press was heard."""
        said = {
            "worth_it": "Noted: worth sharing. If enough colleagues think so, the card will ask.",
            "less": "Noted: less like this.",
            "would_share": "Noted: you'd share this. Want help with your own words?",
            "scroll_past": "Noted: you'd scroll past. Thank you, that helps as much.",
            "save": "Saved. It stands on your page, and “saved” shows it.",
            "well_done": "Noted: well done.",
            "not_for_us": "Thank you, noted.",
        }
        return f"{said.get(kind, 'Noted.')} Nobody else sees what you pressed."

    def taken_back(self) -> str:
        """An answer was taken back."""
        return "Taken back, as if it never was."

    def take_it_back(self) -> str:
        """The button beside a noted answer."""
        return "Take it back"

    def nothing_to_take_back(self) -> str:
        """There was no such answer."""
        return "There was nothing to take back."

    def card_gone(self) -> str:
        """A press on a card that is no more."""
        return "This card is no more: it was taken back, or its time is over. Nothing was lost."

    def not_understood(self) -> str:
        """A button or a form we do not know, or that was not for this person."""
        return "That button is from another time and does nothing any more. “help” shows what I can do."

    def words_not_understood(self, words: str) -> str:
        """Words that are no command."""
        short = words if len(words) <= 60 else f"{words[:59]}…"
        return f"I did not understand “{short}”. Say “help” to see what I can do; a link alone is a find."

    def busy(self) -> str:
        """The store could not begin in time."""
        return "I am busy right now and have not done anything. Please press again in a moment."

    def not_a_steward(self) -> str:
        """Only for those named in app.yaml."""
        return "That is for stewards."

    def why_seeing(self, sources: Sequence[str], because: Sequence[Because], per_day: int, life: str) -> str:
        """Why a card stands in this room."""
        lines = []
        if sources:
            lines.append(f"It was heard in {listed(sources)}.")
        for one in because:
            words = listed([f"“{word}”" for word in one.words])
            lines.append(
                f"This room follows {one.name}; {'the words that matched: ' + words if words else 'all of that source belongs to it'}."
            )
        if life == "asking":
            lines.append(
                "It asks because people wanted it to: a colleague brought it, or enough found it worth sharing."
            )
        lines.append(
            f"At most {per_day} such cards a day come to this room. Nobody sees who presses what, and silence is kept nowhere."
        )
        return "\n".join(lines)

    def less_of_topic_done(self, topic: str) -> str:
        """A topic is muted for this person."""
        return f"Noted: no more nudges about “{topic}” for you. The room's own topics stay as they are; “topics” changes this again."

    # ── Joining, pausing, leaving ──

    def joining_title(self) -> str:
        """The page before joining."""
        return "Before you join"

    def joining_intro(self, company: str) -> str:
        """The first lines of the page before joining."""
        return f"Earshot listens to what is said outside about {company}, our field and our professions, and shows the few things that matter. If you want to speak, it helps you find your own words."

    def joining_what(self) -> str:
        """A heading."""
        return "What it is"

    def joining_what_text(self) -> str:
        """What it is."""
        return "Cards in rooms ask one optional question: worth sharing? As a member you can also draft with help, tell stories, save things, and, only if you turn them on, get a nudge now and then. There is never a text to paste, and nothing is posted for you."

    def joining_kept(self) -> str:
        """A heading."""
        return "What is kept"

    def joining_kept_text(self, days: int) -> str:
        """What is kept."""
        return f"What you press (for {days} days), what you chose, your drafts and stories, your first name, time zone and language. Not kept: what you ignore, what is said in rooms, whether you posted anything."

    def joining_seen(self) -> str:
        """A heading."""
        return "Who sees it"

    def joining_seen_text(self) -> str:
        """Who sees it."""
        return "You. Others see counts from five people on, never names. There is no list of who takes part, for anyone. An emoji you put on a card is public, as everywhere; the buttons are private."

    def joining_free(self) -> str:
        """A heading."""
        return "It is your free choice"

    def joining_free_text(self) -> str:
        """That it is a free choice."""
        return "Taking part is always voluntary, and so is stopping: pause and leave are one press each, forget is two. Not joining has no consequence, and nobody can see it. You can bring a find without joining."

    def joining_short(self) -> str:
        """The page before joining, in a few lines."""
        return "It keeps what you press and choose, shows it to nobody but you, and sends you nothing you did not ask for. Pause and leave are one press each. It is always your free choice."

    def join(self) -> str:
        """A button."""
        return "Join"

    def read_more(self) -> str:
        """A button."""
        return "Read more first"

    def joined(self, name: str) -> str:
        """Right after joining."""
        return f"Welcome{', ' + name if name else ''}. Nothing will be sent to you unless you ask for it: nudges are off. When you like, choose the networks you want help with, or keep work and social apart; everything else is on your page."

    def already_joined(self) -> str:
        """Joined before."""
        return "You have joined already. “me” opens your page."

    def join_first(self) -> str:
        """What needs a member, said to someone who is none."""
        return "That is for members. Joining is one press, and leaving too; have a look first:"

    def left(self) -> str:
        """Right after leaving."""
        return "You have left. Nothing will be sent to you. What you chose and wrote stays until you say “forget”; “join” brings you back."

    def not_joined(self) -> str:
        """Leaving without having joined."""
        return "You have not joined, so there is nothing to leave."

    def leave(self) -> str:
        """A button."""
        return "Leave"

    def pause(self) -> str:
        """A button."""
        return "Pause"

    def resume(self) -> str:
        """A button."""
        return "Resume"

    def resumed(self) -> str:
        """Right after resuming."""
        return "Welcome back. Everything is as you left it."

    def not_paused(self) -> str:
        """Resuming without a pause."""
        return "You are not paused."

    def paused_until(self, until: datetime, zone: str) -> str:
        """While paused."""
        end = until.astimezone(ZoneInfo(zone))
        return f"Paused until {day(end)}, {end:%H:%M}. Until then you get nothing but answers to what you do."

    def pause_not_understood(self, words: str) -> str:
        """A pause we could not read."""
        return f"I could not read “{words[:60]}” as a time. Try “2w”, “3 days”, “until monday” or “until 2027-01-07”; a year at most."

    def pause_title(self) -> str:
        """A form."""
        return "Pause"

    def pause_question(self) -> str:
        """A field."""
        return "For how long?"

    def pause_hint(self) -> str:
        """A field's hint."""
        return "For example 2w, 3 days, until monday, until 2027-01-07"

    def pause_submit(self) -> str:
        """A button."""
        return "Pause"

    def forget_question(self) -> str:
        """The first of two presses."""
        return "Forget everything about you? Your answers, choices, drafts, saved things and reminders are deleted. Your stories are withdrawn. What you brought stays, unnamed. This cannot be undone."

    def forget_title(self) -> str:
        """The first of two presses."""
        return "Forget me"

    def forget_yes(self) -> str:
        """The second press."""
        return "Yes, forget me"

    def forgotten(self) -> str:
        """Right after forgetting."""
        return "Forgotten. I do not know you any more, and nothing leads back to you."

    def nothing_known(self) -> str:
        """Forget or export, by someone of whom nothing is kept."""
        return "Nothing is kept about you."

    def export_title(self) -> str:
        """The person's data."""
        return "All that is kept about you"

    def export_intro(self) -> str:
        """The person's data: how to read it."""
        return "First in words, then whole, as JSON for machines."

    def export_line(self, what: str, count: int) -> str:
        """One line of the person's data in words."""
        return f"{what}: {count}"

    def export_field(self, what: str) -> str:
        """What stands before a value, where the value alone would not be understood."""
        return {
            "zone": "time zone",
            "language": "language",
            "joined_at": "joined",
            "paused_until": "paused until",
            "nudges": "nudges",
            "networks": "networks",
            "switched_off": "switched off",
        }.get(what, what.replace("_", " "))

    def export_names(self, table: str) -> str:
        """What a kind of data is called."""
        return {
            "person": "You",
            "answers": "Answers",
            "drafts": "Drafts",
            "stories": "Stories",
            "finds": "Links you brought",
            "networks": "Networks",
            "topics": "Topics you chose",
            "switches": "Private messages switched off",
            "reminders": "Reminders",
            "namings": "Stories you are named in",
            "names in your stories": "Names in your stories",
            "asides": "Reactions set aside for some minutes",
            "outgoing": "Messages to you that wait or left lately",
        }.get(table, table)

    # ── The own page ──

    def page_title(self, name: str) -> str:
        """The own page."""
        return f"{name}'s page" if name else "Your page"

    def page_intro(self) -> str:
        """The own page."""
        return "Everything you chose, and all that is yours. Nobody else can open this page."

    def your_part(self) -> str:
        """A section."""
        return "Taking part"

    def taking_part(self) -> str:
        """A section."""
        return "You have joined. Take part as much or as little as you like."

    def bring_or_tell(self) -> str:
        """A section."""
        return "Bring or tell something"

    def bring_or_tell_text(self) -> str:
        """A section."""
        return "A link that colleagues should see, or a story of your own. Neither needs a network."

    def bring_a_find(self) -> str:
        """A button."""
        return "Bring a find"

    def tell_a_story(self) -> str:
        """A button."""
        return "Tell a story"

    def drafts_title(self) -> str:
        """A section."""
        return "Your drafts"

    def drafts_none(self) -> str:
        """A section."""
        return "None yet. “Draft it with me” on a card begins one."

    def drafts_text(self) -> str:
        """A section."""
        return "Yours alone, until you post them yourself."

    def draft_named(self, network: Network, title: str) -> str:
        """A button for one draft."""
        return f"{self.network(network)}: {self.short(title)}"

    def short(self, title: str) -> str:
        """A title short enough for a button."""
        return title if len(title) <= 48 else f"{title[:47].rstrip()}…"

    def saved_title(self) -> str:
        """A section."""
        return "Saved for later"

    def saved_none(self) -> str:
        """A section."""
        return "Nothing saved yet. “Save for later” stands under “…” on every card."

    def saved_item(self, title: str, url: str) -> str:
        """One saved item."""
        return f"{title} {url}".strip()

    def saved_label(self) -> str:
        """A button."""
        return "Show what I saved"

    def draft_this(self, title: str) -> str:
        """A button."""
        return f"Draft: {self.short(title)}"

    def unsave(self, title: str) -> str:
        """A button."""
        return f"Remove: {self.short(title)}"

    def stories_title(self) -> str:
        """A section."""
        return "Your stories"

    def stories_none(self) -> str:
        """A section."""
        return "None yet. A milestone, a lesson, a good day with a customer: “Tell a story” begins one."

    def story_named(self, title: str, state: StoryState) -> str:
        """A button for one story."""
        return f"{self.short(title)} ({self.story_state(state)})"

    def story_state(self, state: StoryState) -> str:
        """Where a story is."""
        return {
            StoryState.DRAFT: "only you see it",
            StoryState.WAITING: "waits for colleagues named in it",
            StoryState.TOLD: "told",
            StoryState.WITHDRAWN: "withdrawn",
        }[state]

    def messages_title(self) -> str:
        """A section."""
        return "Private messages"

    def messages_text(self) -> str:
        """A section."""
        return "What may reach you in private, only ever as an answer to something you did or asked for. Each can be switched off by itself; drafts then stay here on your page."

    def private_off(self, kind: Private) -> str:
        """A button that switches one kind of message off."""
        return f"Switch off {self.private_kind(kind)}"

    def private_on(self, kind: Private) -> str:
        """A button that switches one kind of message on again."""
        return f"Switch {self.private_kind(kind)} on again"

    def private_kind(self, kind: Private) -> str:
        """A kind of private message."""
        return {
            Private.NUDGE: "nudges",
            Private.DRAFT: "drafts as messages",
            Private.REMINDER: "reminders",
            Private.FIND_NEWS: "news of my finds",
            Private.NAMING: "messages about stories",
            Private.ANSWER: "answers to what I write",
        }[kind]

    def switched_off(self, kind: Private) -> str:
        """Right after switching one kind of message off."""
        return f"Switched off: {self.private_kind(kind)}. Your page switches it on again."

    def switched_on(self, kind: Private) -> str:
        """Right after switching one kind of message on."""
        return f"Switched on: {self.private_kind(kind)}."

    def your_data(self) -> str:
        """A section."""
        return "Your data"

    def your_data_text(self) -> str:
        """A section."""
        return "See all that is kept about you, or have it forgotten."

    def export_label(self) -> str:
        """A button."""
        return "Show all that is kept"

    def forget_label(self) -> str:
        """A button."""
        return "Forget me"

    def good_to_know(self) -> str:
        """A section."""
        return "Good to know"

    def good_to_know_text(self) -> str:
        """A section."""
        return "What to mind when you speak about work, and all that you can say to me."

    def guidelines(self) -> str:
        """A button and a title."""
        return "Guidelines"

    def no_guidelines(self) -> str:
        """The company named none."""
        return (
            "No guidelines are written down. Common sense is a good start: say where you work, keep secrets, be kind."
        )

    def no_such_guideline(self, words: str) -> str:
        """A question no guideline answers."""
        return f"Nothing is written about “{words[:60]}”. These are all the guidelines:"

    def help_label(self) -> str:
        """A button."""
        return "Help"

    def help_title(self) -> str:
        """Help."""
        return "What I can do"

    def help_intro(self) -> str:
        """Help."""
        return "I show what is being said outside about us and our field, and help those who want to speak to do it in their own words. Say these words to me in private, or use the buttons on your page (“me”):"

    def command(self, name: str) -> str:
        """What a command does, for help and for the platforms' own command lists."""
        return {
            "find": "bring a link: find <link> [why it matters]",
            "story": "tell a story of your own: story [title]",
            "join": "read what it is, and join if you like",
            "leave": "leave, at once",
            "me": "your own page",
            "topics": "what you want to hear about",
            "networks": "which networks are yours, or none",
            "nudges on": "a nudge now and then, as often as you say",
            "nudges off": "no nudges, at once",
            "pause": "silence for a while: pause 2w",
            "resume": "end the pause",
            "saved": "what you saved for later",
            "export": "all that is kept about you",
            "forget": "forget everything about you",
            "guidelines": "what to mind: guidelines [question]",
            "help": "this list",
        }[name]

    # ── Networks, topics, nudges ──

    def network(self, network: Network) -> str:
        """A network's name."""
        return {
            Network.LINKEDIN: "LinkedIn",
            Network.MASTODON: "Mastodon",
            Network.BLUESKY: "Bluesky",
            Network.X: "X",
            Network.THREADS: "Threads",
            Network.FACEBOOK: "Facebook",
            Network.REDDIT: "Reddit",
            Network.WHATSAPP: "WhatsApp",
            Network.EMAIL: "E-mail",
        }[network]

    def networks_title(self) -> str:
        """A form and a section."""
        return "Networks"

    def networks_intro(self) -> str:
        """A form."""
        return "Only what you pick here is ever offered to you. Nobody else sees it."

    def networks_question(self) -> str:
        """A field."""
        return "Where would you like help with your words?"

    def keep_apart(self) -> str:
        """A field."""
        return "I keep work and social apart"

    def keep_apart_hint(self) -> str:
        """A field's hint."""
        return "A complete answer. I will not ask again; you can still bring finds and tell stories."

    def networks_both(self) -> str:
        """A mistake in the form."""
        return "Pick networks, or keep work and social apart: not both."

    def networks_none(self) -> str:
        """A mistake in the form."""
        return "Pick at least one, or tick “I keep work and social apart”."

    def networks_now(self, networks: Sequence[Network], apart: bool) -> str:
        """What a person chose."""
        if apart:
            return "You keep work and social apart. No network is offered to you."
        return (
            f"You picked {listed([self.network(one) for one in networks])}."
            if networks
            else "You have not picked any. None is offered."
        )

    def networks_kept(self, networks: Sequence[Network], apart: bool) -> str:
        """Right after choosing."""
        return f"Kept. {self.networks_now(networks, apart)}"

    def choose_networks(self) -> str:
        """A button."""
        return "Choose networks"

    def apart_no_draft(self) -> str:
        """A draft was asked for by someone who keeps work and social apart."""
        return "You told me that you keep work and social apart, so there is no network to draft for. You can still bring finds and tell stories; “networks” changes it."

    def topics_title(self) -> str:
        """A form and a section."""
        return "Topics"

    def topics_intro(self) -> str:
        """A form."""
        return (
            "This is about you alone: what a nudge may be about. What a room follows is looked after by the stewards."
        )

    def topics_question(self) -> str:
        """A field."""
        return "What do you want to hear about?"

    def topics_now(self, topics: Sequence[str]) -> str:
        """What a person chose."""
        return f"Nudges may be about {listed(topics)}." if topics else "You chose none, so no nudge comes."

    def topics_kept(self, topics: Sequence[str]) -> str:
        """Right after choosing."""
        return f"Kept. {self.topics_now(topics)}"

    def choose_topics(self) -> str:
        """A button."""
        return "Choose topics"

    def nudges_title(self) -> str:
        """A form and a section."""
        return "Nudges"

    def nudges_intro(self) -> str:
        """A form."""
        return "A nudge is one private message about one thing that may be worth sharing, never in your quiet hours, never about what you answered already. If you do not answer, they become rarer by themselves."

    def nudges_question(self) -> str:
        """A field."""
        return "How often at most?"

    def nudges(self, nudges: Nudges) -> str:
        """How often."""
        return {Nudges.OFF: "Off", Nudges.DAILY: "Once a day", Nudges.WEEKLY: "Once a week"}[nudges]

    def nudges_now(self, nudges: Nudges) -> str:
        """What a person chose."""
        return "Off. You get none." if nudges is Nudges.OFF else f"On: {self.nudges(nudges).lower()} at most."

    def nudges_kept(self, nudges: Nudges) -> str:
        """Right after choosing."""
        return "Nudges are off." if nudges is Nudges.OFF else f"Nudges are on: {self.nudges(nudges).lower()} at most."

    def nudges_need_networks(self) -> str:
        """Nudges are on, but no network is picked."""
        return "One thing more: pick a network, since a nudge asks what you would share there."

    def nudges_off_done(self) -> str:
        """Right after switching nudges off."""
        return "Nudges are off, at once. One that was on its way does not leave."

    def turn_on_nudges(self) -> str:
        """A button."""
        return "Turn nudges on"

    def change_nudges(self) -> str:
        """A button."""
        return "How often?"

    def turn_off_nudges(self) -> str:
        """An off switch."""
        return "Turn off nudges"

    def turn_off_drafts(self) -> str:
        """An off switch."""
        return "Keep drafts on my page instead"

    def turn_off_reminders(self) -> str:
        """An off switch."""
        return "Turn off reminders"

    def turn_off_find_news(self) -> str:
        """An off switch."""
        return "No news of my finds"

    def turn_off_naming(self) -> str:
        """An off switch."""
        return "No messages about stories"

    def turn_off_answers(self) -> str:
        """An off switch."""
        return "Do not write to me here"

    def nudge_because(self, nudges: Nudges) -> str:
        """Why a nudge came."""
        return f"You asked for a nudge {self.nudges(nudges).lower()}. This one is about what colleagues found worth sharing."

    def press_to_open(self) -> str:
        """A form that can only be opened by a button."""
        return "Press the button, and the form opens."

    def keep(self) -> str:
        """A button of forms."""
        return "Keep"

    def send(self) -> str:
        """A button of forms."""
        return "Send"

    # ── Drafts ──

    def interview_title(self) -> str:
        """A form."""
        return "In your own words"

    def interview_intro(self, title: str) -> str:
        """A form."""
        return f"About “{title}”. Answer one question as you would tell a colleague; I only arrange what you wrote."

    def interview_submit(self) -> str:
        """A button."""
        return "Arrange my words"

    def answer_hint(self) -> str:
        """A field's hint."""
        return "Two or three sentences are plenty, in any language."

    def second_question(self) -> str:
        """A field."""
        return "Anything that surprised you, or that you would do differently?"

    def third_question(self) -> str:
        """A field."""
        return "A question you would ask those who read it?"

    def which_network(self) -> str:
        """A field."""
        return "For which of your networks?"

    def say_workplace(self, company: str) -> str:
        """A field."""
        return f"Add a line that says I work at {company}"

    def workplace_why(self) -> str:
        """A field's hint."""
        return "When you write about your employer, readers should know; in several countries the law asks for it."

    def workplace_line(self, company: str, variant: int) -> str:
        """The line that says where they work; none is locked, and none is allowed too."""
        lines = (
            f"(I work at {company}.)",
            f"Full disclosure: I work at {company}.",
            f"I work at {company}, and this is my own view.",
        )
        return lines[variant % len(lines)]

    def question(self, angle: str) -> str:
        """The question an angle starts from."""
        return QUESTIONS[angle]

    def draft_title(self, network: Network) -> str:
        """A draft."""
        return f"Your draft for {self.network(network)}"

    def draft_about(self, title: str) -> str:
        """What a draft is about."""
        return f"About “{title}”"

    def brought_because(self, why: str, name: str) -> str:
        """What a colleague said of the link they brought."""
        return f"“{why}” – {name}" if name else f"“{why}” – a colleague"

    def draft_shape(self, own: int, length: int, limit: int | None) -> str:
        """How much is the person's own, and how long it is."""
        return (
            f"{own} % your words · {length} of {limit} characters"
            if limit
            else f"{own} % your words · {length} characters"
        )

    def draft_too_long(self, over: int, network: Network) -> str:
        """Over a network's limit."""
        return f"{over} characters too long for {self.network(network)}. Nothing was cut: “Edit” lets you decide what goes."

    def copy_then_open(self, network: Network) -> str:
        """A network whose composer takes no text."""
        return f"{self.network(network)} opens with the link alone: copy your words first, then put them in there."

    def draft_ready(self) -> str:
        """Right after the interview."""
        return "Your draft is in your private messages."

    def draft_kept(self) -> str:
        """Right after editing."""
        return "Kept. It stands in your private messages as it is now."

    def draft_thrown(self) -> str:
        """Right after throwing away."""
        return "Thrown away. Nothing of it is kept."

    def draft_gone(self) -> str:
        """A press on a draft that is no more."""
        return "This draft is no more."

    def copy(self) -> str:
        """A button."""
        return "Copy"

    def open_composer(self, network: Network) -> str:
        """A button."""
        return f"Open {self.network(network)}"

    def edit(self) -> str:
        """A button."""
        return "Edit"

    def arrange_otherwise(self) -> str:
        """A button."""
        return "Arrange it differently"

    def other_question(self) -> str:
        """A button."""
        return "Ask me something else"

    def remind_me(self) -> str:
        """A button."""
        return "Remind me"

    def throw_away(self) -> str:
        """A button."""
        return "Throw away"

    def show_draft(self) -> str:
        """A button."""
        return "Show the draft"

    def edit_draft_title(self) -> str:
        """A form."""
        return "Edit your draft"

    def your_words(self) -> str:
        """A field."""
        return "Your words"

    def invite_text(self) -> str:
        """The answer to ✍️."""
        return "You put a ✍️ on this. One question, and I arrange your own words."

    def remind_title(self) -> str:
        """A form."""
        return "Remind me"

    def remind_question(self) -> str:
        """A field."""
        return "When?"

    def remind_when(self, value: str) -> str:
        """A choice."""
        return {"tomorrow": "Tomorrow", "3 days": "In three days", "1w": "In a week"}[value]

    def remind_submit(self) -> str:
        """A button."""
        return "Remind me"

    def remind_kept(self, due: datetime, zone: str) -> str:
        """Right after setting a reminder."""
        return f"I will remind you on {day(due.astimezone(ZoneInfo(zone)))}, once, outside your quiet hours."

    def reminder_title(self) -> str:
        """A reminder."""
        return "You wanted to be reminded of this draft"

    # ── Finds ──

    def find_title(self) -> str:
        """A form."""
        return "Bring a find"

    def find_link(self) -> str:
        """A field."""
        return "The link"

    def find_why(self) -> str:
        """A field."""
        return "Why does it matter?"

    def find_named(self) -> str:
        """A field."""
        return "Show my name on the card"

    def find_named_hint(self) -> str:
        """A field's hint."""
        return "Unnamed unless you tick this."

    def find_submit(self) -> str:
        """A button."""
        return "Bring it"

    def find_intro(self, *, here: bool) -> str:
        """A form. `here`: it was opened in a room, so that is where it goes."""
        where = "in this room" if here else "in the room its topic fits"
        return f"A link that colleagues may find worth sharing. I have a look at it and put it {where}, with that question."

    def find_thanks(self, room: str, *, told: bool) -> str:
        """Right after bringing a find, in this room or, where it is empty, in private."""
        where = f" It goes to {room}." if room else " It will stand in the room its topic fits."
        return "Thanks, having a look." + (" I will tell you in private where it goes." if told else where)

    def find_no_link(self) -> str:
        """A find without a link."""
        return "Which link? Say it like this: find https://… why it matters"

    def find_bad_link(self, reason: str) -> str:
        """A link that is none."""
        return {
            "scheme": "That is not a web link: it must begin with http:// or https://, like https://example.org/page",
            "password": "That link carries a user name or password; please bring it without.",
            "too_long": "That link is too long for me; is there a shorter one?",
        }.get(reason, "I could not read that as a web link. It should look like https://example.org/page")

    def find_already(self, room: str) -> str:
        """The same person brought the same link before."""
        return (
            f"You brought this already; it stands in {room}."
            if room
            else "You brought this already; I am still having a look."
        )

    def find_stands(self, room: str) -> str:
        """News of a find."""
        return f"Thank you: what you brought stands in {room} now, or will once its quiet hours are over."

    def find_no_room(self) -> str:
        """News of a find whose topics fit no room."""
        return "Thank you. No room follows this topic, so it stands nowhere yet: would you choose one?"

    def your_find(self) -> str:
        """A find whose page has no title."""
        return "The link you brought"

    def find_trouble(self, trouble: str) -> str:
        """Why a link could not be read."""
        why = {
            "not_found": "there is no page at that address (any more)",
            "gone": "the page is gone for good",
            "refused": "the site asks for a login or does not let me in",
            "too_many": "the site is too busy to let me in",
            "too_slow": "the site did not answer in time",
            "too_big": "the page is too big for me",
            "too_many_redirects": "the address only led from one to the next",
            "no_connection": "the site could not be reached",
            "private_address": "it leads into a private network, where I do not go",
            "bad_address": "the address is not a web address I can open",
            "server": "the site answered with an error of its own",
        }.get(trouble, "I could not read the page")
        return f"I could not use the link you brought: {why}. Is there another link to the same thing? With a few words of why, I can use yours for a page that I may not read."

    def find_about(self) -> str:
        """News of a find says what it is about."""
        return "About the link you brought"

    def choose_another_room(self) -> str:
        """A button."""
        return "Choose another room"

    def choose_room(self) -> str:
        """A button and a form."""
        return "Choose a room"

    def which_room(self) -> str:
        """A field."""
        return "Which room?"

    def put_it_there(self) -> str:
        """A button."""
        return "Put it there"

    def find_moved(self, room: str) -> str:
        """Right after choosing a room."""
        return f"Done: it goes to {room}."

    def no_rooms(self) -> str:
        """The bot is in no room."""
        return "I am in no room yet. Someone has to invite me into one first."

    # ── Stories ──

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
        return "As you would tell it over coffee."

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
        return "Where shall it be told?"

    def tell_story_intro(self) -> str:
        """A form."""
        return "Colleagues named in it who are members are asked before it goes there."

    def story_goes(self, room: str) -> str:
        """Right after telling."""
        return f"It goes to {room}. Thank you for telling it."

    def story_waits(self) -> str:
        """After telling, while names are open."""
        return "Colleagues named in it are asked first, in private. I will tell you when it can go."

    def story_not_ready(self, names: Sequence[str]) -> str:
        """Names stand in the words that must not."""
        return f"Almost: {listed(names)} cannot be named in it. Please change the words (or leave the name out), then tell it. If someone has not joined, you could forward them this: “I would like to name you in a story I tell at work. Is that all right?”"

    def story_room_gone(self) -> str:
        """News of a story whose room is no more."""
        return "The room you chose for your story is not there any more. It is your own draft again: would you choose another room?"

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
        return "This story is no more."

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
            Signed.NAMED: author or "a colleague's name",
            Signed.TEAM: team or "a team's name",
            Signed.UNNAMED: "no name",
        }
        return f"It would be told under {under[signed]}."

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

    # ── Mistakes in forms ──

    def field_missing(self) -> str:
        """A required field is empty."""
        return "Please fill this in."

    def field_too_long(self, most: int, now: int) -> str:
        """A field has too many characters."""
        return f"At most {most} characters, please; these are {now}."

    def field_not_offered(self) -> str:
        """A choice that was not among the options."""
        return "Please choose one of the options."

    def field_not_a_link(self) -> str:
        """A link field without a web link."""
        return "This should be a web link, like https://example.org/page"


QUESTIONS: dict[str, str] = {
    "own_experience": "Where have you met this in your own work?",
    "do_differently": "If you could do it again, what would you do differently?",
    "customer_asks_first": "What would a customer ask first about this?",
    "disagree": "Is there something here you see differently?",
    "reminds_of": "What did this remind you of?",
    "surprised": "What surprised you most?",
    "explain_to_friend": "How would you explain this to a friend who does something quite different?",
    "changes_for_work": "What could this change in how you work?",
    "try_first": "If you had a free afternoon, what would you try first?",
    "missing_in_it": "What is missing here that people should know?",
    "who_should_read": "Who would be glad to read this, and why?",
    "one_sentence_kept": "What is the one thought you will remember?",
    "five_years_ago": "How was this five years ago, and what is different today?",
    "open_question": "Which question does this leave open for you?",
    "beginner_tip": "What would you tell someone who is just starting with this?",
    "common_misbelief": "What do many people get wrong about this?",
    "worry": "Is there something about this that worries you?",
    "hope": "What do you hope comes next?",
    "your_part": "What was your own part in this?",
    "hardest_part": "What was the hardest part?",
    "unseen_work": "What work behind this does nobody see?",
    "who_helped": "Who or what helped you most? (No names needed.)",
    "learned_in_doing": "What did you learn while doing it?",
    "nearly_went_wrong": "What nearly went wrong, and how did it turn out?",
    "good_moment": "Which moment did you enjoy most?",
    "why_told_now": "Why do you want to tell this now?",
}
"""The question of each angle (bot/domain/angles.py), in plain words."""
