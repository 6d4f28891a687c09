"""Credentials that nobody ever had, put together here so that no file holds one whole; and what only looks like one."""

import base64
import json

BODY = "q7RzT2mX4wK8dN5tB1vH9cJ3gL6pS0fYaEuQiWoZnM"


def _body(length: int, start: int = 0) -> str:
    return (BODY[start:] + BODY * 8)[:length]


def _part(what: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(what).encode()).decode().rstrip("=")


_KEY = "\n".join(
    ["-----BEGIN " + "OPENSSH PRIVATE KEY-----", _body(70), _body(70, 5), "-----END OPENSSH PRIVATE KEY-----"]
)

LIVE = {
    "AWS": "our key is AK" + "IA" + _body(16).upper(),
    "AWS secret": "aws_secret_access_key = " + _body(40),
    "GitHub": "use gh" + "p_" + _body(36) + " for now",
    "GitHub, newer": "github" + "_pat_" + _body(60),
    "Slack bot": "xox" + "b-" + "731852460917-" + "2846197350482-" + _body(24),
    "Slack app": "xap" + "p-1-" + "A07Q8KX2M4Z-" + "7318524609178-" + _body(40).lower(),
    "Slack webhook": "https://hooks.slack" + ".com/services/T8K2M4XQ7/B5N1R9WZ3/" + _body(24),
    "JWT": "the token: "
    + ".".join(("ey" + _part({"alg": "HS256"})[2:], _part({"sub": "8731", "n": _body(12)}), _body(43))),
    "private key": "in case somebody needs it:\n" + _KEY,
    "address": "it runs at https://deploy:" + _body(12) + "@build.kesterhaven.example/jobs",
    "database": "postgresql" + "://earshot:" + _body(14) + "@10.2.0.4/earshot",
    "Azure storage": "DefaultEndpointsProtocol=https;Account" + "Key=" + _body(86) + "==",
    "Azure secret": "secret value " + _body(3) + "8Q~" + _body(34, 7),
    "Stripe": "sk" + "_live_" + _body(24),
    "Google": "AI" + "za" + _body(35),
    "GitLab": "glp" + "at-" + _body(20),
    "SendGrid": "S" + "G." + _body(22) + "." + _body(43),
    "bearer": "curl -H 'Authorization: Bearer " + _body(40) + "'",
    "password": "the Wi-Fi at the fair, password: " + "Sommer" + "2026!",
    "said password": "The password is " + "k4tzen" + "klo-77, ask Ben if it fails",
    "Passwort": "Das Passwort lautet " + "Regen" + "Schirm7#",
    "Zugangsdaten": "Kennwort: " + "Tul" + "pe_4711",
}

NOT_LIVE = [
    "A password manager is the best gift for your parents.",
    "The password: something you know. The token: something you have.",
    "Password: please change it every time somebody leaves.",
    "Mein Passwort ist länger als deins.",
    "Passwort: bitte nie auf einen Zettel.",
    "The docs use AKIA" + "IOSFODNN7EXAMPLE, so we did too.",
    "Put it in as token=<your token here>.",
    "api_key: ${API_KEY}, and nothing else in the file.",
    "password: hunter2, the oldest joke of the internet",
    "https://user:password@example.org is how you never do it.",
    "ghp_" + "x" * 36 + " is what a token looks like",
    "A file that begins with BEGIN RSA PRIVATE KEY belongs in no repository.",
    "-----BEGIN " + "PRIVATE KEY----- is the line to search for.",
    "The key is end-to-end-encryption-2026, nothing less.",
    "Commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b fixed it.",
    "Key: 2026-roadmap-final-version2, that was the file name.",
    "APFELKUCHENREZEPT2026 war unser Hashtag.",
    "Our secret is 12 weeks of listening.",
    "Schlüssel: drei Wochen messen, dann erst reden.",
    "Ask @keymaster at https://medium.example/@ana:notes for the recipe.",
    "Order 4711-0815 arrived, token of thanks included.",
    "Version 3f5a-77b1-c0de of the firmware is out.",
]
