"""Dockerfile and compose.yaml, read by a parser: no image can be built where the tests run."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.command_line import _parser
from bot.settings import parse
from tests.playing import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
KNOWN = {"FROM", "WORKDIR", "RUN", "COPY", "ENV", "USER", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD"}
SECRET = re.compile(r"(?i)\b\w*(password|secret|token)\w*['\"]?\s*[=:]\s*['\"]?(?!\$\{)[^\s'\"$]+")


def instructions(text: str) -> list[tuple[str, str]]:
    """The instructions of a Dockerfile, its continued lines joined (docs.docker.com, "Dockerfile reference")."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines)).splitlines()
    return [(word.upper(), rest) for word, _, rest in (line.partition(" ") for line in joined)]


def wrong_in_image(text: str) -> Iterator[str]:
    """What is wrong with a Dockerfile."""
    told = instructions(text)
    yield from (f"nobody knows {word}" for word, _ in told if word not in KNOWN)
    last_stage = told[max(number for number, (word, _) in enumerate(told) if word == "FROM") :]
    users = [rest for word, rest in last_stage if word == "USER"]
    if not users or users[-1].split(":")[0] in ("root", "0"):
        yield "it runs as root"
    bases = [rest.split()[0] for word, rest in told if word == "FROM"]
    yield from (f"{base} is not a version" for base in bases if not version(base))
    for _, rest in (one for one in told if one[0] == "RUN" and "pip install" in one[1]):
        if "--require-hashes" not in rest and "--no-deps" not in rest:
            yield f"not locked: {rest}"
    if not any(word == "HEALTHCHECK" and "/livez" in rest for word, rest in last_stage):
        yield "nobody asks whether it lives"
    if SECRET.search(text):
        yield "a secret stands in it"
    copied = [part for word, rest in told if word == "COPY" and "--from" not in rest for part in shlex.split(rest)[:-1]]
    yield from (f"{one} is not there" for one in copied if not (ROOT / one).exists())
    if "." in copied:
        yield "all that lies about is copied"


def version(image: str) -> bool:
    """Whether an image is named with a version, and without a registry."""
    name, _, tag = image.partition(":")
    return bool(tag) and tag != "latest" and "." not in name.split("/")[0] and any(sign.isdecimal() for sign in tag)


def wrong_in_services(text: str) -> Iterator[str]:
    """What is wrong with a compose file."""
    services: dict[str, Any] = yaml.safe_load(text)["services"]
    for name, one in services.items():
        if not version(one["image"]):
            yield f"{name}: {one['image']} is not a version"
        if "healthcheck" not in one:
            yield f"{name}: nobody asks whether it lives"
        if one.get("privileged") or one.get("user") in ("root", "0", 0):
            yield f"{name}: it may do anything"
    if SECRET.search(re.sub(r"\$\{[^}]*\}|^#.*", "", text, flags=re.MULTILINE)):  # what .env holds is not in it
        yield "a secret stands in it"


def test_the_image_is_what_it_should_be() -> None:
    assert list(wrong_in_image(DOCKERFILE)) == []


@pytest.mark.parametrize(
    ("mistake", "instead", "words"),
    [
        ("USER 10001:10001\n", "", "it runs as root"),
        ("USER 10001:10001", "USER root", "it runs as root"),
        ("FROM python:3.13-slim\n", "FROM python:latest\n", "python:latest is not a version"),
        ("FROM python:3.13-slim\n", "FROM python\n", "python is not a version"),
        (" --require-hashes", "", "not locked"),
        ("/livez", "/", "nobody asks whether it lives"),
        ("PYTHONUNBUFFERED=1", "SLACK_BOT_TOKEN=xoxb-1", "a secret stands in it"),
        ("COPY bot bot", "COPY . .", "all that lies about is copied"),
        ("COPY bot bot", "COPY robot robot", "robot is not there"),
        ("COPY bot bot", "ADD bot bot", "nobody knows ADD"),
    ],
)
def test_control_a_mistake_in_the_image_would_be_seen(mistake: str, instead: str, words: str) -> None:
    assert mistake in DOCKERFILE
    assert words in "\n".join(wrong_in_image(DOCKERFILE.replace(mistake, instead)))


def test_all_our_packages_are_in_the_image_and_what_it_starts_is_a_command() -> None:
    copied = {shlex.split(rest)[0] for word, rest in instructions(DOCKERFILE) if word == "COPY"}
    assert {"bot", "adapters", "store", "jobs", "requirements.lock", "pyproject.toml"} <= copied
    let_through = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert copied - {"--from=build"} <= let_through
    assert "CMD" in dict(instructions(DOCKERFILE))
    started = dict(instructions(DOCKERFILE))["CMD"]
    assert _parser().parse_args(yaml.safe_load(started)).config == Path("/data/app.yaml")


def test_the_services_are_what_they_should_be() -> None:
    assert list(wrong_in_services(COMPOSE)) == []


@pytest.mark.parametrize(
    ("mistake", "instead", "words"),
    [
        ("postgres:18", "postgres:latest", "database: postgres:latest is not a version"),
        ("postgres:18", "registry.example/postgres:18", "registry.example/postgres:18 is not a version"),
        ("${SLACK_BOT_TOKEN:-}", "xoxb-1", "a secret stands in it"),
        ("    healthcheck: {disable: true}\n", "    privileged: true\n", "migrate: it may do anything"),
    ],
)
def test_control_a_mistake_in_the_services_would_be_seen(mistake: str, instead: str, words: str) -> None:
    assert mistake in COMPOSE
    assert words in "\n".join(wrong_in_services(COMPOSE.replace(mistake, instead)))


def test_two_replicas_start_once_the_database_is_there_and_up_to_date() -> None:
    services = yaml.safe_load(COMPOSE)["services"]
    assert services["earshot"]["deploy"]["replicas"] == 2
    assert services["earshot"]["depends_on"] == {
        "database": {"condition": "service_healthy"},
        "migrate": {"condition": "service_completed_successfully"},
    }
    assert services["migrate"]["restart"] == "no"
    assert services["database"]["volumes"] == ["database:/var/lib/postgresql"]
    assert "/readyz" in str(services["earshot"]["healthcheck"]["test"])
    for name in ("migrate", "earshot"):
        assert _parser().parse_args(services[name]["command"]).config == Path("/data/app.yaml")


def test_the_settings_that_operations_shows_for_it_fit() -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```yaml\n(store: .*?)^```", page, re.DOTALL | re.MULTILINE)
    address = yaml.safe_load(COMPOSE)["services"]["earshot"]["environment"]["DATABASE_URL"]
    read = parse(f"company: {{name: x}}\n{shown}", environ={"DATABASE_URL": address})
    assert read.store.address({"DATABASE_URL": address}) == address
    assert (read.server.host, read.server.port, read.server.metrics_port) == ("0.0.0.0", 8080, 9090)
