"""Where the words of a draft come from: five hundred interviews in five languages, on every network."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

import pytest

from bot.domain.arrangements import differ
from bot.domain.counting import length
from bot.domain.drafts import Answers, arrange, arrangements, measure
from bot.domain.networks import Network
from bot.domain.sentences import sentences, tidy, words
from tests.bot.domain.interviews import TONGUES, Interview, interviews

Arranger = Callable[[Interview, Network], Sequence[str]]

INTERVIEWS = list(interviews(500, seed=2026))


@cache
def house(interview: Interview, network: Network) -> Sequence[str]:
    return arrangements(
        interview.answers,
        title=interview.title,
        url=interview.url,
        network=network,
        workplace_line=interview.workplace,
    )


def network_of(at: int) -> Network:
    """The networks in turn, so that each meets more than fifty interviews, in every language."""
    return list(Network)[at % len(Network)]


def quoted(title: str) -> str:
    return f"“{title.replace('“', '‘').replace('”', '’').replace('„', '‚')}”"


def spoken(answers: Answers) -> str:
    return "\n".join((answers.main, answers.second, answers.third))


def without_given(text: str, interview: Interview) -> str:
    """The text without the marked title, the link and the line on where they work."""
    for part in (quoted(interview.title), interview.url, interview.workplace or ""):
        text = text.replace(part, " ", 1) if part else text
    return text


def own_share(text: str, interview: Interview) -> float:
    """Which part of the words is the person's own; title, link and disclosure not counted."""
    every = Counter(words(without_given(text, interview)))
    return (every & Counter(words(spoken(interview.answers)))).total() / every.total()


def foreign(text: str, interview: Interview) -> Counter[str]:
    """Words, numbers and signs that neither the person said nor the item's title, link or the line holds."""
    left = without_given(text, interview)
    strange = Counter(words(left)) - Counter(words(spoken(interview.answers)))
    return strange or Counter("".join(left.split())) - Counter("".join(spoken(interview.answers).split()))


def faults(arranger: Arranger, some: Sequence[Interview]) -> Counter[str]:
    """What is wrong with the drafts an arranger makes, by kind."""
    found: Counter[str] = Counter()
    for at, interview in enumerate(some):
        said = [one for part in spoken(interview.answers).split("\n") for one in sentences(part)]
        network = network_of(at)
        texts = arranger(interview, network)
        for text in texts:
            found["foreign"] += bool(foreign(text, interview))
            found["too little their own"] += own_share(text, interview) < 0.8
            found["something left out"] += not all(one in text for one in said)
            found["link not there once"] += text.count(interview.url) != 1 if interview.url else False
            found["line not there once"] += interview.workplace is not None and text.count(interview.workplace) != 1
        lengths = [length(network, text, url=interview.url) for text in texts]
        fitting = [network.limit is None or count <= network.limit for count in lengths]
        found["too long beside one that fits"] += any(fitting) and not all(fitting)
    return +found


def test_there_are_five_hundred_of_them_and_no_two_say_the_same() -> None:
    assert Counter(one.language for one in INTERVIEWS) == {tongue.code: 100 for tongue in TONGUES}
    assert len({one.answers for one in INTERVIEWS}) == 500
    assert {len(sentences(spoken(one.answers))) for one in INTERVIEWS} >= {1, 2, 3, 4, 5, 6, 8}


def test_every_word_is_their_own_and_none_is_lost() -> None:
    assert faults(house, INTERVIEWS) == {}


@pytest.mark.parametrize(
    ("naive", "fault"),
    [
        (lambda one, _: [f"Thrilled to share this! {spoken(one.answers)} {one.url}"], "foreign"),
        (lambda one, _: [f"{one.title} {one.title} {one.answers.main} {one.url}"], "too little their own"),
        (lambda one, _: [house(one, Network.EMAIL)[0][:80]], "something left out"),
        (lambda one, _: [f"{text} 2026" for text in house(one, Network.EMAIL)], "foreign"),
        (lambda one, _: [f"{one.url} {text}" for text in house(one, Network.EMAIL)], "link not there once"),
        (lambda one, _: ["x", "x" * 3_500], "too long beside one that fits"),
        (lambda one, _: [f"{text} {one.workplace}" for text in house(one, Network.EMAIL)], "line not there once"),
    ],
)
def test_control_a_helper_that_writes_repeats_or_cuts_would_be_caught(naive: Arranger, fault: str) -> None:
    assert faults(naive, INTERVIEWS[:100])[fault] >= 10


def test_every_draft_fits_or_says_by_how_much_it_is_too_long() -> None:
    over = Counter[Network]()
    for at, one in enumerate(INTERVIEWS):
        network = network_of(at)
        made = arrange(one.answers, title=one.title, url=one.url, network=network, variant=0)
        limit = made.length if network.limit is None else network.limit
        assert made.length == length(network, made.text, url=one.url)
        assert made.over_by == max(0, made.length - limit)
        over[network] += made.over_by > 0
    # X is the shortest of all: some do not fit, and say so. The long ones take everything.
    assert 0 < over[Network.X] < 20
    assert over[Network.LINKEDIN] == over[Network.FACEBOOK] == over[Network.WHATSAPP] == over[Network.EMAIL] == 0


def test_different_answers_never_give_equal_drafts() -> None:
    said_by: dict[str, Counter[str]] = {}
    for one in INTERVIEWS:
        said = Counter(words(spoken(one.answers)))
        for text in house(
            one, Network.EMAIL
        ):  # takes any length, so every arrangement of another network is among these
            own = tidy(without_given(text, one))
            assert said_by.setdefault(own, said) == said, own


def test_the_first_drafts_of_different_answers_differ_even_where_the_same_sentences_were_said_in_another_order() -> (
    None
):
    turned = [Answers(main="A b. C d. E f."), Answers(main="C d. A b. E f."), Answers("A b.", "C d.", "E f.")]
    texts = {arrange(one, title="", url="", network=Network.EMAIL, variant=0).text for one in turned}

    assert len(texts) == 3


def given_in(one: Interview) -> list[str]:
    return [quoted(one.title), one.url, one.workplace or ""]


def test_arranging_otherwise_gives_a_really_different_text() -> None:
    counts: Counter[int] = Counter()
    for at, one in enumerate(INTERVIEWS):
        network = network_of(at)
        texts = house(one, network)
        counts[len(texts)] += 1
        if len(texts) > 1:
            assert all(differ(a, b, given=given_in(one)) for a, b in pairwise([*texts, texts[0]]))
    # There is nearly always something to press the button for, and mostly a good choice.
    assert counts[1] <= 0.1 * counts.total()
    assert sum(count for variants, count in counts.items() if variants >= 4) >= 0.6 * counts.total()


def test_control_moving_an_empty_line_is_not_a_different_text() -> None:
    one = next(one for one in INTERVIEWS if one.url and len(sentences(one.answers.main)) >= 2)
    text = house(one, Network.EMAIL)[0]

    assert not differ(text, text.replace("\n\n", "\n"), given=given_in(one))
    assert not differ(text, f"{text}\n\n{quoted(one.title)}", given=given_in(one))
    assert differ(text, "\n".join(reversed(text.split("\n"))), given=given_in(one))


def test_no_arrangement_opens_with_a_sentence_that_leans_on_another_as_long_as_there_is_a_better_one() -> None:
    answers = Answers("Nobody believed it. We tried in May. But it worked.", "And the cat came, too.")
    texts = arrangements(answers, title="", url="https://a.example", network=Network.EMAIL)
    openings = [text.replace("https://a.example", "").strip() for text in texts]

    leaning = [text.startswith(("But", "And")) for text in openings]
    assert leaning == sorted(leaning), "those come last"
    assert leaning.count(False) >= 3


def test_measuring_says_how_much_is_their_own() -> None:
    text = "One two three four. “A title” I work here."
    made = measure(text, network=Network.EMAIL, title="A title", url="", workplace_line="I work here.")

    assert made.own_share == 4 / 9
