# Two commands matter: `make play` and `make test`. Each sets up all it needs.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PORT ?= 8765
FEEDS ?=
CONFIG ?=
ONLY ?=
SEEDS ?=

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check

# A Python is asked what it is; its name proves nothing. One that was named is used or refused, never quietly replaced.
FITS := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
define FIND
if [ -n "$$PYTHON" ]; then set -- "$$PYTHON"; else set -- python3 python3.13 python3.12 python3.11 python; fi; \
for each; do "$$each" -c '$(FITS)' >/dev/null 2>&1 && { found=$$each; break; }; done; \
if [ -z "$$found" ]; then \
  echo "Earshot needs Python 3.11, 3.12 or 3.13 with its venv module; $${PYTHON:-what was found here} does not fit."; \
  echo "Install one (on Debian: apt install python3 python3-venv), or name yours: make play PYTHON=/path/to/python3.12"; \
  exit 1; \
fi >&2
endef

.PHONY: help play test types tests torture python lock bench bench-slack bench-teams look-slack look-teams clean again

help:  ## what you can type
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

python:  ## which Python would be used
	@$(FIND); echo "$$found"

# Made anew where it does not work, or where this folder was moved or copied from elsewhere together with it.
USABLE := $(shell [ "$$(cat $(VENV)/made.done 2>/dev/null)" = "$(CURDIR)" ] && $(PY) -c '$(FITS)' >/dev/null 2>&1 && echo yes)
$(VENV)/made.done: $(if $(USABLE),,again)
	@$(FIND); echo "Setting up .venv with $$("$$found" --version)"; rm -rf $(VENV); "$$found" -m venv $(VENV)
	@echo "$(CURDIR)" >$@

$(VENV)/run.done: requirements.lock pyproject.toml $(VENV)/made.done
	@echo "Installing what Earshot runs on (about half a minute, once)"
	@$(PIP) install --only-binary :all: --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.done: requirements-dev.lock $(VENV)/run.done
	@echo "Installing what the tests need (once)"
	@$(PIP) install --only-binary :all: --require-hashes -r requirements-dev.lock
	@touch $@

play: $(VENV)/run.done  ## try Earshot in your browser: PORT=, FEEDS="https://… ./file.xml", CONFIG=app.yaml
	@$(PY) -m bot play --port $(PORT) $(if $(CONFIG),--config "$(CONFIG)") $(foreach feed,$(FEEDS),--feed "$(feed)")

test: $(VENV)/dev.done  ## lint, types, walls, migrations and every test
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(MAKE) --no-print-directory -j2 types tests

types:
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports --no-cache

# Many tests start a bot: each would read all its sources anew where Python may not keep what it made of them.
tests: export PYTHONDONTWRITEBYTECODE =
tests:
	@$(PY) -m pytest

torture: $(VENV)/dev.done  ## kills, stops and faults, for hours of a bot's life: ONLY="look-up late", SEEDS=5
	@$(PY) -m tests.torture $(foreach part,$(ONLY),--only $(part)) $(if $(SEEDS),--seeds $(SEEDS))

bench: $(VENV)/dev.done  ## how fast, beside the bare drivers: ONLY="events nudges"
	@$(PY) -m tests.benchmarks $(foreach part,$(ONLY),--only $(part))

bench-slack: $(VENV)/dev.done  ## how fast on Slack: signed events beside a bare Bolt, a card for each of 1,000 rooms
	@$(PY) -m tests.benchmarks --only slack_events --only slack_rooms

bench-teams: $(VENV)/dev.done  ## how fast on Teams: activities beside an empty handler and the bare SDK
	@$(PY) -m tests.benchmarks --only teams_events

look-slack: $(VENV)/dev.done  ## pictures of all that Slack shows, in .cache/look-slack (needs npm and Chromium)
	@$(PY) -m tests.adapters.slack.look $(ONLY)

look-teams: $(VENV)/dev.done  ## pictures of all that Teams shows, in .cache/look-teams (needs npm and Chromium): ONLY="walks"
	@$(PY) -m tests.adapters.teams.look $(ONLY)

lock:  ## choose new versions of everything (needs uv)
	uv pip compile pyproject.toml --upgrade --extra postgresql --group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' -o requirements.lock
	uv pip compile pyproject.toml --upgrade --extra postgresql --group build --group dev -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' -o requirements-dev.lock

clean:  ## remove what was installed and played
	rm -rf $(VENV) .play .cache
