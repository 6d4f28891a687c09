"""Only what looks like a live credential is held back; it is never shown whole, and never tried out."""

import json
import os
import subprocess
import sys

import pytest

from bot.domain.checking import Notice
from bot.domain.checking.credentials import live_credentials
from bot.domain.guidelines import Kind
from tests.bot.domain.checking import secrets
from tests.bot.domain.checking.corpora import checked, labelled, lines
from tests.playing import ROOT

ORDINARY = [text for _, text in labelled("ordinary")] + lines("protected_english") + lines("protected_german")


@pytest.mark.parametrize("name", secrets.LIVE)
def test_a_live_credential_is_held_back_and_not_shown_whole(name: str) -> None:
    text = secrets.LIVE[name]
    (found,) = checked(f"Look what I made!\n{text}\nMore soon.")

    assert (found.kind, found.held) == (Kind.SECRET, True)
    assert len(found.where) < 45
    assert not any(secrets.BODY[start : start + 5].lower() in found.where.lower() for start in range(30))


@pytest.mark.parametrize(
    "text",
    [
        "Our password:\nZx81!kkq9uu",
        "Das Kennwort lautet:\n\n  Zx81!kkq9uu",
        f"AWS secret key =\n{secrets.BODY[:36]}/+9z",
        f"gh\u200bp_{secrets.BODY[:18]}\u00ad{secrets.BODY[18:36]}",
        "xox" + "b-912873465012-" + "9182736450918-" + "AbCdEfGhIjKlMnOpQrStUvWx",
    ],
)
def test_one_in_the_next_line_or_with_unseen_signs_in_it_is_one_all_the_same(text: str) -> None:
    assert len(live_credentials(f"Look what I made!\n{text}\nMore soon.")) == 1


@pytest.mark.parametrize("text", secrets.NOT_LIVE)
def test_what_only_speaks_of_one_is_not_held_back(text: str) -> None:
    assert live_credentials(text) == []


def test_ordinary_drafts_hold_none() -> None:
    assert [text for text in ORDINARY if live_credentials(text)] == []


def test_control_looking_for_the_word_or_for_randomness_would_hold_back_prose() -> None:
    def naive(text: str) -> bool:
        return "password" in text.lower() or "passwort" in text.lower() or "key" in text.lower()

    assert len([text for text in secrets.NOT_LIVE if naive(text)]) > 8
    assert [text for text in ORDINARY if naive(text)]


def test_each_is_named_once_wherever_it_stands() -> None:
    one, other = secrets.LIVE["GitHub"], secrets.LIVE["Stripe"]

    assert len(live_credentials(f"{one}\n{one}\n{other}")) == 2
    assert len(live_credentials("x " * 700 + secrets.LIVE["Slack bot"] + " y" * 700)) == 1


def test_an_internal_word_is_noticed_and_not_held() -> None:
    assert checked("The Zugvogel flies.") == [Notice(Kind.SECRET, "Zugvogel")]


WITHOUT_A_NETWORK = """
import json, sys
from bot.domain.checking.credentials import live_credentials
live_credentials("The first text loads what the library needs.")

class Reached(Exception): pass

def hook(event, arguments):
    if event.startswith(("socket.", "http.client", "urllib")):
        raise Reached(event)

from detect_secrets.plugins.slack import SlackDetector
sys.addaudithook(hook)
texts = json.loads(sys.stdin.read())
print(sum(bool(live_credentials(text)) for text in texts))
try:
    SlackDetector().verify(texts[0])
    print("asked nobody")
except Reached:
    print("asked somebody")
"""


def test_no_credential_is_ever_sent_anywhere() -> None:
    """In a process where no socket can be made; the control is the library's own way to verify."""
    texts = [secrets.LIVE["Slack bot"], *secrets.LIVE.values(), *secrets.NOT_LIVE]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_A_NETWORK],
        input=json.dumps(texts),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:2] == [str(len(secrets.LIVE) + 1), "asked somebody"]


def test_the_library_and_its_http_client_are_not_loaded_before_a_draft_is_checked() -> None:
    code = "import sys, bot.domain.checking, bot.settings; print({'detect_secrets', 'requests'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
