"""Tests that share something dear, a browser or a bot's process, are sent to one worker."""

import os

import pytest


@pytest.mark.xdist_group("together")
def test_a_test_of_a_group_is_known_by_it(request: pytest.FixtureRequest) -> None:
    sent = "PYTEST_XDIST_WORKER" in os.environ
    assert request.node.nodeid.endswith("@together") is sent
