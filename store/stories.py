"""Stories, and what the colleagues named in them said."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, insert, select, update

from bot.domain.ids import new_id
from bot.domain.stories import Named, Naming, Signed, Story, StoryKind, StoryState
from store import rows

_s = rows.stories
_n = rows.story_names
OPEN = (StoryState.DRAFT, StoryState.WAITING)
"""The states in which a story's words are still its author's alone."""


class Stories:
    """Stories; implements `bot.ports.Stories`."""

    def __init__(self, connection: Connection) -> None:
        self._c = connection

    def get(self, story_id: str) -> Story | None:
        return self._first(_s.c.id == story_id)

    def of(self, author_id: str) -> list[Story]:
        return self._read(_s.c.author_id == author_id, newest_first=True)

    def of_item(self, item_id: str) -> Story | None:
        return self._first(_s.c.item_id == item_id)

    def write(
        self,
        story_id: str | None,
        *,
        author_id: str,
        title: str,
        text: str,
        kind: StoryKind,
        signed: Signed,
        team: str,
        link: str,
        picture: str,
        about_item: str | None,
        at: datetime,
    ) -> Story:
        words: dict[str, object] = {
            "title": title,
            "text": text,
            "kind": kind,
            "signed": signed,
            "team": team,
            "link": link,
        }
        words |= {"picture": picture, "about_item": about_item}
        known = self.get(story_id) if story_id else None
        if known is None or known.author_id != author_id:
            # Also for one that is no more: it was thrown away in another window, and the words must not be lost.
            story_id = new_id(at)
            new = {"id": story_id, "author_id": author_id, "state": StoryState.DRAFT, "at": at}
            self._c.execute(insert(_s).values(words | new))
        elif known.state in OPEN:
            self._c.execute(update(_s).where(_s.c.id == known.id).values(words))
        return self._one(story_id or "")

    def name(
        self, story_id: str, named: Sequence[tuple[str | None, str]], *, members: Collection[str], at: datetime
    ) -> None:
        before = {one.person_id or one.name: one for one in self._one(story_id).named}
        after = {person_id or name: (person_id, name) for person_id, name in named}
        left_out = [one.id for who, one in before.items() if who not in after and _may_be_left_out(one)]
        self._c.execute(delete(_n).where(_n.c.id.in_(left_out)))
        for who, (person_id, name) in after.items():  # a story names a few
            to_ask = person_id is not None and person_id in members
            answer = Naming.ASKED if to_ask else Naming.NOT_A_MEMBER
            known = before.get(who)
            if known is None:
                row = {"id": new_id(at), "story_id": story_id, "person_id": person_id, "name": name, "answer": answer}
                self._c.execute(insert(_n).values(row))
            elif known.answer is Naming.NOT_A_MEMBER and to_ask:  # joined since
                self._c.execute(update(_n).where(_n.c.id == known.id).values(answer=answer))

    def unname(self, named_ids: Collection[str]) -> None:
        self._c.execute(delete(_n).where(_n.c.id.in_(named_ids)))

    def ask_named(self, story_id: str, *, at: datetime) -> list[Named]:
        never_asked = and_(_n.c.story_id == story_id, _n.c.answer == Naming.ASKED, _n.c.asked_at.is_(None))
        asked = update(_n).where(never_asked).values(asked_at=at).returning(_n.c.id)
        newly = set(self._c.execute(asked).scalars())
        return [one for one in self._names([story_id]).get(story_id, ()) if one.id in newly]

    def named(self, named_id: str) -> tuple[Story, Named] | None:
        story = self._first(_s.c.id.in_(select(_n.c.story_id).where(_n.c.id == named_id)))
        return (story, next(one for one in story.named if one.id == named_id)) if story else None

    def naming(self, person_id: str) -> list[Story]:
        return self._read(_s.c.id.in_(select(_n.c.story_id).where(_n.c.person_id == person_id)))

    def answer_naming(self, named_id: str, answer: Naming) -> None:
        self._c.execute(update(_n).where(_n.c.id == named_id).values(answer=answer))

    def choose_room(self, story_id: str, room_id: str) -> None:
        self._c.execute(update(_s).where(_s.c.id == story_id).values(room_id=room_id))

    def set_state(self, story_id: str, state: StoryState, *, item_id: str | None = None) -> None:
        became = {"state": state} | ({"item_id": item_id} if item_id else {})
        self._c.execute(update(_s).where(_s.c.id == story_id).values(became))

    def throw(self, story_id: str) -> None:
        self._c.execute(delete(_s).where(_s.c.id == story_id, _s.c.state != StoryState.TOLD))

    def waiting(self, *, limit: int) -> list[Story]:
        return self._read(_s.c.state == StoryState.WAITING, limit=limit)

    def _one(self, story_id: str) -> Story:
        story = self.get(story_id)
        if story is None:
            raise LookupError("there is no such story")
        return story

    def _first(self, which: ColumnElement[bool]) -> Story | None:
        found = self._read(which)
        return found[0] if found else None

    def _read(self, which: ColumnElement[bool], *, newest_first: bool = False, limit: int | None = None) -> list[Story]:
        order = _s.c.id.desc() if newest_first else _s.c.id.asc()
        found = list(self._c.execute(select(_s).where(which).order_by(order).limit(limit)))
        names = self._names([row.id for row in found])
        return [_story(row, tuple(names.get(row.id, ()))) for row in found]

    def _names(self, story_ids: Collection[str]) -> dict[str, list[Named]]:
        names: dict[str, list[Named]] = {}
        for row in self._c.execute(select(_n).where(_n.c.story_id.in_(story_ids)).order_by(_n.c.name, _n.c.id)):
            one = Named(row.id, row.person_id, row.name, row.answer, row.asked_at)
            names.setdefault(row.story_id, []).append(one)
        return names


def _story(row: Row[Any], named: tuple[Named, ...]) -> Story:
    return Story(
        id=row.id,
        author_id=row.author_id,
        title=row.title,
        text=row.text,
        kind=row.kind,
        signed=row.signed,
        state=row.state,
        team=row.team,
        link=row.link,
        picture=row.picture,
        room_id=row.room_id,
        item_id=row.item_id,
        about_item=row.about_item,
        named=named,
    )


def _may_be_left_out(named: Named) -> bool:
    """Somebody who was asked and did not say yes stays on the list: their name must not come back by un-ticking it."""
    return named.asked_at is None or named.answer is Naming.YES
