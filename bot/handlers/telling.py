"""Stories: first a colleague's own draft; told when they say so, after members named in it said yes."""

from bot.chat import drawing, forms, private_cards
from bot.chat.addresses import Address
from bot.chat.cards import Button, Card
from bot.chat.events import Action, Pressed, Submitted
from bot.chat.here import Here
from bot.chat.outbox import Purpose
from bot.chat.replies import OpenForm, Reply, Whisper
from bot.domain.items import ItemKind
from bot.domain.naming import standing_in
from bot.domain.people import Person
from bot.domain.plain import one_line
from bot.domain.stories import Naming, Signed, Story, StoryKind, StoryState
from bot.handlers import finding, naming, pages, sharing
from bot.handlers.fields import Fields


def begin(person: Person, here: Here, *, title: str = "", about: str = "", room: Address | None = None) -> Reply:
    """The form for a new story; `about`: the card that prompted it; `room`: where it is begun."""
    begun_in = finding.room_at(room, here)
    about = about or (begun_in.id if begun_in else "")
    return OpenForm(forms.story(None, (), here.words(person), about=about, title=title[:150]))


def written(event: Submitted, person: Person, here: Here) -> Reply:
    """The story is kept as its author's own draft; nobody else sees it."""
    words = here.words(person)
    old = here.tx.stories.get(event.subject) if event.subject else None
    if old is not None and (old.author_id != person.id or old.state in (StoryState.TOLD, StoryState.WITHDRAWN)):
        return Whisper(words.story_gone())
    fields = Fields(event, words)
    title = fields.text("title", required=True, most=150, lines=False)
    text = fields.text("story", required=True, most=6000)
    kind = fields.choice("kind", [one.value for one in StoryKind])
    signed = fields.choice("signed", [one.value for one in Signed])
    team = fields.text("team", most=80, lines=False)
    link, picture = fields.link("link"), fields.link("picture")
    for name in ("title", "story", "team"):
        fields.hold_back(name)
    if signed == Signed.TEAM and not team:
        fields.wrong("team", words.team_missing())
    if errors := fields.errors():
        return errors
    new = event.subject if old is None else ""
    card, begun_in = (here.tx.rooms.card(new), here.tx.rooms.get(new)) if new else (None, None)
    story = here.tx.stories.write(
        old.id if old else None,
        author_id=person.id,
        title=title,
        text=text,
        kind=StoryKind(kind),
        signed=Signed(signed),
        team=team,
        link=link,
        picture=picture,
        about_item=card.item_id if card else old.about_item if old else None,
        at=here.now,
    )
    if begun_in is not None:
        here.tx.stories.choose_room(story.id, begun_in.id)
    if old is not None and _shown(old) != _shown(story):
        _ask_anew(old, here)
    if story.state is StoryState.WAITING:  # it goes nowhere in words its author did not say "tell it" to
        here.tx.stories.set_state(story.id, StoryState.DRAFT)
    _name(story, fields, person, here)
    pages.page_changed(person, here)
    return Whisper(_author_card(here.tx.stories.get(story.id) or story, words.story_kept(), here))


def _name(story: Story, fields: Fields, author: Person, here: Here) -> None:
    """Keep who is named. Nobody is asked before the author says "tell it"."""
    picked = [(here.tx.people.at(one.person), one) for one in fields.people("colleagues")]
    others = [(person, one) for person, one in picked if person is None or person.id != author.id]
    names = [
        (person.id if person else None, (person.name if person else "") or one_line(one.name)[:80])
        for person, one in others
    ]
    members = [person.id for person, _ in others if person is not None and person.member]
    here.tx.stories.name(story.id, names, members=members, at=here.now)


def _ask_anew(story: Story, here: Here) -> None:
    """A yes was to the words as they were, and so was a question still open; a no, or seven days of silence, stays."""
    settled_for_good = [one for one in story.named if one.settled(here.now) and one.answer is not Naming.YES]
    here.tx.stories.unname([one.id for one in story.named if one not in settled_for_good])


def _shown(story: Story) -> tuple[str, ...]:
    """All that a name would stand beside."""
    return (story.title, story.text, story.link, story.picture, story.kind, story.signed, story.team)


def show(event: Pressed, here: Here) -> Reply:
    """The author's own view."""
    found = _mine(event, here, left_too=True)
    return found if isinstance(found, Whisper) else Whisper(_author_card(found[1], found[1].text, here))


def edit(event: Pressed, here: Here) -> Reply:
    """The form with the story's words; a told story is withdrawn before its words change."""
    found = _mine(event, here)
    if isinstance(found, Whisper):
        return found
    person, story = found
    if story.state in (StoryState.TOLD, StoryState.WITHDRAWN):
        return Whisper(here.words(person).story_gone())
    people = [here.tx.people.get(one.person_id) for one in story.named if one.person_id]
    chosen = tuple(one.address.id for one in people if one is not None)
    return OpenForm(forms.story(story, chosen, here.words(person)))


def where(event: Pressed, here: Here) -> Reply:
    """The form that asks where to tell it."""
    found = _mine(event, here)
    if isinstance(found, Whisper):
        return found
    person, story = found
    words = here.words(person)
    rooms = here.rooms_for(person, story.room_id)
    if story.state in (StoryState.TOLD, StoryState.WITHDRAWN):
        return Whisper(words.story_gone())
    return OpenForm(forms.tell_story(story.id, rooms, story.room_id, words)) if rooms else Whisper(words.no_rooms())


def tell(event: Submitted, here: Here) -> Reply:
    """The author says so. Members named in it are asked, in private, once; then it goes."""
    found = _mine(event, here)
    if isinstance(found, Whisper):
        return found
    person, story = found
    words = here.words(person)
    if story.state is StoryState.TOLD:  # said twice: it was told once
        return Whisper(_author_card(story, story.text, here))
    if story.state is StoryState.WITHDRAWN:
        return Whisper(words.story_gone())
    fields = Fields(event, words)
    room_id = fields.choice("room", [room.id for room in here.rooms_for(person, story.room_id)])
    if errors := fields.errors():
        return errors
    here.tx.stories.choose_room(story.id, room_id)
    naming.ask(story, here)
    story = here.tx.stories.get(story.id) or story
    pages.page_changed(person, here)
    if not story.settled(here.now):
        here.tx.stories.set_state(story.id, StoryState.WAITING)
        return Whisper(words.story_waits())
    if not go(story, here):
        return Whisper(_author_card(story, words.story_not_ready(_still_in(story)), here, forward=False))
    room = here.tx.rooms.get(room_id)
    return Whisper(words.story_goes(room.name if room else ""))


def go(story: Story, here: Here) -> bool:
    """Put the story into its room, if no name stands in it that must not; else it is the author's draft again."""
    room = here.tx.rooms.get(story.room_id) if story.room_id else None
    if room is None or not room.here or _still_in(story):
        here.tx.stories.set_state(story.id, StoryState.DRAFT)
        return False
    item = here.tx.items.add(
        kind=ItemKind.STORY,
        url=story.link,
        key=f"story:{story.id}" if story.item_id is None else f"story:{story.id}:{here.new_id()}",
        title=story.title,
        text=story.text,
        at=here.now,
        now=here.now,
        picture=story.picture or None,
    )
    here.tx.stories.set_state(story.id, StoryState.TOLD, item_id=item.id)
    finding.put_card(item, room, here)
    return True


def proceed(story: Story, here: Here) -> None:
    """A waiting story whose names are settled goes on, and its author hears what became of it."""
    author = here.tx.people.get(story.author_id)
    if author is not None:  # they may just be taking it back, or another replica just letting it go on
        here.tx.people.wait_for(author.address)
    fresh = here.tx.stories.get(story.id)
    if fresh is None or fresh.state is not StoryState.WAITING:
        return
    author = here.tx.people.get(fresh.author_id)
    if author is None or not author.member:  # it waits with its author, and for their own word
        here.tx.stories.set_state(story.id, StoryState.DRAFT)
    elif (answered := naming.answer_for_boundaries(fresh, here)).settled(here.now):
        go(answered, here)
        _tell_author(answered, here)


def _tell_author(story: Story, here: Here) -> None:
    pages.page_changed(here.known(story.author_id), here)
    key = f"story:{story.id}:{here.now:%Y%m%d%H%M%S}"
    here.tx.outbox.put(
        Purpose.STORY_NEWS, key=key, lane=story.author_id, about=story.id, person_id=story.author_id, at=here.now
    )


def answered_naming(event: Pressed, here: Here) -> Reply:
    """A member named in a story says yes or no; nobody is told which, and they may change their mind."""
    person = here.tx.people.at(event.person)
    words = here.words(person)
    found = here.tx.stories.named(event.subject)
    if person is None or found is None or found[1].person_id != person.id or found[0].state is StoryState.WITHDRAWN:
        return Whisper(words.story_gone())
    if event.action is Action.NAME_NO:
        settle(event.subject, Naming.NO, here)
        return Whisper(words.named_no())
    if not person.may_be_named_with(found[0].picture):
        settle(event.subject, Naming.NO, here)
        return Whisper(words.not_named_with_photos())
    settle(event.subject, Naming.YES, here)
    return Whisper(words.named_yes())


def settle(named_id: str, answer: Naming, here: Here) -> None:
    """A member's answer is kept, and the story that names them goes on with it, wherever it stands."""
    here.tx.stories.answer_naming(named_id, answer)
    found = here.tx.stories.named(named_id)
    if found is None:
        return
    if found[0].state is StoryState.WAITING:
        proceed(found[0], here)
    else:
        look_again(found[0], here)


def look_again(story: Story, here: Here) -> None:
    """A colleague may be named no more: their name goes from beside a told story.

    Where it stands in its very words, the story is its author's draft again until they change them.
    """
    if story.item_id is None:
        return
    if story.state is StoryState.TOLD and _still_in(story):
        clear(story, here)
        here.tx.stories.set_state(story.id, StoryState.DRAFT)
        _tell_author(story, here)
    else:
        sharing.refresh(story.item_id, here)


def withdraw(event: Pressed, here: Here) -> Reply:
    """Taken back, everywhere."""
    found = _mine(event, here, left_too=True)
    if isinstance(found, Whisper):
        return found
    person, story = found
    clear(story, here)
    here.tx.stories.set_state(story.id, StoryState.WITHDRAWN)
    pages.page_changed(person, here)
    return Whisper(here.words(person).story_withdrawn())


def clear(story: Story, here: Here) -> None:
    """What stands in rooms is taken back, and its words are kept nowhere but with the author."""
    if story.item_id is None:
        return
    sharing.take_back_everywhere(story.item_id, here, why="the story was withdrawn")


def throw_away(event: Pressed, here: Here) -> Reply:
    """A story is deleted; one that was told is taken back first."""
    found = _mine(event, here, left_too=True)
    if isinstance(found, Whisper):
        return found
    person, story = found
    words = here.words(person)
    if story.state is StoryState.TOLD:
        clear(story, here)
        here.tx.stories.set_state(story.id, StoryState.WITHDRAWN)
    here.tx.stories.throw(story.id)
    pages.page_changed(person, here)
    return Whisper(words.story_thrown() if story.item_id is None else words.draft_thrown())


def _mine(event: Pressed | Submitted, here: Here, *, left_too: bool = False) -> tuple[Person, Story] | Whisper:
    """The story and its author, or a kind word. `left_too`: it stays theirs to see and take back after they left."""
    person = here.tx.people.at(event.person)
    story = here.tx.stories.get(event.subject)
    if person is None or not (person.member or left_too) or story is None or story.author_id != person.id:
        return Whisper(here.words(person).story_gone())
    return person, story


def _author_card(story: Story, text: str, here: Here, *, forward: bool = True) -> Card:
    """The author's own view. `forward`: with the line to forward, unless the text has it already."""
    words = here.words(here.tx.people.get(story.author_id))
    if story.state is StoryState.TOLD:
        buttons: tuple[Button, ...] = (Button(Action.WITHDRAW_STORY, words.withdraw(), story.id),)
    elif story.state is StoryState.WITHDRAWN:
        buttons = (Button(Action.THROW_STORY, words.throw_away(), story.id),)
    else:
        buttons = (
            Button(Action.TELL_STORY, words.tell_in_room(), story.id),
            Button(Action.EDIT_STORY, words.edit(), story.id),
            Button(Action.THROW_STORY, words.throw_away(), story.id),
        )
    about = drawing.prompted_by(story, here)
    still_open = story.state in (StoryState.DRAFT, StoryState.WAITING)
    facts = (
        words.story_state_fact(story.state),
        *((words.draft_about(about),) if about else ()),
        *((words.story_forward(),) if story.named and still_open and forward else ()),
    )
    return private_cards.story(story, words, text=text, facts=facts, buttons=buttons)


def _still_in(story: Story) -> tuple[str, ...]:
    """Names that stand in the story's words although they must not."""
    return standing_in(f"{story.title} {story.text} {story.team}", story.must_not_name())
