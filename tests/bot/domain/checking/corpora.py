"""Texts written for these tests, and the house they are checked in: a made-up company with made-up customers."""

from datetime import UTC, datetime
from pathlib import Path

from bot.domain.checking import ItemFacts, Listed, Notice, check

FOLDER = Path(__file__).parent.parent / "corpora"
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
COMPANY = "Kesterhaven"
LISTED = Listed(
    client_names=(
        "Nordbank AG",
        "Müller & Söhne GmbH",
        "Blue Harbor Clinics",
        "Stadtwerke Elmstedt",
        "Café Lindholm",
        "Target",
        "Brightwater Schools",
    ),
    internal_words=("Project Falcon", "Zugvogel"),
)
FIND, OF_THE_COMPANY = ItemFacts(), ItemFacts(company=True)


def lines(name: str) -> list[str]:
    """The texts of a corpus, one a line."""
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def labelled(name: str) -> list[tuple[str, str]]:
    """Texts with what stands before them on the line."""
    pairs = (line.split(" | ", 1) for line in lines(name))
    return [(label, text) for label, text in pairs]


def checked(text: str, item: ItemFacts = FIND) -> list[Notice]:
    """The check as everybody in this house gets it."""
    return check(text, words=LISTED, item=item, company=COMPANY, now=NOW)
