"""What is kept about a person, as they read it."""

from collections.abc import Iterable
from enum import StrEnum

import pytest

from bot.chat import forms, wording
from bot.chat.kept import LONGEST, READ, in_words
from bot.chat.wording import of
from bot.domain.items import AnswerKind
from bot.domain.networks import Network
from bot.domain.people import Boundary, Nudges, Private, Weekday
from store import forgetting

KEPT = {
    "person": {
        "id": "01A",
        "external_id": "ana",
        "name": "Ana",
        "zone": "Europe/Lisbon",
        "language": "en",
        "chosen_language": "de",
        "nudges": "weekly",
        "networks": ["linkedin", "x"],
        "apart": False,
        "never_days": ["sat", "sun"],
        "boundaries": ["no_photos"],
        "switched_off": ["find_news"],
    },
    "answers": [
        {"person_id": "01A", "kind": "would_share", "at": "2026-11-23T09:01:56+00:00", "taken_back": False},
        {"kind": "not_for_us", "at": "2026-11-24T09:01:56+00:00", "taken_back": False, "reason": "off_topic"},
        {"kind": "save", "at": "2026-11-24T09:01:56+00:00", "taken_back": True},
    ],
    "drafts": [{"id": "01D", "network": "email", "text": "My own words.\n\nhttps://example.org", "at": None}],
    "finds": [],
    "outgoing": [{"id": 9, "key": "draft:01D"}],
}


def test_an_export_says_what_each_thing_is_and_leaves_ids_to_the_json() -> None:
    assert in_words(KEPT, of("en")).splitlines() == [
        "You: Ana · time zone: Europe/Lisbon · language of your profile: English · language you chose: Deutsch"
        " · nudges: Once a week · networks: LinkedIn, X · never on: Saturday, Sunday"
        " · boundaries: No photos: a story with a picture never names me · switched off: news of my finds",
        "Answers: 2",
        "– 2026-11-23 · would share",
        "– 2026-11-24 · not for us · It is not about our work",
        "Drafts: 1",
        "– E-mail · My own words. https://example.org",
        "Messages to you that wait or were sent lately: 1",
    ]


def test_an_export_in_german_is_german() -> None:
    assert in_words(KEPT, of("de")).splitlines() == [
        "Du: Ana · Zeitzone: Europe/Lisbon · Sprache laut Profil: English · Sprache deiner Wahl: Deutsch"
        " · Anregungen: Einmal in der Woche · Netzwerke: LinkedIn, X · nie am: Samstag, Sonntag"
        " · Grenzen: Keine Fotos: Eine Geschichte mit Bild nennt mich nie · ausgeschaltet: Nachrichten zu Funden",
        "Antworten: 2",
        "– 23.11.2026 · würde ich teilen",
        "– 24.11.2026 · nichts für uns · Es hat nichts mit unserer Arbeit zu tun",
        "Entwürfe: 1",
        "– E-Mail · My own words. https://example.org",
        "Nachrichten an dich, die noch warten oder vor Kurzem hinausgingen: 1",
    ]


def said_of(kind: str, field: str, values: Iterable[str], language: str) -> str:
    rows = [{field: value} for value in values]
    return in_words({kind: rows[0] if kind == "person" else rows}, of(language))


@pytest.mark.parametrize("language", wording.LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "field", "values"),
    [
        ("answers", "kind", list(AnswerKind)),
        ("answers", "reason", forms.NOT_FOR_US),
        ("drafts", "network", list(Network)),
        *(("person", "nudges", [one]) for one in Nudges),
        *(("person", "switched_off", [one]) for one in Private),
        *(("person", "never_days", [one]) for one in Weekday),
        *(("person", "boundaries", [one]) for one in Boundary),
    ],
)
def test_no_choice_is_shown_as_the_machine_writes_it(
    kind: str, field: str, values: list[StrEnum | str], language: str
) -> None:
    said = said_of(kind, field, values, language)
    assert [value for value in values if "_" in value and value in said] == []
    if language == "de":
        english = said_of(kind, field, values, "en").splitlines()[1:]
        same = {line for line in said.splitlines()[1:] if line in english}
        assert same <= {f"– {of('en').network(one)}" for one in Network}, "only names are the same in both"


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_kind_of_data_and_every_field_that_is_read_has_a_name(language: str) -> None:
    w = of(language)
    tables = {forgetting.NAMES.get(table.name, table.name) for table, _ in forgetting.tables_about_people()}
    kinds = {"person", *READ, *tables}
    assert len(kinds) > 8
    assert {kind for kind in kinds if w.export_names(kind) == kind} == set()
    fields = READ["person"][1:]
    assert len({w.export_field(field) for field in fields}) == len(fields)
    assert not any("_" in w.export_field(field) for field in fields)


def test_what_is_no_longer_offered_is_shown_as_it_was_kept() -> None:
    kept = {
        "answers": [{"kind": "old_kind", "at": "some day", "reason": "old_reason"}],
        "drafts": [{"network": "myspace"}],
    }
    assert in_words(kept, of("en")).splitlines()[1::2] == ["– some day · old_kind · old_reason", "– myspace"]


def test_own_words_stay_as_they_were_written() -> None:
    kept = {"stories": [{"title": "snake_case", "text": "we_like_it"}], "drafts": [{"text": "2026-11-24"}]}
    assert in_words(kept, of("en")).splitlines()[1::2] == ["– snake_case · we_like_it", "– 2026-11-24"]


def test_long_words_are_cut_short_where_the_json_has_them_whole() -> None:
    [_, line] = in_words({"stories": [{"title": "T", "text": "word " * 400}]}, of("en")).splitlines()
    assert line.endswith("word…")
    assert len(line) < LONGEST + 20


def test_words_that_only_look_like_a_day_stay_words() -> None:
    assert "2026 was a good year" in in_words({"stories": [{"title": "2026 was a good year"}]}, of("en"))
