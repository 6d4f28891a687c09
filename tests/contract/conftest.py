"""Which stages there are, and how a test gets one. A new adapter's stage is one more line in STAGES."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
import pytest_asyncio

from jobs.listening.parse import Parser
from tests import postgresql
from tests.contract import rules, slack_company, teams_company
from tests.contract.company import Company
from tests.contract.played import PlayedStage
from tests.contract.playground_stage import PlaygroundStage
from tests.contract.slack_company import SlackCompany
from tests.contract.slack_stage import SlackStage
from tests.contract.stage import Stage
from tests.contract.teams_company import TeamsCompany
from tests.contract.teams_stage import TeamsStage
from tests.fakes.feeds import FeedServer
from tests.town import Town

STAGES: dict[str, type[Stage]] = {
    "playground": PlaygroundStage,
    "slack-http": SlackStage,
    "slack-socket": SlackStage,
    "teams": TeamsStage,
}
ON_POSTGRESQL = "slack-http-postgresql"
"""Where walks that are marked `both` are played once more."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test is played on each stage that has what it needs, in one worker for each stage."""
    if "stage_name" not in metafunc.fixturenames or metafunc.definition.get_closest_marker("control"):
        return
    needs = {need for mark in metafunc.definition.iter_markers("needs") for need in mark.args}
    names = [name for name, kind in STAGES.items() if kind.can >= needs]
    if metafunc.definition.get_closest_marker("both"):
        names.append(ON_POSTGRESQL)
    metafunc.parametrize("stage_name", [together(name) for name in names])


def together(name: str, *values: Any, id: str | None = None) -> Any:  # noqa: A002 - pytest's name for it
    """A parameter with this stage in it: what is played in one process is played by one worker."""
    marks = [] if name == "playground" else [pytest.mark.xdist_group(f"contract-{name}")]
    return pytest.param(*values, name, marks=marks, id=id)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever plays on a stage shares a loop with the processes behind it; what ends a company is played last."""
    items.sort(key=lambda item: item.get_closest_marker("last") is not None)
    for item in items:
        if "theatre" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@dataclass
class Theatre:
    """Whatever stages share: what was started is kept until all tests are over."""

    stack: AsyncExitStack
    folder: Path
    template: Path
    parser: Parser
    worker: str
    companies: dict[str, Company]

    async def company(self, name: str) -> Company:
        """The company of this stage, started when it is first asked for."""
        if name not in self.companies:
            self.companies[name] = await self.stack.enter_async_context(self.opens(name))
        return self.companies[name]

    @asynccontextmanager
    async def opens(self, name: str) -> AsyncIterator[Company]:
        """A company of one's own."""
        folder = self.folder / f"{name}-{len(list(self.folder.iterdir()))}"
        folder.mkdir()
        store = f"sqlite:///{copy(self.template, folder / 'earshot.db')}"
        if name == ON_POSTGRESQL:
            store = self.on_postgresql()
        async with self._company(name, folder, store) as one:
            yield one
            await one.ends()

    def _company(self, name: str, folder: Path, store: str) -> AbstractAsyncContextManager[Company]:
        if name.startswith("teams"):
            return teams_company.company(folder, store)
        return slack_company.company("socket" if "socket" in name else "http", folder, store)

    def on_postgresql(self) -> str:
        """The address of a database that no other test empties."""
        try:
            database = postgresql.Emptied(postgresql.fresh(f"{self.worker}_contract"))
        except LookupError as missing:
            pytest.skip(str(missing))
        database.close()
        return database.url

    @asynccontextmanager
    async def plays(self, name: str, folder: Path) -> AsyncIterator[Stage]:
        """A stage for one test."""
        if name == "playground":
            async with FeedServer() as feeds, Town(folder, feeds, store=self.template, parser=self.parser) as town:
                yield PlaygroundStage(town)
            return
        here = await self.company(name)
        one: PlayedStage
        if isinstance(here, TeamsCompany):
            one = TeamsStage(name, here)
        else:
            assert isinstance(here, SlackCompany)
            one = SlackStage(name, here)
        await one.begins()
        try:
            yield one
        finally:
            await one.ends()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def theatre(
    tmp_path_factory: pytest.TempPathFactory, template: Path, parser: Parser, worker_id: str
) -> AsyncIterator[Theatre]:
    """One for each worker."""
    async with AsyncExitStack() as stack:
        yield Theatre(stack, tmp_path_factory.mktemp("theatre"), template, parser, worker_id, {})


@pytest_asyncio.fixture(loop_scope="session")
async def stage(stage_name: str, theatre: Theatre, tmp_path: Path, naive: str) -> AsyncIterator[Stage]:
    """A stage with people the bot does not know yet, and two rooms it is in. Afterwards the rules still hold."""
    async with theatre.plays(stage_name, tmp_path / "town") as one:
        yield one
        if not naive:
            assert await rules.broken(one) == []


@pytest_asyncio.fixture(loop_scope="session")
async def teams(theatre: Theatre, tmp_path: Path) -> AsyncIterator[TeamsStage]:
    """The stage of Teams, for what only Teams has."""
    async with theatre.plays("teams", tmp_path / "town") as one:
        assert isinstance(one, TeamsStage)
        yield one
        assert await rules.broken(one) == []


@pytest.fixture
def naive() -> str:
    """The adapter of a control; none where the real one plays."""
    return ""
