"""Drafts: a person's own answers, arranged. Nothing is said here that the person did not say."""

from dataclasses import dataclass

from bot.domain.arrangements import apart, laid_out
from bot.domain.counting import fits, length
from bot.domain.networks import Network
from bot.domain.sentences import one_line, split, tidy, with_lists, words
from bot.domain.written_links import has_link

_SINGLE = str.maketrans("“”„", "‘’‚")


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person answered: one answer, and up to two more."""

    main: str
    second: str = ""
    third: str = ""


@dataclass(frozen=True, slots=True)
class Arranged:
    """A text to take, change or leave.

    `own_share`: which part of its words are the person's own, from 0 to 1, the link not counted. `length` and `limit`
    are in the network's own counting; None where it takes any length.
    """

    text: str
    own_share: float
    length: int
    limit: int | None

    @property
    def over_by(self) -> int:
        """By how much it is longer than the network takes; the person shortens it, never we."""
        return 0 if self.limit is None else max(0, self.length - self.limit)


def arrange(
    answers: Answers, *, title: str, url: str, network: Network, variant: int, workplace_line: str | None = None
) -> Arranged:
    """The person's own sentences as a text for a network, with the item's link and, if wanted, where they work.

    Every `variant`, counted from 0 and starting over at the end, is another of `arrangements`.
    """
    texts = arrangements(answers, title=title, url=url, network=network, workplace_line=workplace_line)
    text = texts[variant % len(texts)]
    return measure(text, network=network, title=title, url=url, workplace_line=workplace_line)


def arrangements(
    answers: Answers, *, title: str, url: str, network: Network, workplace_line: str | None = None
) -> list[str]:
    """The really different arrangements of these answers; at least one, and only one where there is nothing to vary.

    Some quote the item's title in “…”. One that is too long for the network is left out as long as another fits. What
    the answers say already (the link, the title, the workplace) is not said twice. An empty title, url or workplace
    line is simply absent.
    """
    said = [tidy(answer) for answer in (answers.main, answers.second, answers.third)]
    own = "\n".join(said)
    title, line = one_line(title), one_line(workplace_line or "")
    title = "" if title.casefold() in own.casefold() else _quoted(title)
    line = "" if _says(own, line) else line
    link = "" if has_link(own, url) else url
    texts = laid_out(
        [with_lists(list(split(text))) for text in said if text], title=title, link=link, workplace_line=line
    )
    fitting = [text for text in texts if fits(network, text, url=url)] or texts
    return apart(fitting, given=(title, link, line))


def measure(text: str, *, network: Network, title: str, url: str, workplace_line: str | None = None) -> Arranged:
    """How a text stands to its network's limit, and to what in it was handed in; also after the person changed it."""
    spoken = text.replace(url, " ", 1) if url and has_link(text, url) else text
    handed_in = [part for part in (_quoted(one_line(title)), one_line(workplace_line or "")) if part and part in text]
    given, every = sum(len(words(part)) for part in handed_in), len(words(spoken))
    share = (every - given) / every if every > given else 0.0
    return Arranged(text, share, length(network, text, url=url), network.limit)


def _quoted(title: str) -> str:
    """A title in marks of its own; those inside it become single ones, in whichever language it is."""
    return f"“{title.translate(_SINGLE)}”" if title else ""


def _says(own: str, line: str) -> bool:
    """Whether the answers hold the words of a line already, whatever stands between them."""
    said, wanted = (f" {' '.join(words(text.casefold()))} " for text in (own, line))
    return wanted in said
