"""What platforms tell about rooms and people: invited, renamed, gone."""

from bot.chat.events import Everywhere, Gone, Joined, Known, Left, Renamed, Uninstalled
from bot.chat.here import Here, sound
from bot.domain.plain import one_line


def joined(event: Joined, here: Here) -> None:
    """The bot was invited: a room app.yaml does not name follows the default topics.

    Where it is back, its cards that could not be drawn anew meanwhile are: one may have been withdrawn.
    """
    keys = here.settings.rooms.defaults.topics
    topics = [topic.id for topic in here.tx.topics.keyed(keys)]
    before = here.tx.rooms.at(event.room)
    name = one_line(event.name)[:80]
    room = here.tx.rooms.joined(event.room, name, at=here.now, topics=topics, private=event.private)
    if before is not None and not before.here:
        here.tx.outbox.draw_again(room.id, at=here.now)


def left(event: Left, here: Here) -> None:
    """The bot is no longer there; nothing waits for that room."""
    here.tx.rooms.left(event.room)


def everywhere(event: Everywhere, here: Here) -> None:
    """Rooms that are not among them were left while nobody listened."""
    for room in here.tx.rooms.here():
        at = room.address
        ours = (at.platform, at.workspace) == (event.platform, event.workspace)
        if ours and at not in event.rooms and (room.joined_at is None or room.joined_at < event.at):
            here.tx.rooms.left(at)


def renamed(event: Renamed, here: Here) -> None:
    """A room has a new name."""
    here.tx.rooms.renamed(event.room, one_line(event.name)[:80], private=event.private)


def known(event: Known, here: Here) -> None:
    """A new name, time zone or language of someone we know; a stranger stays one."""
    if event.profile.active:
        here.tx.people.know(event.person, sound(event.profile))
    else:
        here.tx.people.gone(event.person)


def gone(event: Gone, here: Here) -> None:
    """A person is no longer on the platform."""
    here.tx.people.gone(event.person)


def uninstalled(event: Uninstalled, here: Here) -> None:
    """A workspace removed the bot. When it did counts: what is told late is not about a new installation."""
    here.tx.workspaces.uninstalled(event.platform, event.workspace, at=event.at)
