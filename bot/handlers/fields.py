"""Reading a form: every mistake is told at once, by field, and nothing typed is lost."""

from collections.abc import Collection

from bot.chat.events import Picked, Submitted
from bot.chat.replies import FieldErrors
from bot.chat.wording import Words
from bot.domain import links
from bot.domain.checking.credentials import live_credentials
from bot.domain.plain import one_line, plain


class Fields:
    """The fields of one submitted form; `errors` fills up as they are read."""

    def __init__(self, event: Submitted, words: Words) -> None:
        self._event = event
        self._words = words
        self._errors: dict[str, str] = {}

    def errors(self) -> FieldErrors | None:
        """What is wrong, or None."""
        return FieldErrors(self._errors) if self._errors else None

    def wrong(self, name: str, why: str) -> None:
        """Something about this field is wrong."""
        self._errors.setdefault(name, why)

    def text(self, name: str, *, required: bool = False, most: int = 3000, lines: bool = True) -> str:
        """Words, at most so many characters."""
        value = self._event.fields.get(name, "")
        raw = value if isinstance(value, str) else " ".join(value)
        text = plain(raw) if lines else one_line(raw)
        if required and not text:
            self.wrong(name, self._words.field_missing())
        elif len(text) > most:
            self.wrong(name, self._words.field_too_long(most, len(text)))
        return text

    def hold_back(self, name: str) -> None:
        """What looks like a live credential is neither kept nor sent: the form stays open until it is taken out."""
        if found := live_credentials(self.text(name, most=20_000)):
            self.wrong(name, self._words.secret_held(found[0]))

    def link(self, name: str, *, required: bool = False) -> str:
        """A web link in its clean form, or nothing."""
        text = self.text(name, required=required, most=2000, lines=False)
        if not text:
            return ""
        try:
            return links.clean(text)
        except links.NotALink:
            self.wrong(name, self._words.field_not_a_link())
            return ""

    def choice(self, name: str, offered: Collection[str]) -> str:
        """One of the options; a missing or an unknown one is a mistake."""
        text = self.text(name, required=True, most=200, lines=False)
        if text and text not in offered:
            self.wrong(name, self._words.field_not_offered())
        return text

    def choices(self, name: str, offered: Collection[str]) -> tuple[str, ...]:
        """Those of the options that were chosen; an unknown one is a mistake, and is left out."""
        value = self._event.fields.get(name, ())
        chosen = tuple(part for part in ((value,) if isinstance(value, str) else value) if part)
        if any(one not in offered for one in chosen):
            self.wrong(name, self._words.field_not_offered())
        return tuple(one for one in chosen if one in offered)

    def tick(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self.text(name, most=200, lines=False).casefold() in ("true", "on", "yes", "1", name.casefold())

    def people(self, name: str) -> tuple[Picked, ...]:
        """Colleagues picked in a field."""
        return tuple(dict.fromkeys(self._event.people.get(name, ())))
