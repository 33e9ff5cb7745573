"""Requests to the Bot API over bad lines: connections that end, die, lead nowhere; servers that are late or odd."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from typing import Any, cast

import pytest
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData

from bot.engine.request import BotApi, Fields, FileToSend, LeanRequest, TooLong
from tests.engine.servers import Piece, forgetful_router, scripted, swallowing_port

TOKEN = "123:secret"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
CHUNKED = b"HTTP/1.1 429 Too Many\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
CLOSING = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"
OLD = b"HTTP/1.0 200 OK\r\nServer: old\r\n\r\nok"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the machine has."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
async def request_(no_proxy: None) -> AsyncIterator[LeanRequest]:
    request = LeanRequest()
    yield request
    await request.shutdown()


async def post(request: LeanRequest, url: str, seconds: float = 5, method: str = "sendMessage") -> tuple[int, bytes]:
    data = cast("RequestData", Fields(b'{"a":1}'))
    return await request.do_request(f"{url}/bot{TOKEN}/{method}", "POST", data, read_timeout=seconds)


async def test_a_connection_is_kept_for_the_next_call(request_: LeanRequest) -> None:
    async with scripted([ANSWER], [ANSWER[:20], ANSWER[20:]], [CHUNKED]) as server:
        found = [await post(request_, server.url) for _ in range(3)]
        assert found == [(200, b"ok"), (200, b"ok"), (429, b"abcde")]
        assert server.connections == 1
    head, _, body = server.heard[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /bot123:secret/sendMessage HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"Content-Type: application/json" in head
    assert body == b'{"a":1}'


async def test_a_file_is_fetched_up_to_the_most_that_was_allowed(request_: LeanRequest) -> None:
    """What is longer is cut off, and its connection is not used again."""
    async with scripted([ANSWER], [CHUNKED[:-5], 0.2, CHUNKED[-5:]], [ANSWER]) as server:
        url = f"{server.url}/file/photo.jpg"
        assert await request_.fetch(url, 2) == (200, b"ok")
        with pytest.raises(TooLong):
            await request_.fetch(url, 4)
        assert await post(request_, server.url) == (200, b"ok")
        assert server.connections == 2
    assert server.heard[0].startswith(b"GET /file/photo.jpg HTTP/1.1\r\nHost: 127.0.0.1:")


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("documents/file_1.xlsx copy", "documents/file_1.xlsx%20copy"),
        ("documents/表格.xlsx", "documents/%E8%A1%A8%E6%A0%BC.xlsx"),
        ("documents/50%.pdf", "documents/50%25.pdf"),
        ("documents/a%20b?.pdf#1", "documents/a%2520b%3F.pdf%231"),
    ],
)
async def test_a_file_is_fetched_whatever_its_path_holds(request_: LeanRequest, path: str, asked: str) -> None:
    async with scripted([ANSWER]) as server:
        assert await BotApi(request_, server.url, TOKEN).download(path, 100) == b"ok"
    assert server.heard[0].startswith(f"GET /file/bot{TOKEN}/{asked} HTTP/1.1\r\n".encode())


async def test_a_file_that_is_not_there_is_a_network_error(request_: LeanRequest) -> None:
    async with scripted([ANSWER.replace(b"200 OK", b"404 Not Found")]) as server:
        with pytest.raises(NetworkError, match="404"):
            await BotApi(request_, server.url, TOKEN).download("photos/1.jpg", 100)


async def test_calls_at_once_have_a_connection_each(request_: LeanRequest) -> None:
    async with scripted([0.05, ANSWER], [0.05, ANSWER]) as server:
        assert set(await asyncio.gather(*(post(request_, server.url) for _ in range(2)))) == {(200, b"ok")}
        assert server.connections == 2


async def test_what_the_server_closes_is_not_used_again(request_: LeanRequest) -> None:
    async with scripted([CLOSING, None], [ANSWER]) as server:
        assert [await post(request_, server.url) for _ in range(2)] == [(200, b"ok"), (200, b"ok")]
        assert server.connections == 2


@pytest.mark.parametrize("script", [[None], [ANSWER[:30], None], [b"no HTTP at all\r\n\r\n"]])
async def test_no_whole_answer_is_a_network_error(request_: LeanRequest, script: Sequence[Piece]) -> None:
    """A message that may have been sent is not sent again here, and the error does not tell the token."""
    async with scripted(script, [ANSWER]) as server:
        with pytest.raises(NetworkError) as raised:
            await post(request_, server.url)
        assert "secret" not in raised.value.message
        assert raised.value.__cause__ is None
        assert len(server.heard) == 1
        assert await post(request_, server.url) == (200, b"ok")


async def test_a_late_answer_is_told_and_never_taken_for_the_next(request_: LeanRequest) -> None:
    async with scripted([0.3, ANSWER], [CHUNKED]) as server:
        with pytest.raises(TimedOut):
            await post(request_, server.url, 0.05)
        assert await post(request_, server.url) == (429, b"abcde")
        assert server.connections == 2


async def test_nobody_listens(request_: LeanRequest) -> None:
    with pytest.raises(NetworkError):
        await post(request_, "http://127.0.0.1:9")


@pytest.mark.parametrize(
    "method", ["getUpdates", "setMyCommands", "editMessageText", "deleteMessage", "answerCallbackQuery"]
)
async def test_a_kept_connection_that_ends_as_it_is_used_costs_nothing(request_: LeanRequest, method: str) -> None:
    """What does no harm twice is asked again on a fresh connection."""
    async with scripted([ANSWER], [None], [ANSWER]) as server:
        found = [await post(request_, server.url, method=method) for _ in range(2)]
        assert found == [(200, b"ok"), (200, b"ok")]
        assert server.connections == 2
        assert len(server.heard) == 3


async def test_what_is_lost_twice_is_a_network_error(request_: LeanRequest) -> None:
    async with scripted([None], [None], [ANSWER]) as server:
        with pytest.raises(NetworkError):
            await post(request_, server.url, method="getUpdates")
        assert len(server.heard) == 2


async def test_connections_that_died_silently_cost_one_call_at_most(request_: LeanRequest) -> None:
    """After one answer that does not come, none of the connections kept beside it is trusted."""
    slow: Sequence[Piece] = [0.05, ANSWER]
    async with scripted(*[slow] * 6, *[[ANSWER]] * 8) as server, forgetful_router(server.port) as router:
        await asyncio.gather(*(post(request_, router.url) for _ in range(6)))
        assert server.connections == 6
        router.forget()
        late = 0
        for _ in range(8):
            try:
                await post(request_, router.url, 0.3)
            except TimedOut:
                late += 1
        await request_.shutdown()
    assert late == 1


async def test_a_time_out_leaves_what_is_under_way_alone(request_: LeanRequest) -> None:
    """A long poll is still waiting on one of the connections that are given up."""
    async with scripted([0.3, ANSWER], [0.3, ANSWER], [CHUNKED]) as server:
        poll = asyncio.create_task(post(request_, server.url, method="getUpdates"))
        await asyncio.sleep(0.05)
        with pytest.raises(TimedOut):
            await post(request_, server.url, 0.05)
        assert await post(request_, server.url) == (429, b"abcde")
        assert await poll == (200, b"ok")
        await request_.shutdown()


async def test_the_second_address_is_tried_when_the_first_does_not_answer(
    request_: LeanRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with an IPv6 address whose route leads nowhere."""
    async with scripted([ANSWER]) as server:
        with swallowing_port() as dead:

            async def found(*_: Any, **__: Any) -> list[Any]:
                return [
                    (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)) for port in (dead, server.port)
                ]

            monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", found)
            assert await post(request_, "http://api.example", 4) == (200, b"ok")
            monkeypatch.undo()


@pytest.mark.parametrize("method", ["sendMessage", "getUpdates"])
async def test_a_server_of_http_1_0_hangs_up_when_the_answer_is_whole(request_: LeanRequest, method: str) -> None:
    """Without a length, the end of the connection is the end of the answer."""
    async with scripted([OLD, None], [OLD[:-1], 0.05, OLD[-1:], None]) as server:
        assert [await post(request_, server.url, method=method) for _ in range(2)] == [(200, b"ok"), (200, b"ok")]
        assert server.connections == 2


async def test_100_continue_is_not_the_answer(request_: LeanRequest) -> None:
    async with scripted([CONTINUE, 0.05, ANSWER], [CONTINUE + ANSWER]) as server:
        assert [await post(request_, server.url) for _ in range(2)] == [(200, b"ok"), (200, b"ok")]


async def test_a_page_that_leads_elsewhere_is_not_followed(request_: LeanRequest) -> None:
    """A hotel's network answers everything with its own page."""
    leading = b"HTTP/1.1 302 Found\r\nLocation: /welcome\r\nContent-Length: 0\r\n\r\n"
    async with scripted([leading]) as server:
        with pytest.raises(NetworkError):
            await BotApi(request_, server.url, TOKEN).call("getMe", {})
        assert len(server.heard) == 1


async def test_a_file_is_sent_once_with_its_name(request_: LeanRequest) -> None:
    done = b'HTTP/1.1 200 OK\r\nContent-Length: 25\r\n\r\n{"ok":true,"result":true}\n'
    async with scripted([done]) as server:
        upload = FileToSend("document", "名单.xlsx", b"PK")
        assert await BotApi(request_, server.url, TOKEN).call("sendDocument", {"chat_id": 5}, upload) is True
    head, _, body = server.heard[0].partition(b"\r\n\r\n")
    assert b"Content-Type: multipart/form-data" in head
    assert 'name="document"; filename="名单.xlsx"\r\n\r\nPK\r\n'.encode() in body


async def test_the_proxy_that_the_environment_names_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with scripted([ANSWER]) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url.replace("//", "//user:pass@"))
        request = LeanRequest()
        assert await post(request, "http://api.example") == (200, b"ok")
        await request.shutdown()
    assert proxy.heard[0].startswith(b"POST http://api.example/bot123:secret/sendMessage HTTP/1.1\r\n")
    assert b"Proxy-Authorization: Basic dXNlcjpwYXNz" in proxy.heard[0]


async def test_a_secure_server_is_reached_through_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxy is asked for a tunnel and sees no more; when it says no, that is a fault of the network."""
    async with scripted([b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"]) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        request = LeanRequest()
        with pytest.raises(NetworkError) as raised:
            await post(request, "https://api.example")
        await request.shutdown()
    assert proxy.heard[0].startswith(b"CONNECT api.example:443 HTTP/1.1\r\n")
    assert b"secret" not in proxy.heard[0]
    assert "secret" not in raised.value.message


async def test_what_the_environment_exempts_is_asked_without_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    async with scripted([ANSWER]) as server, scripted() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        request = LeanRequest()
        assert await post(request, server.url) == (200, b"ok")
        await request.shutdown()
        assert proxy.connections == 0
