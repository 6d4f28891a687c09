import pytest
from yarl import URL

from bot.domain.health import Trouble
from jobs.listening.addresses import address, next_address
from jobs.listening.outcomes import Failed

HERE = URL("https://feeds.example/a/b?c=1")


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("c", "https://feeds.example/a/c"),
        ("/c", "https://feeds.example/c"),
        ("?d=2", "https://feeds.example/a/b?d=2"),
        ("//other.example/c", "https://other.example/c"),
        (" https://other.example/c#part ", "https://other.example/c"),
    ],
)
def test_a_redirect_may_be_relative(location: str, expected: str) -> None:
    assert str(next_address(HERE, location)) == expected


@pytest.mark.parametrize("location", ["http://feeds.example/a/b", "http://other.example/", "ftp://x/", "https://u@x/"])
def test_a_redirect_never_leads_out_of_https_nor_to_what_is_no_web_address(location: str) -> None:
    answer = next_address(HERE, location)

    assert isinstance(answer, Failed)
    assert answer.trouble is Trouble.BAD_ADDRESS


def test_a_redirect_may_lead_into_https() -> None:
    assert str(next_address(URL("http://feeds.example/"), "https://feeds.example/")) == "https://feeds.example/"


def test_the_part_of_a_page_is_not_asked_for() -> None:
    assert str(address("https://Feeds.Example:443/a#part")) == "https://feeds.example/a"
