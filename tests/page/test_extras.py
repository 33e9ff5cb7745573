"""What the page asks of the server: sample photos as they are named, and codes as they were written."""

import io
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from PIL import Image

from sandbox import Sandbox, serve
from tests.page.contents import Filler, qr

pytestmark = pytest.mark.asyncio(loop_scope="function")


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[tuple[Sandbox, aiohttp.ClientSession]]:
    """A sandbox with one person, and a client that knows its address."""
    made = Sandbox(people=[{"id": 42, "first_name": "伟"}])
    async with serve(made) as base, aiohttp.ClientSession(base) as http:
        yield made, http


def darkest_border(content: bytes) -> int:
    """The darkest channel of the upper edge."""
    return min(Image.open(io.BytesIO(content)).crop((0, 0, 590, 20)).tobytes())


async def read(answer: aiohttp.ClientResponse) -> Any:
    return await answer.json()


async def test_samples_are_what_their_names_say(sandbox: tuple[Sandbox, aiohttp.ClientSession]) -> None:
    _, http = sandbox
    pictures = {
        kind: await (await http.get(f"/samples/{kind}.jpg")).read() for kind in ("good", "size", "blue", "blur")
    }
    sizes = {kind: Image.open(io.BytesIO(content)).size for kind, content in pictures.items()}
    assert sizes == {"good": (590, 826), "size": (640, 480), "blue": (590, 826), "blur": (590, 826)}
    assert darkest_border(pictures["good"]) >= 245
    assert darkest_border(pictures["blue"]) < 100
    assert (await http.get("/samples/none.jpg")).status == 404


async def test_a_code_is_read_and_a_picture_without_one_is_empty(
    sandbox: tuple[Sandbox, aiohttp.ClientSession],
) -> None:
    _, http = sandbox
    text = "https://t.me/sandbox_bot?start=seat_12"
    assert await read(await http.post("/scan", data={"file": io.BytesIO(qr(text))})) == {"texts": [text]}
    portrait = io.BytesIO(await (await http.get("/samples/good.jpg")).read())
    assert await read(await http.post("/scan", data={"file": portrait})) == {"texts": []}
    assert (await http.post("/scan", data={"file": io.BytesIO(b"no picture")})).status == 400
    assert (await http.post("/scan", data={"file": "text"})).status == 400


async def test_codes_seen_in_chats_are_offered_newest_first(sandbox: tuple[Sandbox, aiohttp.ClientSession]) -> None:
    """Each picture once, pictures without a code not at all."""
    made, http = sandbox
    into = Filler(made, made.private(made.first_bot, made.person(42)))
    bot = made.first_bot.user
    into.put(bot, photo=await into.photo(qr("first")), caption="一", date=1)
    into.put(bot, photo=await into.photo(), date=2)
    second = await into.photo(qr("second"))
    into.put(bot, photo=second, caption="二", date=3)
    into.put(bot, photo=second, date=2)
    codes = (await read(await http.get("/codes")))["codes"]
    assert [(code["texts"], code["words"]) for code in codes] == [(["second"], "二"), (["first"], "一")]
    assert (await http.get(codes[0]["url"])).status == 200


async def test_stories_are_links_to_a_candidate_and_each_role(sandbox: tuple[Sandbox, aiohttp.ClientSession]) -> None:
    made, http = sandbox
    assert await read(await http.get("/stories")) == {"stories": []}
    for name, role in (("芳", "candidate"), ("强", "planner"), ("丽", "planner")):
        made.add_person({"first_name": name, "role_hint": role})
    found = (await read(await http.get("/stories")))["stories"]
    assert found == [{"people": ["芳", "强"], "role": "planner", "link": "/#/43/44"}]
