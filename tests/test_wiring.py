import asyncio
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

STARTS = """
import asyncio, sys
from pathlib import Path
from bot.app import Bot, NotPossible
from bot.settings import parse

async def main():
    environ = dict(one.split("=") for one in sys.argv[3:])
    settings = parse(sys.argv[1], environ=environ)
    bot = Bot(settings, environ=environ, folder=Path(sys.argv[2]), port=0)
    try:
        await bot.start()
    except NotPossible:
        print("refused")  # a bot that nobody could meet does not start
    print("\\n".join(sorted(sys.modules)))
    await bot.stop()

asyncio.run(main())
"""

NOBODY = "company: {name: Example Works}\nlog: {level: error}\n"
PLAYGROUND = NOBODY + "platforms: {playground: {people: [{id: ana, name: Ana, time_zone: Europe/Lisbon}]}}\n"

SDKS = ("slack_bolt", "slack_sdk", "botbuilder", "botframework")


async def _child(*arguments: str, cwd: Path = ROOT) -> list[str]:
    """What a process of its own says, line by line; every warning in it is an error."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-W", "error", *arguments, cwd=cwd, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    said, complained = await asyncio.wait_for(child.communicate(), 60)
    assert child.returncode == 0, complained.decode()[-2000:]
    return [line for line in said.decode().splitlines() if line]


async def _started(settings: str, folder: Path, **environ: str) -> list[str]:
    """The modules that a started bot has imported."""
    return await _child("-c", STARTS, settings, str(folder), *(f"{name}={said}" for name, said in environ.items()))


def _of(modules: list[str], *packages: str) -> list[str]:
    return [name for name in modules if any(name == one or name.startswith(f"{one}.") for one in packages)]


async def test_a_platform_that_is_not_configured_is_not_imported(tmp_path: Path) -> None:
    modules = await _started(NOBODY, tmp_path)
    assert {"adapters.server", "refused"} <= set(modules)
    assert _of(modules, "adapters.playground", "adapters.slack", "adapters.teams", *SDKS) == []


async def test_a_platform_that_is_configured_is_and_no_other(tmp_path: Path) -> None:
    modules = await _started(PLAYGROUND, tmp_path)
    assert "adapters.playground.platform" in modules  # the control of the test above
    assert "refused" not in modules
    assert _of(modules, "adapters.slack", "adapters.teams", *SDKS) == []


SLACK = (
    NOBODY
    + "platforms: {slack: {mode: http, bot_token_env: TOKEN, signing_secret_env: SECRET, api_url: 'http://127.0.0.1:9/'}}\n"
)


async def test_slack_is_imported_where_it_stands_in_app_yaml(tmp_path: Path) -> None:
    modules = await _started(SLACK, tmp_path, TOKEN="xoxb-1", SECRET="s")  # nobody answers there, which is told
    assert {"adapters.slack.platform", "slack_bolt", "refused"} <= set(modules)
    assert _of(modules, "adapters.playground", "adapters.teams", "botbuilder", "botframework") == []


async def test_nothing_is_made_when_a_module_is_imported(tmp_path: Path) -> None:
    found = await _child("-m", "tests.importing_child", cwd=ROOT)
    assert found == []


CARELESS = {
    "threads": (
        "import threading, time; threading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
        "thread",
    ),
    "sockets": ("import socket; socket.socket().close()", "socket.__new__"),
    "loops": ("import asyncio; asyncio.new_event_loop().close()", "socket.__new__"),
    "files": ("open('made.txt', 'w').close()", "made.txt"),
    "engines": ("from sqlalchemy import create_engine; engine = create_engine('sqlite://')", "Engine"),
    "chosen": ("from bot.settings import parse; settings = parse('company: {name: x}', environ={})", "Settings"),
}


async def test_a_module_that_makes_something_when_it_is_imported_would_be_found(tmp_path: Path) -> None:
    for name, (mistake, _) in CARELESS.items():
        (tmp_path / f"{name}.py").write_text(mistake)
    code = "import sys; sys.argv[1:] = sys.argv[1].split(); from tests.importing_child import main; main()"
    found = await _child("-c", code, " ".join(CARELESS), cwd=tmp_path)
    for name, (_, made) in CARELESS.items():
        assert [line for line in found if made in line and (made == "thread" or name in line)], f"{name} was not found"
