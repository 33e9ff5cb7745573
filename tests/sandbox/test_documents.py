"""docs/sandbox-reference.md names every method, deed and endpoint that there is; the example of a test works."""

import asyncio
import re
import textwrap
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from starlette.routing import Route

from sandbox import Sandbox
from sandbox.deeds.table import all_deeds
from sandbox.methods.table import all_methods

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "sandbox-reference.md").read_text("utf-8")
EXAMPLE = re.compile(r"## In a test\n\n((?:    .*\n|\n)+)")
HELP = {"inline_keyboard": [[{"text": "Help", "callback_data": "help"}]]}
WORDS = set(re.findall(r"\w+", PAGE))


def undescribed(names: set[str]) -> set[str]:
    return names - WORDS


def test_every_method_is_described() -> None:
    spelled = {name for name in all_methods() if not name.startswith(("getMy", "deleteMy"))}
    assert undescribed(spelled) == set()
    assert undescribed({"sendInvoice"}) == {"sendInvoice"}


def test_every_deed_is_described() -> None:
    assert undescribed(set(all_deeds()) - {"send"}) == set()


def test_every_endpoint_is_described() -> None:
    paths = {route.path for route in Sandbox().app.routes if isinstance(route, Route)}
    words = {word for path in paths for word in re.findall(r"(?<=/)[a-z_]+", path)}
    assert len(words) > 15
    assert undescribed(words) == set()


def example(page: str) -> str:
    """The code below "In a test"."""
    found = EXAMPLE.search((ROOT / page).read_text("utf-8"))
    assert found
    return textwrap.dedent(found[1])


@asynccontextmanager
async def my_bot(token: str, address: str) -> AsyncIterator[None]:
    """A bot of a dozen lines."""

    async def call(method: str, **params: Any) -> Any:
        async with http.post(f"{address}/bot{token}/{method}", json=params) as answer:
            return (await answer.json())["result"]

    async def live() -> None:
        offset = 0
        while True:
            for update in await call("getUpdates", offset=offset, timeout=50):
                offset = update["update_id"] + 1
                asked = "callback_query" in update
                chat = update["callback_query"]["from"]["id"] if asked else update["message"]["chat"]["id"]
                text = "What can I do for you?" if asked else "Hello, Ann"
                await call("sendMessage", chat_id=chat, text=text, reply_markup=HELP)

    async with aiohttp.ClientSession() as http:
        living = asyncio.create_task(live())
        yield
        living.cancel()


async def test_the_example_of_a_test_works() -> None:
    """The README's, which the page repeats."""
    assert example("sandbox/README.md") == example("docs/sandbox.md")
    told: dict[str, Any] = {"my_bot": my_bot}
    exec(example("sandbox/README.md"), told)  # noqa: S102 - our own page
    await told["test_my_bot_greets"]()
