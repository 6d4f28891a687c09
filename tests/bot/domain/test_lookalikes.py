import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lookalikes import unmasked
from bot.domain.topics import fold


def same(one: str, other: str) -> bool:
    return fold(unmasked(one)) == fold(unmasked(other))


@pytest.mark.parametrize(
    ("plain", "masked"),
    [
        ("Quiet open offices", "Quiеt ореn оfficеѕ"),  # Cyrillic
        ("Have a NEW plan", "Ηave a ΝΕW ρlan"),  # Greek
        ("Hello again", "Ｈｅｌｌｏ　ａｇａｉｎ"),
        ("Hello again", "𝐇𝐞𝐥𝐥𝐨 𝖆𝖌𝖆𝖎𝖓"),
        ("Hello again", "Ⓗⓔⓛⓛⓞ ⓐⓖⓐⓘⓝ"),
        ("Hello again", "He\u200bl\u00adlo a\u2060ga\ufe0fin"),
        ("Hello again", "Ḥẹl̶l̶ö ågàín"),
        ("Hello again", "HᴇʟʟO ᴀɢᴀɪɴ"),
        ("Hello again", "ꓧꓰꓡꓡꓳ ꓮꓖꓮꓲꓠ"),  # Lisu
        ("Inside 10 modern mills", "lnside 10 modem rnills"),
        ("good for all", "g00d f0r a11"),
        ("Сосна у дороги", "Cocнa y дopoги"),  # Latin in Russian
        ("カタログを二回見る", "力タログをニ回見る"),
        ("カタログ", "ｶﾀﾛｸﾞ"),
        ("café", "cafe\u0301"),
    ],
)
def test_what_looks_alike_reads_alike(plain: str, masked: str) -> None:
    assert same(plain, masked)


def test_control_folding_alone_does_not_see_through_letters_of_another_script() -> None:
    assert fold("Quiet open offices") != fold("Quiеt ореn оfficеѕ")


@pytest.mark.parametrize(
    ("one", "other"),
    [("not", "hot"), ("mine", "fine"), ("2019", "2020"), ("дом", "дым"), ("は", "ほ"), ("ученик", "учёный")],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert not same(one, other)


@pytest.mark.parametrize("text", ["Ελλάδα ΕΛΛΑΔΑ", "Что ЧТО", "été ÉTÉ", "straße STRASSE", "Íslenska ÍSLENSKA"])
def test_case_makes_no_difference_in_any_script(text: str) -> None:
    small, capital = text.split()
    assert same(small, capital)


@given(st.text(max_size=60), st.sampled_from(["\u200b", "\u00ad", "\u2060", "\ufeff", "\u034f", "\U000e0041"]))
def test_what_nobody_sees_makes_no_difference(text: str, unseen: str) -> None:
    assert unmasked(unseen.join(text)).replace(" ", "") == unmasked("\u200d".join(text)).replace(" ", "")
