"""What looks like a live credential. Nothing is ever verified: asking whether a key works would send it out.

The shapes are those of detect-secrets, whose plugins are asked for what they find in a line and for nothing else: their
`verify`, which would call the service, is out of reach of `analyze_string`. Some of its plugins are left out: those
that weigh randomness or look for the mere word "password" (ordinary prose sets them off), public addresses, and three
whose expressions a long hostile line can hold for seconds. Our own shapes stand in for these and add what is missing.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Protocol

LONGEST_TEXT = 20_000
_WINDOW, _OVERLAP = 1_000, 300
_SHOWN, _SAME, _APART, _DENSE, _WHOLE = 4, 12, 40, 10, 8


class _Plugin(Protocol):
    def analyze_string(self, string: str) -> Iterator[str]: ...


_OWN = (
    r"(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{22,255}",
    r"(?<![A-Za-z0-9])xox[a-z]-[A-Za-z0-9-]{10,200}",
    r"(?<![A-Za-z0-9])xapp-\d-[A-Za-z0-9-]{10,200}",
    r"(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{35}",
    r"(?<![A-Za-z0-9])ya29\.[A-Za-z0-9_-]{20,250}",
    r"(?<![A-Za-z0-9])GOCSPX-[A-Za-z0-9_-]{20,60}",
    r"(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{10,400}\.eyJ[A-Za-z0-9_-]{5,400}",
    r"(?<![A-Za-z0-9])(?:sk|rk)_live_[A-Za-z0-9]{16,200}",
    r"(?<![A-Za-z0-9])whsec_[A-Za-z0-9+/]{24,80}",
    r"(?<![A-Za-z0-9])sk-(?:[A-Za-z]{2,12}-)?[A-Za-z0-9_-]{24,200}",
    r"(?<![A-Za-z0-9])AKC[A-Za-z0-9]{60,80}",
    r"(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}",
    r"(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,34}",
    r"(?:SharedAccessKey|AccountKey)=([A-Za-z0-9+/]{30,100}=*)",
    r"[?&]sig=([A-Za-z0-9%+/]{40,120})",
    r"(?<![A-Za-z0-9])dop_v1_[a-f0-9]{64}",
    r"(?<![A-Za-z0-9])[Bb]earer ([A-Za-z0-9._~+/-]{20,400})",
    r"(?i:aws)[\w ]{0,12}(?i:secret|key)[\w ]{0,20}[=:]\s?[\"']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])",
)
_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----[\s\S]{0,300}?([A-Za-z0-9+/=]{24,})")
_ASSIGNED = re.compile(
    r"""(?ix) (?<![a-z])
    (?P<word> pass(?:word|wort|wd|phrase)? | kennwort | pwd | pw | zugangs(?:code|daten) | (?:client|app)?[_ -]?secret
        | (?:api|access|account|auth|secret|master)?[_ -]?(?:key|token|schl(?:ü|ue)ssel) )
    ["']? \s? (?: := | => | -> | [=:] | \b(?:is|ist|lautet)\b:? ) \s? ["'`“„]?
    (?P<value> [^\s"'`“”„]{4,200} )"""
)
_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
"""What nobody sees, and what copying from a web page may leave inside a key."""

_GOES_ON = re.compile(r"([:=])[ \t]*\n\s*")
"""A line that ends where a value begins: the value stands in the next."""

_PASSWORD_WORDS = ("pass", "kenn", "pw", "zugang")

_PLACEHOLDER = re.compile(
    r"(?i)example|beispiel|your|dein|dummy|placeholder|change.?me|redact|sample|x{4}|\*{3}|\.{3}|[<>{}$…•]|0{8}|1234567"
)
_WELL_KNOWN = frozenset(
    [
        "password",
        "passwort",
        "passw0rd",
        "p4ssw0rd",
        "p@ssw0rd",
        "password1",
        "password123",
        "passwort123",
        "hunter2",
        "secret",
        "geheim",
        "letmein",
        "qwerty123",
        "abc123",
        "abc1234",
        "admin123",
        "test123",
        "test1234",
        "123456",
        "1234",
        "pass",
        "user",
        "user1",
        "token",
        "pw",
        "pwd",
        "1password",
    ]
)


def live_credentials(text: str) -> list[str]:
    """What looks like one, as the words before it and its first signs, never whole; each once.

    Reads the first 20,000 characters. A documented example ("AKIA…EXAMPLE"), a placeholder ("<your token>") and a
    password everybody knows ("hunter2") are none.
    """
    text = _GOES_ON.sub(r"\1 ", text[:LONGEST_TEXT].translate(_UNSEEN))
    found = {"-----BEGIN": "-----BEGIN…"} if _has_private_key(text) else {}
    for line in _lines(text):
        last = -_APART
        for start in sorted({line.index(value) for value in _in_line(line)}):
            if start - last >= _APART:  # nearer ones are one key, found by two shapes
                last = start
                found.setdefault(line[start : start + _SAME], _shown(line, start))
    return list(found.values())


def _lines(text: str) -> Iterator[str]:
    """The lines, cut into windows: the time an expression takes may grow with the square of what it is given."""
    for said in text.splitlines():
        line = " ".join(said.split())
        for start in range(0, max(1, len(line) - _OVERLAP), _WINDOW - _OVERLAP):
            yield line[start : start + _WINDOW]


def _in_line(line: str) -> Iterator[str]:
    for shape in _own():
        yield from (found[found.re.groups] for found in shape.finditer(line) if _is_live(found[found.re.groups]))
    for plugin in _plugins():
        for said in plugin.analyze_string(line):
            value = said if len(said) >= _WHOLE else _token(line, said)
            if value in line and _is_live(value):
                yield value
    yield from _passwords_in_addresses(line)
    yield from _assigned(line)


def _passwords_in_addresses(line: str) -> Iterator[str]:
    for found in re.finditer(r"://[^\s:/?#\[\]@]{1,100}:([^\s/?#\[\]@]{3,200})@[\w.-]+", line):
        if found[1].casefold() not in _WELL_KNOWN and not _PLACEHOLDER.search(found[1]):
            yield found[0]


def _assigned(line: str) -> Iterator[str]:
    for found in _ASSIGNED.finditer(line):
        value = found["value"].rstrip(".,;:!?)…")
        password = found["word"].casefold().startswith(_PASSWORD_WORDS)
        if _is_live(value, shortest=6 if password else 12, mixed=not password) and "://" not in value:
            yield found["value"]


def _has_private_key(text: str) -> bool:
    return any(len(set(found[1])) > 8 for found in _PRIVATE_KEY.finditer(text))


def _is_live(value: str, *, shortest: int = 8, mixed: bool = True) -> bool:
    """Whether this may be a real one: long enough, with digits or signs among its letters, and no known example."""
    if len(value) < shortest or value.casefold() in _WELL_KNOWN or _PLACEHOLDER.search(value):
        return False
    letters, digits = any(sign.isalpha() for sign in value), any(sign.isdigit() for sign in value)
    signs = re.search(r"\w[!@#$%&*+=?^~]+\w", value) is not None
    if not mixed:
        return (letters and (digits or signs)) or value.isdigit()
    runs = re.findall(r"[A-Za-z0-9+/_]+", value)
    dense = any(len(run) >= _DENSE and any(sign.isdigit() for sign in run) for run in runs)
    return letters and digits and dense and len(set(value)) > 6


def _token(line: str, part: str) -> str:
    """The whole word that a plugin found only the beginning of."""
    start = line.find(part)
    return line[start:].split(" ", 1)[0] if start >= 0 else ""


def _shown(line: str, start: int) -> str:
    """The word or two before it, unless they may be one too, and its first signs."""
    before = re.search(
        r"(?:[^\W\d_]{1,20} )?[^\W\d_]{1,20}[\"']?\s?(?::=|[=:]|=>|->)?\s?[\"'`“„]?$", line[max(0, start - 30) : start]
    )
    return f"{before[0] if before else ''}{line[start : start + _SHOWN]}…"


@cache
def _own() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(shape) for shape in _OWN)


@cache
def _plugins() -> tuple[_Plugin, ...]:
    """The library brings an HTTP client for verifying; so it is loaded when the first draft is checked, not before."""
    from detect_secrets.plugins import (  # noqa: PLC0415 - see above
        aws,
        azure_storage_key,
        cloudant,
        discord,
        github_token,
        gitlab_token,
        ibm_cloud_iam,
        ibm_cos_hmac,
        mailchimp,
        pypi_token,
        sendgrid,
        slack,
        softlayer,
        square_oauth,
        stripe,
        telegram_token,
        twilio,
    )

    return (
        aws.AWSKeyDetector(),
        azure_storage_key.AzureStorageKeyDetector(),
        cloudant.CloudantDetector(),
        discord.DiscordBotTokenDetector(),
        github_token.GitHubTokenDetector(),
        gitlab_token.GitLabTokenDetector(),
        ibm_cloud_iam.IbmCloudIamDetector(),
        ibm_cos_hmac.IbmCosHmacDetector(),
        mailchimp.MailchimpDetector(),
        pypi_token.PypiTokenDetector(),
        sendgrid.SendGridDetector(),
        slack.SlackDetector(),
        softlayer.SoftlayerDetector(),
        square_oauth.SquareOAuthDetector(),
        stripe.StripeDetector(),
        telegram_token.TelegramBotTokenDetector(),
        twilio.TwilioKeyDetector(),
    )
