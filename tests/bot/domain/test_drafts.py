"""A draft holds a person's own sentences, each once, and next to nothing else."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.counting import length
from bot.domain.drafts import Answers, Arranged, arrange, measure
from bot.domain.networks import Network
from bot.domain.sentences import sentences, tidy, words

TITLE = "Rust in the kernel: what “two years” taught us"
URL = "https://news.example/rust?a=1"
LINE = "I work at Example Works."
VARIANTS = range(8)
FULL = Answers(
    "We moved our build last year. It took three months, e.g. for the drivers. I would do it again! 🎉",
    "Start with one module.\nThen the next.",
    "Nobody talks about the build times… but they hurt.",
)

Arranger = Callable[[Answers, Network, int, str | None], Arranged]

WORD = st.text("abcdefghijklmnopqrstuvwxyzäéøжשعहก", min_size=1, max_size=8).filter(str.isalnum)
SENTENCE = st.builds(
    lambda said, mark: " ".join(said).capitalize() + mark,
    st.lists(WORD, min_size=1, max_size=7),
    st.sampled_from([".", "!", "?", "…", "؟", "", " 🎉", "! 👍🏽", ":", ", z. B. so."]),
)
ANSWER = st.builds(
    "".join,
    st.lists(
        st.builds(lambda s, gap: s + gap, SENTENCE, st.sampled_from([" ", "\n", "\n\n", "  "])), min_size=1, max_size=5
    ),
)
ANSWERS = st.builds(Answers, ANSWER, ANSWER | st.just(""), ANSWER | st.just(""))
ANYTHING = st.builds(Answers, *[st.text(st.characters(codec="utf-16"), max_size=80)] * 3)
NETWORKS = st.sampled_from(Network)
NUMBERS = st.integers(-3, 40)


def house(answers: Answers, network: Network, variant: int, workplace_line: str | None = LINE) -> Arranged:
    return arrange(answers, title=TITLE, url=URL, network=network, variant=variant, workplace_line=workplace_line)


def without(text: str, *given: str) -> str:
    """The text without what the house put in, each at most once."""
    for part in given:
        text = text.replace(part, " ", 1)
    return text


def said(text: str) -> Arranged:
    return Arranged(text, own_share=1.0, length=len(text), limit=None)


def own_part(arranged: Arranged) -> str:
    return without(arranged.text, "“Rust in the kernel: what ‘two years’ taught us”", URL, LINE)


def holds_only_own_words(arranger: Arranger, answers: Answers, network: Network, variant: int) -> bool:
    answered = "\n".join([answers.main, answers.second, answers.third])
    return Counter(own_part(arranger(answers, network, variant, LINE)).split()) == Counter(answered.split())


@settings(max_examples=50, deadline=None)
@given(ANSWERS, NETWORKS, NUMBERS)
def test_every_word_of_every_answer_stands_there_exactly_once_and_no_other(
    answers: Answers, network: Network, variant: int
) -> None:
    assert holds_only_own_words(house, answers, network, variant)


def test_a_helper_that_writes_or_cuts_would_be_caught() -> None:
    def ghost(answers: Answers, network: Network, variant: int, line: str | None) -> Arranged:
        return said(f"Thrilled to share this! {answers.main}")

    def cutter(answers: Answers, network: Network, variant: int, line: str | None) -> Arranged:
        return said(house(answers, network, variant, line).text[:100])

    def forgetful(answers: Answers, network: Network, variant: int, line: str | None) -> Arranged:
        return said(answers.main)

    assert holds_only_own_words(house, FULL, Network.LINKEDIN, 0)
    for naive in (ghost, cutter, forgetful):
        assert not holds_only_own_words(naive, FULL, Network.LINKEDIN, 0)


@settings(deadline=None)
@given(ANYTHING, NETWORKS, NUMBERS)
def test_no_sign_of_any_text_is_lost_or_added(answers: Answers, network: Network, variant: int) -> None:
    arranged = arrange(answers, title="", url="", network=network, variant=variant)

    said = tidy(answers.main) + tidy(answers.second) + tidy(answers.third)
    assert Counter("".join(arranged.text.split())) == Counter("".join(said.split()))
    assert arranged.own_share == (1.0 if words(said) else 0.0)


@settings(max_examples=50, deadline=None)
@given(ANSWERS, NETWORKS, NUMBERS)
def test_the_link_stands_there_once_and_the_workplace_line_too(
    answers: Answers, network: Network, variant: int
) -> None:
    text = house(answers, network, variant).text

    assert text.count(URL) == 1
    assert text.count(LINE) == 1
    assert LINE not in house(answers, network, variant, None).text


@settings(max_examples=50, deadline=None)
@given(ANSWERS, NETWORKS, NUMBERS)
def test_the_same_answers_give_the_same_text_and_tidied_ones_too(
    answers: Answers, network: Network, variant: int
) -> None:
    again = Answers(tidy(answers.main), tidy(answers.second), tidy(answers.third))

    assert house(answers, network, variant) == house(again, network, variant)


@settings(max_examples=50, deadline=None)
@given(ANSWERS, ANSWERS, NETWORKS, NUMBERS, NUMBERS)
def test_people_with_different_answers_never_share_a_sentence(
    one: Answers, other: Answers, network: Network, variant: int, other_variant: int
) -> None:
    # What two lines become when they are joined counts as said, too: "a." and "B." may read as the one sentence "a. B."
    ours, theirs = (
        {sentence for part in [*parts, " ".join(" ".join(parts).split())] for sentence in sentences(part)}
        for parts in ([one.main, one.second, one.third], [other.main, other.second, other.third])
    )
    if ours & theirs:
        return
    first = set(sentences(own_part(house(one, network, variant))))
    second = set(sentences(own_part(house(other, network, other_variant))))

    assert not first & second


@settings(max_examples=30, deadline=None)
@given(ANSWERS, NETWORKS)
def test_sentences_are_kept_whole(answers: Answers, network: Network) -> None:
    for variant in VARIANTS:
        text = house(answers, network, variant).text
        for part in (answers.main, answers.second, answers.third):
            assert all(sentence in text for sentence in sentences(part))


def test_all_variants_are_really_different() -> None:
    texts = [house(FULL, Network.LINKEDIN, variant).text for variant in VARIANTS]

    assert len(set(texts)) == len(VARIANTS)
    assert house(FULL, Network.LINKEDIN, len(VARIANTS)).text == texts[0]
    for before, after in pairwise([*texts, texts[0]]):
        first_lines = before.split("\n")[0] != after.split("\n")[0]
        shapes = before.count("\n") != after.count("\n")
        assert first_lines or shapes
        assert own_part(said(before)).strip() != own_part(said(after)).strip()


def test_asking_for_another_arrangement_of_one_plain_sentence_never_gives_the_same_twice_in_a_row() -> None:
    short = Answers("I learned a lot.")
    texts = [house(short, Network.MASTODON, variant).text for variant in range(20)]

    assert all(before != after for before, after in pairwise(texts))


def test_the_first_variant_reads_as_the_person_wrote_it() -> None:
    assert house(FULL, Network.LINKEDIN, 0).text == (
        "We moved our build last year. It took three months, e.g. for the drivers. I would do it again! 🎉\n\n"
        "Start with one module.\nThen the next.\n\n"
        "Nobody talks about the build times… but they hurt.\n\n"
        "I work at Example Works.\n\nhttps://news.example/rust?a=1"
    )


def test_a_title_is_only_ever_a_marked_quotation() -> None:
    texts = [house(FULL, Network.LINKEDIN, variant).text for variant in VARIANTS]
    quoting = [text for text in texts if "Rust in the kernel" in text]

    assert 0 < len(quoting) < len(texts)
    assert all("“Rust in the kernel: what ‘two years’ taught us”" in text for text in quoting)


def test_the_marks_inside_a_title_become_single_ones_in_german_too() -> None:
    made = arrange(Answers("Ja."), title="„Offen“ ist gut", url="", network=Network.EMAIL, variant=1)

    assert "“‚Offen‘ ist gut”" in made.text


def test_a_list_is_never_torn_from_the_line_that_leads_to_it() -> None:
    for said in (
        "Two things:\n- sleep\n- tests",
        "Zwei Dinge.\n1. Ruhe\n2. Listen",
        "大事なことは二つ。\n・測る\n・休む",
    ):
        answers = Answers(f"{said}\nThen the rest. And more. Still more.", "One more.")
        for variant in VARIANTS:
            assert said in house(answers, Network.LINKEDIN, variant).text


def test_where_they_work_is_not_said_twice_whatever_stands_around_it() -> None:
    for line in ("(I work at Example Works.)", "I work at Example Works."):
        for variant in VARIANTS:
            answers = Answers("Since I work at example works, I know. It helps.", "Really.")
            text = house(answers, Network.LINKEDIN, variant, line).text
            assert text.casefold().count("work at example works") == 1


def test_what_the_person_said_already_is_not_said_again() -> None:
    answers = Answers(f"I read {URL}, on rust in the kernel: what “two years” taught us. I work at example works.")

    for variant in VARIANTS:
        arranged = house(answers, Network.LINKEDIN, variant)
        assert arranged.text.count(URL) == 1
        assert arranged.text.casefold().count("two years") == 1
        assert arranged.text.casefold().count("i work at") == 1
        assert arranged.own_share == 1.0


def test_own_share_counts_the_title_and_the_workplace_line_as_not_own() -> None:
    answers = Answers("One two three four five.")
    shares = {
        house(answers, Network.LINKEDIN, variant, line).own_share for variant in VARIANTS for line in (None, LINE)
    }

    assert shares == {1.0, 5 / 10, 5 / 14, 5 / 19}


def test_a_text_that_is_too_long_says_so_and_stays_whole() -> None:
    answers = Answers("word " * 100)
    for network in (Network.X, Network.BLUESKY, Network.REDDIT):
        for variant in VARIANTS:
            arranged = house(answers, network, variant)
            assert arranged.text.count("word") == 100
            assert network.limit is not None
            assert arranged.over_by == length(network, arranged.text, url=URL) - network.limit > 0


def test_an_arrangement_that_fits_goes_before_one_that_does_not() -> None:
    answers = Answers("x" * 230 + ".")

    assert all(house(answers, Network.X, variant, None).over_by == 0 for variant in range(20))
    assert not any("“" in house(answers, Network.X, variant, None).text for variant in range(20))


def test_control_characters_are_dropped_and_nothing_else() -> None:
    assert tidy("a\x00b\x1b\u202e c\r\nd\u2028e\ufefff \t g\x85h\ud83d") == "ab c\nd\nef g\nh"
    assert tidy("  \n\n a \n\n\n\n b \x00 ") == "a\n\nb"
    assert tidy("👩🏽‍💻 שלום\u200f ü e\u0301") == "👩🏽‍💻 שלום\u200f ü e\u0301"


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-16")))
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-16")) | ANSWER)
def test_sentences_put_together_again_are_the_text(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(tidy(text).split())


@pytest.mark.parametrize(
    "whole",
    [
        "We use tools, e.g. Rust, i.e. the language.", "Das ist z. B. gut und d. h. schnell.", "Version 3.5 is out.",
        "See https://a.example/b.html?c=d. Then think.", "Am 3. Oktober begann es.", "Dr. Lopez and Mr. Chen came.",
        "Yahoo! is a name.", "She said “yes.” and left.", "Wait… what?", "Nr. 5 is alive.", "J. R. Novak wrote it.",
        "It is open from 9 a.m. on.", "Hm... maybe not.", "U.S. Robotics is invented.", "I said 1. I meant 2.", "a.b.c",
    ],
)  # fmt: skip
def test_these_are_one_sentence(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Seit 2019. Und dann?! “Ja.” Nein.", ["Seit 2019.", "Und dann?!", "“Ja.”", "Nein."]),
        ("我喜欢这个。你呢？真的！", ["我喜欢这个。", "你呢？", "真的！"]),
        ("هل هذا جيد؟ نعم. شكرا", ["هل هذا جيد؟", "نعم.", "شكرا"]),
        ("यह अच्छा है। क्यों?", ["यह अच्छा है।", "क्यों?"]),
        ("Great! 🎉 🚀 Next. :-) Last", ["Great! 🎉 🚀", "Next. :-)", "Last"]),
        ("¿Qué tal? ¡Bien! «Sí.» Fin", ["¿Qué tal?", "¡Bien!", "«Sí.»", "Fin"]),
        ("(Really.) Yes.", ["(Really.)", "Yes."]),
        ("no mark\nnew line\n\nlast", ["no mark", "new line", "last"]),
        ("Öl ist teuer. Überall.", ["Öl ist teuer.", "Überall."]),
        ("", []), ("\x00 \n", []), ("...", ["..."]), (". . .", [". . ."]),
    ],
)  # fmt: skip
def test_these_are_several_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_a_line_without_an_end_mark_and_a_list_keep_their_lines_in_a_block() -> None:
    answers = Answers("Three things helped\n- tests.\n- talks.\nThat was all. 好的。", "真的。")
    texts = [arrange(answers, title="", url="", network=Network.EMAIL, variant=variant).text for variant in VARIANTS]

    assert "Three things helped\n- tests.\n- talks.\nThat was all. 好的。真的。" in texts
    assert all("Three things helped\n- tests.\n- talks." in text for text in texts)


def test_ten_thousand_characters_are_arranged_whole_and_soon() -> None:
    for said in (
        "a. " * 3_333,
        "a.b" * 3_333,
        "Ä" * 10_000,
        "? " * 5_000,
        "🎉 " * 5_000,
        "!" * 10_000,
        "(" * 10_000,
        "我。" * 5_000,
    ):
        arranged = arrange(
            Answers(said), title=TITLE, url=URL, network=Network.LINKEDIN, variant=1, workplace_line=LINE
        )
        assert Counter("".join(own_part(arranged).split())) == Counter("".join(said.split()))


def test_an_empty_answer_leaves_only_what_was_handed_in() -> None:
    empty = house(Answers(" \x00"), Network.LINKEDIN, 0)

    assert (empty.text, empty.own_share, empty.over_by) == (f"{LINE}\n\n{URL}", 0.0, 0)
    assert arrange(Answers(""), title="", url="", network=Network.X, variant=3) == Arranged("", 0.0, 0, 280)


@settings(max_examples=50, deadline=None)
@given(ANSWERS, NETWORKS, NUMBERS)
def test_measuring_an_arranged_text_again_says_the_same(answers: Answers, network: Network, variant: int) -> None:
    arranged = house(answers, network, variant)

    assert measure(arranged.text, network=network, title=TITLE, url=URL, workplace_line=LINE) == arranged


def test_words_a_person_changed_are_their_own() -> None:
    text = f"All of this is new. {LINE}\n“Rust in the kernel: what ‘two years’ taught us”\n{URL}"
    changed = measure(text, network=Network.EMAIL, title=TITLE, url=URL, workplace_line=LINE)

    assert changed.own_share == 5 / 19
    assert changed.limit is None
    assert changed.over_by == 0
    assert measure("Mine alone", network=Network.X, title=TITLE, url=URL, workplace_line=LINE).own_share == 1.0
