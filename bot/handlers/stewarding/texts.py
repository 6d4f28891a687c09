"""A steward's own text is looked at before it stands anywhere: no order goes unnoticed, and none calls everyone."""

from bot.chat.desk_items import LEAVE_SO
from bot.chat.wording import Words
from bot.domain.pressure import calls_everyone, reads_as_order
from bot.handlers.fields import Fields

LONGEST_QUOTE = 80


def look_at(fields: Fields, words: Words, **texts: str) -> None:
    """What is wrong with these texts, by field. One that rings for everyone never goes.

    One that reads as an order goes once its steward, who has been told so, ticks that it is to stay as it is.
    """
    left_so = fields.tick(LEAVE_SO)
    for name, text in texts.items():
        word = calls_everyone(text)
        order = None if left_so or word else reads_as_order(text)
        if word is not None:
            fields.wrong(name, words.calls_everyone(_short(word)))
        elif order is not None:
            fields.wrong(name, f"{words.reads_as_order(_short(order.phrase))} {words.order_otherwise()}")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"
