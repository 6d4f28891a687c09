"""Echo: drafts that sound like a colleague's are told so; different people's are not; nobody's words leave."""

import hashlib
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat import wording
from bot.domain.echo import MOST, SHORTEST_KEY, Echo, Trace, covered, echo, trace
from bot.domain.networks import Network
from bot.domain.sameness import normalised
from bot.domain.sentences import sentences, words
from tests.bot.domain.echo_pairs import Item, Pair, arranged, echoing, items, rewritten, unrelated, with_two_lines

KEY = bytes(range(32))
HALVES = ("tune", "measure", "fresh")
KINDS = ("copy", "light edit", "homoglyphs", "reordered")

Comparison = Callable[[Pair], bool]


def sounds_alike(pair: Pair) -> bool:
    return heard(pair, pair.item.without) is not None


def is_the_same_text(pair: Pair) -> bool:
    return pair.mine == pair.theirs


def sounds_alike_to_who_trusts_letters(pair: Pair) -> bool:
    mine, theirs = (set(normalised(text).split()) for text in (pair.mine, pair.theirs))
    return len(mine & theirs) >= 0.7 * len(mine)


def sounds_alike_to_who_forgets_the_item(pair: Pair) -> bool:
    return heard(pair, ()) is not None


def heard(pair: Pair, without: Iterable[str]) -> Echo | None:
    return echo(pair.mine, [trace(pair.theirs, key=KEY, without=without)], key=KEY, without=without)


@cache
def of_half(half: str) -> list[Item]:
    return [item for item in items() if item.half == half]


def recall(pairs: Iterable[Pair], compare: Comparison) -> dict[str, float]:
    """The part of each kind of pair that is found."""
    found = defaultdict(list)
    for pair in pairs:
        found[pair.kind].append(compare(pair))
    return {kind: sum(each) / len(each) for kind, each in found.items()}


def is_good_enough(half: str, compare: Comparison) -> bool:
    """What the product promises: every kind of echo found in 95 of 100, and at most two false alarms in 100."""
    found = recall(echoing(of_half(half)), compare)
    alarms = recall(unrelated(of_half(half)), compare)["unrelated"]
    return min(found[kind] for kind in KINDS) >= 0.95 and alarms <= 0.02


# ── How well it hears ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_pairs_are_many_and_of_many_kinds() -> None:
    every = items()
    echoes = Counter(pair.kind for pair in echoing(every))
    drafts = [draft for item in every for draft in item.drafts]

    assert min(echoes[kind] for kind in KINDS) >= 50
    assert sum(1 for _ in unrelated(every)) >= 200
    assert len(set(drafts)) == len(drafts) >= 80
    assert len(every) >= 8
    assert all(sum(1 for item in every if item.half == half) >= 3 for half in HALVES)


@pytest.mark.parametrize("half", HALVES)
def test_echoes_are_found_and_different_people_are_left_alone(half: str) -> None:
    assert is_good_enough(half, sounds_alike)


def test_control_equal_texts_alone_find_too_few() -> None:
    assert not is_good_enough("measure", is_the_same_text)


def test_control_letters_as_they_are_miss_the_disguised() -> None:
    found = recall(echoing(of_half("measure")), sounds_alike_to_who_trusts_letters)
    assert found["copy"] >= 0.95
    assert found["homoglyphs"] < 0.6


def test_control_with_the_items_own_words_everybody_echoes_everybody() -> None:
    assert min(recall(echoing(of_half("measure")), sounds_alike_to_who_forgets_the_item).values()) >= 0.95
    assert not is_good_enough("measure", sounds_alike_to_who_forgets_the_item)


@pytest.mark.parametrize(("every", "least"), [(5, 0.98), (4, 0.9)])
def test_changing_every_fourth_word_does_not_hide_an_echo(every: int, least: float) -> None:
    assert recall(rewritten(of_half("measure"), every=every), sounds_alike)["rewritten"] >= least


def test_a_draft_among_all_of_ones_colleagues_rarely_alarms_for_nothing() -> None:
    alarms, drafts = 0, 0
    for item in items():
        said = [arranged(draft, item, at) for at, draft in enumerate(item.drafts + item.retold)]
        kept = [trace(each, key=KEY, without=item.without) for each in said]
        for at, mine in enumerate(said):
            drafts += 1
            alarms += echo(mine, kept[:at] + kept[at + 1 :], key=KEY, without=item.without) is not None
    assert alarms / drafts <= 0.02


def test_two_lines_taken_from_somebody_are_counted_as_two() -> None:
    counted = [found.lines if (found := heard(pair, pair.item.without)) else 0 for pair in with_two_lines(items())]
    assert counted.count(2) / len(counted) >= 0.9
    assert set(counted) <= {1, 2}


def test_lines_of_several_colleagues_add_up() -> None:
    item = of_half("measure")[0]
    kept = [trace(draft, key=KEY, without=item.without) for draft in item.drafts[1:]]
    mine = " ".join([item.drafts[0], *(max(sentences(draft), key=len) for draft in item.drafts[1:4])])

    assert echo(mine, kept, key=KEY) == Echo(lines=3, of=len(sentences(mine)))
    assert echo(mine, kept[3:], key=KEY) is None


# ── In any language ──────────────────────────────────────────────────────────────────────────────────────────────────

OTHER_LANGUAGES = {
    "Arabic": (
        "زرعنا في ساحة المكتب عشرين شجرة صغيرة، ولم أتوقع أن يتوقف الزملاء عندها كل صباح ليشربوا القهوة ويتحدثوا.",
        "زرعنا في ساحة المكتب عشرين شجرة جديدة، ولم أتوقع أن يتوقف الزملاء عندها كل صباح ليشربوا الشاي ويتحدثوا معا.",
        "أفضل ما في المشروع أن الأشجار اختارها أطفال الحي، وقد كتب كل طفل اسمه على لوحة خشبية بجانب شجرته.",
    ),
    "Hebrew": (
        "שתלנו עשרים עצים קטנים בחצר המשרד, ולא ציפיתי שהחברים לעבודה יעצרו שם בכל בוקר לשתות קפה ולדבר.",
        "שתלנו עשרים עצים צעירים בחצר המשרד, ולא ציפיתי שהחברים לעבודה יעצרו שם בכל בוקר לשתות תה ולדבר קצת.",
        "הדבר הטוב ביותר בפרויקט הוא שילדי השכונה בחרו את העצים, וכל ילד כתב את שמו על שלט עץ ליד העץ שלו.",
    ),
    "Greek": (
        "Φυτέψαμε είκοσι μικρά δέντρα στην αυλή του γραφείου και κάθε πρωί οι συνάδελφοι σταματούν εκεί για καφέ.",
        "Φυτέψαμε είκοσι νέα δέντρα στην αυλή του γραφείου και κάθε πρωί οι συνάδελφοι σταματούν εκεί για τσάι.",
        "Το καλύτερο είναι ότι τα δέντρα τα διάλεξαν παιδιά της γειτονιάς και καθένα έγραψε το όνομά του σε μια πλάκα.",
    ),
    "Hindi": (
        "हमने दफ़्तर के आँगन में बीस छोटे पेड़ लगाए और अब हर सुबह साथी वहीं रुककर चाय पीते और बातें करते हैं।",
        "हमने दफ़्तर के आँगन में बीस नए पेड़ लगाए और अब हर सुबह साथी वहीं रुककर कॉफ़ी पीते और बातें करते हैं।",
        "सबसे अच्छी बात यह है कि पेड़ मोहल्ले के बच्चों ने चुने और हर बच्चे ने तख़्ती पर अपना नाम लिखा।",
    ),
    "Korean": (
        "사무실 마당에 작은 나무 스무 그루를 심었더니 아침마다 동료들이 그 앞에 서서 커피를 마시며 이야기를 나눈다.",
        "사무실 마당에 어린 나무 스무 그루를 심었더니 아침마다 동료들이 그 앞에 서서 차를 마시며 이야기를 나눈다.",
        "가장 좋은 점은 동네 아이들이 나무를 직접 골랐고 아이마다 나무 팻말에 자기 이름을 써 넣었다는 것이다.",
    ),
    "Chinese": (
        "我们在办公室的院子里种了二十棵小树，没想到每天早上同事们都会停下来在树下喝杯咖啡聊聊天。",
        "我们在办公室的院子里种了二十棵树苗，没想到每天早上同事们都会停下来在树下喝杯热茶聊聊天。",
        "最让我感动的是这些树都是附近的孩子们挑选的，每个孩子还在木牌上写下了自己的名字。",
    ),
    "Thai": (
        "เราปลูกต้นไม้เล็กยี่สิบต้นในลานสำนักงานและไม่คิดว่าเพื่อนร่วมงานจะหยุดดื่มกาแฟคุยกันตรงนั้นทุกเช้า",
        "เราปลูกต้นไม้ใหม่ยี่สิบต้นในลานสำนักงานและไม่คิดว่าเพื่อนร่วมงานจะหยุดดื่มชาคุยกันตรงนั้นทุกเช้า",
        "สิ่งที่ดีที่สุดคือเด็กในละแวกนี้เป็นคนเลือกต้นไม้และเด็กแต่ละคนเขียนชื่อของตัวเองไว้บนป้ายไม้",
    ),
    "Vietnamese": (
        "Chúng tôi trồng hai mươi cây nhỏ trong sân văn phòng và không ngờ sáng nào đồng nghiệp cũng dừng uống cà phê.",
        "Chúng tôi trồng hai mươi cây non trong sân văn phòng và không ngờ sáng nào đồng nghiệp cũng dừng uống trà.",
        "Điều hay nhất là trẻ em trong khu phố đã tự chọn cây và mỗi em viết tên mình lên một tấm biển gỗ bên cạnh.",
    ),
    "Polish": (
        "Posadziliśmy przy biurze dwadzieścia małych drzew i nie sądziłam, że koledzy będą tam rano pić kawę.",
        "Posadziliśmy przy biurze dwadzieścia młodych drzew i nie sądziłam, że koledzy będą tam rano pić herbatę.",
        "Najlepsze jest to, że drzewa wybrały dzieci z okolicy, a każde napisało swoje imię na drewnianej tabliczce.",
    ),
    "Turkish": (
        "Ofisin bahçesine yirmi küçük ağaç diktik, iş arkadaşlarımın her sabah orada kahve içeceğini sanmıyordum.",
        "Ofisin bahçesine yirmi genç ağaç diktik, iş arkadaşlarımın her sabah orada çay içeceğini sanmıyordum.",
        "İşin en güzel yanı ağaçları mahallenin çocukları seçti ve her çocuk tahta levhaya kendi adını yazdı.",
    ),
}
"""In languages nothing was tuned on: a line, the same with small changes, and what somebody else would say."""


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_it_hears_in_languages_it_was_never_tuned_on(language: str) -> None:
    theirs, changed, different = OTHER_LANGUAGES[language]
    kept = [trace(theirs, key=KEY)]

    assert echo(theirs, kept, key=KEY) == Echo(lines=1, of=1)
    assert echo(changed, kept, key=KEY) == Echo(lines=1, of=1)
    assert echo(different, kept, key=KEY) is None


# ── Short drafts, courtesies, quotations ─────────────────────────────────────────────────────────────────────────────

COURTESIES = [
    "Great work, congratulations to the whole team!",
    "Well deserved, so happy for all of you!",
    "I am proud to be part of this team.",
    "Thank you for sharing. What do you think?",
    "Herzlichen Glückwunsch an das ganze Team!",
    "Ich freue mich auf eure Meinungen.",
    "Bravo à toute l'équipe, c'est mérité !",
    "Enhorabuena a todo el equipo, os lo merecéis.",
    "チームの皆さん、おめでとうございます。",
    "皆さんはどう思いますか。",
    "Поздравляю всю команду, вы молодцы!",
    "恭喜整个团队，期待更多好消息！",
]


@pytest.mark.parametrize("courtesy", COURTESIES)
def test_two_people_may_say_the_same_courtesy(courtesy: str) -> None:
    assert echo(courtesy, [trace(courtesy, key=KEY)], key=KEY) is None


def test_from_about_eight_words_on_a_short_draft_can_be_an_echo() -> None:
    short = "Nobody warned me that quiet offices make loud meetings."
    assert echo(short, [trace(short, key=KEY)], key=KEY) == Echo(lines=1, of=1)


def test_what_anybody_may_quote_is_no_echo() -> None:
    item = of_half("measure")[0]
    quoting = [f"{item.title} {said} {item.text}" for said in ("Worth reading slowly.", "I would start at the end.")]

    assert echo(quoting[1], [trace(quoting[0], key=KEY, without=item.without)], key=KEY, without=item.without) is None
    assert echo(quoting[1], [trace(quoting[0], key=KEY)], key=KEY) is not None  # control: without `without`


def test_a_link_is_no_word() -> None:
    link = "https://example.org/seven/long/words/and/some/more/of/them/here?and=even&more=words"
    assert trace(link, key=KEY) == trace("", key=KEY) == Trace()
    assert trace(f"{link}。全部听完才明白这件事", key=KEY) == trace("全部听完才明白这件事", key=KEY) != Trace()


@pytest.mark.parametrize("nothing", ["", " \n", "🎉🎉", "...", "https://example.org", "a b c", "\u200b\u00ad", "ok"])
def test_a_draft_that_says_nothing_echoes_nobody(nothing: str) -> None:
    assert trace(nothing, key=KEY) == Trace()
    assert echo(nothing, [trace(nothing, key=KEY), Trace()], key=KEY) is None


def test_a_draft_chopped_into_short_lines_is_still_an_echo() -> None:
    draft = of_half("measure")[0].drafts[0]
    split = draft.split()
    chopped = "\n".join(" ".join(split[at : at + 4]) for at in range(0, len(split), 4))

    found = echo(chopped, [trace(draft, key=KEY)], key=KEY)

    assert found is not None
    assert found.lines >= 1


# ── What is kept ─────────────────────────────────────────────────────────────────────────────────────────────────────


def long_draft(count: int) -> str:
    """A draft of so many different words, in sentences of twelve."""
    said = [hashlib.sha256(f"{at}".encode()).hexdigest()[:7] for at in range(count)]
    return " ".join(" ".join(said[at : at + 12]).replace("rn", "xx").capitalize() + "." for at in range(0, count, 12))


@pytest.mark.parametrize("count", [30, 300, 4_000])
def test_a_trace_is_small_however_long_the_draft(count: int) -> None:
    kept = trace(long_draft(count), key=KEY)

    assert len(kept.hashes) <= MOST
    assert len(json.dumps(kept.hashes, separators=(",", ":"))) < 2_500
    assert Trace(tuple(json.loads(json.dumps(kept.hashes)))) == kept


@pytest.mark.parametrize("count", [150, 300, 450])
def test_two_lines_out_of_a_long_draft_are_heard_though_only_a_sample_of_it_is_kept(count: int) -> None:
    theirs = long_draft(count)
    kept = [trace(theirs, key=KEY)]
    own = of_half("measure")[0].drafts[0]
    lines = sentences(theirs)
    heard = [
        found.lines if (found := echo(f"{own}\n{one}\n{other}", kept, key=KEY)) else 0 for one, other in pairwise(lines)
    ]
    assert sum(lines >= 1 for lines in heard) / len(heard) >= 0.95


def test_a_long_draft_is_an_echo_of_itself_and_of_nothing_else() -> None:
    one, other = long_draft(4_000), " ".join(reversed(long_draft(9_000).split()[5_000:]))
    kept = [trace(one, key=KEY)]

    assert echo(one, kept, key=KEY) is not None
    assert echo(other, kept, key=KEY) is None


@pytest.mark.parametrize("unit", ["1", "一二三四五", "a\u00ad", "i.", "x", "か\u3099", "\u0301", "-a", "http://", "rn"])
def test_no_text_takes_long(unit: str) -> None:
    started = time.process_time()
    trace(unit * (20_000 // len(unit)), key=KEY)
    assert time.process_time() - started < 1


def test_a_trace_does_not_tell_in_which_order_its_words_came() -> None:
    kept = trace(long_draft(100), key=KEY)
    assert list(kept.hashes) == sorted(set(kept.hashes))
    assert all(0 <= each < 2**24 for each in kept.hashes)


@given(st.binary(min_size=16, max_size=64), st.binary(min_size=16, max_size=64))
@settings(max_examples=25)
def test_without_the_key_a_trace_cannot_be_made_again(key: bytes, guess: bytes) -> None:
    draft = of_half("measure")[0].drafts[0]
    if key.ljust(64, b"\0") == guess.ljust(64, b"\0"):  # the same key to the hash: keys are filled up with zeros
        return
    assert trace(draft, key=key) == trace(draft, key=key)
    assert len(set(trace(draft, key=key).hashes) & set(trace(draft, key=guess).hashes)) <= 2
    assert echo(draft, [trace(draft, key=guess)], key=key) is None


@pytest.mark.parametrize("key", [b"", b"short", bytes(SHORTEST_KEY - 1), bytes(65)])
def test_a_key_that_protects_nothing_is_refused(key: bytes) -> None:
    with pytest.raises(ValueError, match="16 to 64 bytes"):
        trace("Anything at all", key=key)
    with pytest.raises(ValueError, match="16 to 64 bytes"):
        echo("Anything at all", [], key=key)


# ── What is said ─────────────────────────────────────────────────────────────────────────────────────────────────────

Messages = Callable[[Echo, str], str]
"""A message about an echo of this draft of a colleague's."""


def said_by_us(found: Echo, theirs: str) -> str:
    return wording.of("en").sounds_alike(found.lines)


def said_by_a_telltale(found: Echo, theirs: str) -> str:
    """The control: it quotes what it heard."""
    return f"{found.lines} lines sound like “{max(sentences(theirs), key=len)}”"


ALWAYS_SAID = " / ".join(wording.of("en").sounds_alike(lines) for lines in range(12))


def runs(text: str) -> set[tuple[str, ...]]:
    """Every two words that stand side by side; a longer run holds them."""
    said = words(text.casefold())
    return set(pairwise(said))


def leaked(message: str, *, theirs: str, mine: str, item: Item) -> set[tuple[str, ...]]:
    """Word runs of a colleague's draft in a message, but for the item's, the reader's and our standing words."""
    known = runs(mine) | runs(item.title) | runs(item.text) | runs(ALWAYS_SAID)
    return runs(message) & (runs(theirs) - known)


@st.composite
def neighbours(draw: st.DrawFn) -> tuple[Item, str, str]:
    """An item, a colleague's draft about it, and a reader's own that shares some of its lines."""
    item = draw(st.sampled_from(items()))
    secret = long_draft(draw(st.integers(12, 30)))
    theirs = f"{secret} {draw(st.sampled_from(item.drafts + item.retold))}"
    taken = draw(st.lists(st.sampled_from(sentences(theirs)), min_size=1, max_size=4, unique=True))
    return item, theirs, " ".join([draw(st.sampled_from(item.drafts)), *taken])


def leaks(messages: Messages, neighbour: tuple[Item, str, str]) -> Iterator[tuple[str, ...]]:
    item, theirs, mine = neighbour
    found = echo(mine, [trace(theirs, key=KEY, without=item.without)], key=KEY, without=item.without)
    if found is not None:
        yield from leaked(messages(found, theirs), theirs=theirs, mine=mine, item=item)


@given(neighbours())
@settings(max_examples=40, deadline=None)
def test_no_word_run_of_anyone_elses_draft_appears_in_a_message(neighbour: tuple[Item, str, str]) -> None:
    assert list(leaks(said_by_us, neighbour)) == []


def test_control_a_telltale_would_be_found() -> None:
    item = of_half("measure")[0]
    mine = max(sentences(item.drafts[1]), key=len)
    theirs = f"{mine} Between ourselves, the fourth floor coffee machine has been broken since the summer party began."

    assert set(leaks(said_by_a_telltale, (item, theirs, mine)))
    assert not set(leaks(said_by_us, (item, theirs, mine)))


@given(neighbours())
@settings(max_examples=25, deadline=None)
def test_what_comes_out_is_two_small_numbers(neighbour: tuple[Item, str, str]) -> None:
    _, theirs, mine = neighbour
    found = echo(mine, [trace(theirs, key=KEY)], key=KEY) or Echo(0, 0)

    assert {field.name: type(getattr(found, field.name)) for field in fields(found)} == {"lines": int, "of": int}
    assert 0 <= found.lines <= found.of <= len(sentences(mine))
    assert {type(each) for each in trace(theirs, key=KEY).hashes} == {int}


@given(neighbours())
@settings(max_examples=15, deadline=None)
def test_whose_it_is_changes_nothing(neighbour: tuple[Item, str, str]) -> None:
    item, theirs, mine = neighbour
    kept = [trace(draft, key=KEY) for draft in (theirs, *item.retold)]

    assert echo(mine, kept, key=KEY) == echo(mine, kept[::-1], key=KEY) == echo(mine, kept * 2, key=KEY)


def test_the_message_counts_lines_blames_nobody_and_offers_another_question() -> None:
    said = [wording.of("en").sounds_alike(lines) for lines in (1, 2, 3, 40)]

    assert [text.split()[0] for text in said] == ["One", "Two", "Several", "Several"]
    assert all(text.endswith("Would you like another question?") for text in said)
    assert not any(re.search(r"cop(y|ied)|stole|plagiari|same as|\d", text, re.IGNORECASE) for text in said)


# ── Well covered ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_item_is_well_covered_from_five_drafts_for_one_network_on() -> None:
    assert covered({}) is None
    assert covered({Network.LINKEDIN: 4, Network.MASTODON: 4, Network.X: 4}) is None
    assert covered({Network.LINKEDIN: 5, Network.MASTODON: 4}) is Network.LINKEDIN
    assert covered({Network.LINKEDIN: 5, Network.MASTODON: 9}) is Network.MASTODON
    assert covered({Network.X: 6, Network.BLUESKY: 6}) is Network.BLUESKY


def test_what_is_said_in_private_covers_nothing() -> None:
    assert covered({Network.EMAIL: 30, Network.WHATSAPP: 30}) is None
    assert covered({Network.EMAIL: 30, Network.LINKEDIN: 5}) is Network.LINKEDIN


def test_well_covered_names_the_network_and_no_number() -> None:
    said = wording.of("en").well_covered(Network.LINKEDIN)
    assert said == "Well covered on LinkedIn; another network or a later day may be better."


@given(st.dictionaries(st.sampled_from(list(Network)), st.integers(0, 4)))
@settings(max_examples=25)
def test_fewer_than_five_are_as_none(drafts: dict[Network, int]) -> None:
    assert covered(drafts) is covered({}) is None
