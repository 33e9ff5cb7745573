"""The web side stays open to everybody else, whatever some of its visitors do."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from bot.web.entrance import Entrance
from bot.web.server import served
from bot.web.turnstile import block_of

HALF = b"GET / HTTP/1.1\r\nHost: x\r\n"
HANGING = 400
QUICK = Entrance(seconds=0.05)


async def hello(request: Request) -> Response:
    await request.body()
    return PlainTextResponse(request.client.host if request.client else "")


async def broken(_request: Request) -> Response:
    raise RuntimeError


def app(*trusted: str, entrance: Entrance | None = None) -> Starlette:
    proxies = Middleware(ProxyHeadersMiddleware, trusted_hosts=list(trusted))
    made = Starlette(
        routes=[Route("/", hello, methods=["GET", "POST"]), Route("/broken", broken)], middleware=[proxies]
    )
    made.state.entrance = entrance
    return made


@asynccontextmanager
async def connected(address: str, said: bytes) -> AsyncIterator[asyncio.StreamReader]:
    host, _, port = address.removeprefix("http://").rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(said)
    try:
        yield reader
    finally:
        writer.close()


async def hang(address: str, stack: list[asyncio.StreamWriter]) -> None:
    host, _, port = address.removeprefix("http://").rpartition(":")
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write(HALF)
    stack.append(writer)


@pytest.mark.parametrize(("most", "held"), [(50, 50), (1000, HANGING)])
async def test_half_requests_hold_no_more_than_some_connections(most: int, held: int) -> None:
    """With a limit beyond their number all are held: it is the limit that lets go of them."""
    open_: list[asyncio.StreamWriter] = []
    entrance = Entrance(most=most)
    async with served(app(entrance=entrance), "127.0.0.1", 0) as address:
        for _ in range(HANGING):
            await hang(address, open_)
        async with aiohttp.ClientSession() as http, http.get(address) as answer:
            assert answer.status == 200
        assert held - 1 <= len(entrance.unread) <= held
        for writer in open_:
            writer.close()


@pytest.mark.parametrize(
    "said",
    [
        b"",
        HALF,
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf",
    ],
)
async def test_a_request_that_does_not_end_is_hung_up_on(said: bytes) -> None:
    """Nothing, half a head, half a body."""
    async with served(app(entrance=QUICK), "127.0.0.1", 0) as address, connected(address, said) as reader:
        async with asyncio.timeout(4):
            with contextlib.suppress(ConnectionResetError):
                while await reader.read(4096):
                    pass


async def test_a_second_request_that_does_not_end_is_hung_up_on() -> None:
    async with served(app(entrance=QUICK), "127.0.0.1", 0) as address:
        host, _, port = address.removeprefix("http://").rpartition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(HALF + b"\r\n")
        await reader.readuntil(b"127.0.0.1")
        writer.write(HALF)
        async with asyncio.timeout(4):
            with contextlib.suppress(ConnectionResetError):
                assert await reader.read() == b""
        writer.close()


async def test_a_request_that_comes_whole_is_not_hurried() -> None:
    async def slow(_request: Request) -> Response:
        await asyncio.sleep(0.2)
        return PlainTextResponse("done")

    app_ = Starlette(routes=[Route("/", slow)])
    app_.state.entrance = QUICK
    async with served(app_, "127.0.0.1", 0) as address, aiohttp.ClientSession() as http:
        for _ in range(2):
            async with http.get(address) as answer:
                assert await answer.text() == "done"


@pytest.mark.parametrize(
    ("trusted", "visitor"), [(["127.0.0.1"], "203.0.113.9"), ([], "127.0.0.1"), (["10.0.0.0/8"], "127.0.0.1")]
)
async def test_only_a_trusted_proxy_says_who_asks(trusted: list[str], visitor: str) -> None:
    headers = {"X-Forwarded-For": "203.0.113.9"}
    async with (
        served(app(*trusted), "127.0.0.1", 0) as address,
        aiohttp.ClientSession(headers=headers) as http,
        http.get(address) as answer,
    ):
        assert await answer.text() == visitor


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/broken", 500), ("/nowhere", 404)])
async def test_every_answer_is_careful(path: str, status: int) -> None:
    async with (
        served(app(), "127.0.0.1", 0) as address,
        aiohttp.ClientSession() as http,
        http.get(address + path) as answer,
    ):
        assert answer.status == status
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Server" not in answer.headers


async def test_what_is_no_request_is_answered_carefully() -> None:
    async with served(app(), "127.0.0.1", 0) as address, connected(address, b"rubbish\r\n\r\n") as reader:
        assert b"nosniff" in (await reader.read(4096)).replace(b"\r\n", b" ")


@pytest.mark.parametrize(
    ("address", "block"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("fe80::1%eth0", "fe80::/64"),
        ("somebody", "somebody"),
    ],
)
def test_who_is_one_visitor(address: str, block: str) -> None:
    assert block_of(address) == block
