"""The angles: the questions a draft can start from, and who starts from which.

Only their ids live here; the words people read stand in `bot/chat/wording`.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from bot.domain.items import ItemKind

FIND, COMPANY, STORY = ItemKind.FIND, ItemKind.COMPANY, ItemKind.STORY


@dataclass(frozen=True, slots=True)
class Angle:
    """A question a draft starts from, and the kinds of item it fits."""

    id: str
    kinds: frozenset[str]


def _angle(id_: str, *kinds: str) -> Angle:
    return Angle(id_, frozenset(kinds))


ANGLES: Final = (
    _angle("own_experience", FIND, COMPANY, STORY),
    _angle("do_differently", FIND, COMPANY, STORY),
    _angle("customer_asks_first", FIND, COMPANY),
    _angle("disagree", FIND),
    _angle("reminds_of", FIND, COMPANY, STORY),
    _angle("surprised", FIND, COMPANY, STORY),
    _angle("explain_to_friend", FIND, COMPANY),
    _angle("changes_for_work", FIND, COMPANY),
    _angle("try_first", FIND, COMPANY),
    _angle("missing_in_it", FIND),
    _angle("who_should_read", FIND, COMPANY, STORY),
    _angle("one_sentence_kept", FIND, STORY),
    _angle("five_years_ago", FIND, COMPANY, STORY),
    _angle("open_question", FIND, COMPANY, STORY),
    _angle("beginner_tip", FIND, STORY),
    _angle("common_misbelief", FIND, COMPANY),
    _angle("worry", FIND),
    _angle("hope", FIND, COMPANY, STORY),
    _angle("your_part", COMPANY),
    _angle("hardest_part", COMPANY, STORY),
    _angle("unseen_work", COMPANY, STORY),
    _angle("who_helped", COMPANY, STORY),
    _angle("learned_in_doing", COMPANY, STORY),
    _angle("nearly_went_wrong", COMPANY, STORY),
    _angle("good_moment", COMPANY, STORY),
    _angle("why_told_now", STORY),
    _angle("first_time", FIND, COMPANY, STORY),
    _angle("changed_mind", FIND, COMPANY, STORY),
    _angle("another_way", FIND),
    _angle("what_it_takes", FIND),
    _angle("not_for_everyone", FIND, COMPANY),
    _angle("agree", FIND),
    _angle("number_or_fact", FIND, COMPANY),
    _angle("everyday", FIND, COMPANY),
    _angle("ask_the_makers", FIND, COMPANY, STORY),
    _angle("own_mistake", FIND, STORY),
    _angle("price", FIND),
    _angle("thanks", COMPANY, STORY),
    _angle("another_field", FIND, STORY),
    _angle("next_week", FIND),
    _angle("before_and_now", COMPANY),
    _angle("in_a_year", FIND, COMPANY),
    _angle("took_longer", COMPANY, STORY),
    _angle("small_detail", COMPANY, STORY),
    _angle("happened_to_you", STORY),
    _angle("same_place", STORY),
    _angle("new_colleague", COMPANY, STORY),
    _angle("needs_explaining", FIND, COMPANY),
)
_BY_ID: Final = {angle.id: angle for angle in ANGLES}


def angle(angle_id: str) -> Angle | None:
    """The angle of that id; None for one that is no longer asked."""
    return _BY_ID.get(angle_id)


def in_order(item_id: str, kind: str) -> list[Angle]:
    """Every angle that fits a kind of item, in this item's own order.

    `item_id` may hold more than the item: whose order it is, say, so that nobody can read off a question how many came
    before them. The order comes from a hash of it and the angle: the same in every process, another for each item, and
    an angle added later moves none of the others. Raises ValueError for a kind no angle fits.
    """
    fitting = [angle for angle in ANGLES if kind in angle.kinds]
    if not fitting:
        raise ValueError(f"no angle fits the kind {kind!r}")
    return sorted(fitting, key=lambda angle: sha256(f"{item_id}\n{angle.id}".encode()).digest())


def first(item_id: str, taken: Collection[str], kind: str) -> Angle:
    """The angle the next person on this item starts from: none twice until all are used, then the least used.

    `taken` holds the id each colleague on the item started from, once for each of them. DESIGN section 1, rule 5.
    """
    used = Counter(taken)
    return min(in_order(item_id, kind), key=lambda angle: used[angle.id])


def another(item_id: str, seen: Sequence[str], kind: str, *, taken: Collection[str] = ()) -> Angle:
    """The next angle for a person who wants another question: one they have not seen, else the one seen longest ago.

    `seen` holds the ids shown to this person, oldest first. Among the unseen, those that no colleague started from come
    first.
    """
    last_shown = {angle_id: at for at, angle_id in enumerate(seen)}
    used = Counter(taken)
    return min(in_order(item_id, kind), key=lambda angle: (last_shown.get(angle.id, -1), used[angle.id]))
