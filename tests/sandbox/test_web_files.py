"""Files that the bot names by their address: fetched from this machine, refused from anywhere else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from tests.sandbox.rig import ANN, Rig
from tests.sandbox.samples import SAMPLES, picture

LARGE = 5 * 1024 * 1024
PAGES: dict[str, tuple[str, bytes]] = {
    "p.png": ("image/png", picture(50, 40)),
    "p.html": ("text/html", b"<p>"),
    "a.pdf": ("application/pdf", b"%PDF-1.7"),
    "a.txt": ("text/plain", b"text"),
    "a.mp4": ("video/mp4", SAMPLES["video"][1]),
    "a.gif": ("image/gif", SAMPLES["animation"][1]),
    "a.mp3": ("audio/mpeg", SAMPLES["audio"][1]),
    "a.ogg": ("audio/ogg", SAMPLES["voice"][1]),
    "a.webp": ("image/webp", SAMPLES["sticker"][1]),
    "empty.png": ("image/png", b""),
    "large.png": ("image/png", picture(50, 40) + bytes(LARGE)),
    "large.pdf": ("application/pdf", bytes(4 * LARGE + 1)),
    "fits.pdf": ("application/pdf", bytes(4 * LARGE)),
}


async def page(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    if name == "moved.png":
        raise web.HTTPFound("/p.png")
    if name not in PAGES:
        raise web.HTTPNotFound
    mime, content = PAGES[name]
    return web.Response(body=content, content_type=mime)


@asynccontextmanager
async def site() -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_get("/{name}", page)
    runner = web.AppRunner(app)
    await runner.setup()
    place = web.TCPSite(runner, "127.0.0.1", 0)
    await place.start()
    assert place._server is not None
    port = place._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
    try:
        yield f"http://localhost:{port}"
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("method", "kind", "name"),
    [
        ("sendPhoto", "photo", "p.png"), ("sendDocument", "document", "a.pdf"), ("sendVideo", "video", "a.mp4"),
        ("sendAnimation", "animation", "a.gif"), ("sendAudio", "audio", "a.mp3"), ("sendVoice", "voice", "a.ogg"),
        ("sendSticker", "sticker", "a.webp"), ("sendDocument", "document", "fits.pdf"),
    ],
)  # fmt: skip
async def test_a_file_is_fetched_by_its_address(chat: Rig, method: str, kind: str, name: str) -> None:
    async with site() as base:
        sent = await chat.ok(method, chat_id=ANN, **{kind: f"{base}/{name}"})
    assert sent[kind][-1]["width"] == 50 if kind == "photo" else sent[kind]["file_size"] == len(PAGES[name][1])
    assert sent[kind].get("file_name", name) == name if kind == "document" else True


@pytest.mark.parametrize(
    ("method", "kind", "name", "why"),
    [
        ("sendPhoto", "photo", "p.html", "wrong type of the web page content"),
        ("sendDocument", "document", "a.txt", "wrong type of the web page content"),
        ("sendVideoNote", "video_note", "a.mp4", "wrong type of the web page content"),
        ("sendPhoto", "photo", "gone.png", "failed to get HTTP URL content"),
        ("sendPhoto", "photo", "empty.png", "failed to get HTTP URL content"),
        ("sendPhoto", "photo", "large.png", "failed to get HTTP URL content"),
        ("sendPhoto", "photo", "moved.png", "failed to get HTTP URL content"),
        ("sendDocument", "document", "large.pdf", "failed to get HTTP URL content"),
    ],
)
async def test_what_cannot_be_fetched_is_refused(chat: Rig, method: str, kind: str, name: str, why: str) -> None:
    async with site() as base:
        assert await chat.error(method, chat_id=ANN, **{kind: f"{base}/{name}"}) == f"Bad Request: {why}"


async def test_nobody_answers_at_an_address(chat: Rig) -> None:
    refused = await chat.error("sendPhoto", chat_id=ANN, photo="http://127.0.0.1:1/p.png")
    assert refused == "Bad Request: failed to get HTTP URL content"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://example.com/p.png", "wrong file identifier/HTTP URL specified"),
        ("http://127.0.0.1.example.com/p.png", "wrong file identifier/HTTP URL specified"),
        ("http://localhost@example.com/p.png", "wrong file identifier/HTTP URL specified"),
        ("ftp://127.0.0.1/p.png", "wrong HTTP URL specified"),
        ("http://[::1.x/p.png", "wrong HTTP URL specified"),
        ("photo.jpg", "wrong file identifier/HTTP URL specified"),
    ],
)
async def test_no_other_machine_is_asked(chat: Rig, url: str, why: str) -> None:
    assert await chat.error("sendPhoto", chat_id=ANN, photo=url) == f"Bad Request: {why}"


async def test_an_album_and_an_edit_fetch_too(chat: Rig) -> None:
    async with site() as base:
        media = [{"type": "photo", "media": f"{base}/p.png"}, {"type": "video", "media": f"{base}/a.mp4"}]
        sent = await chat.ok("sendMediaGroup", chat_id=ANN, media=media)
        place = {"chat_id": ANN, "message_id": sent[1]["message_id"]}
        edited = await chat.ok("editMessageMedia", **place, media=media[0])
        media[1]["media"] = f"{base}/gone"
        refused = await chat.error("sendMediaGroup", chat_id=ANN, media=media)
    assert (edited["photo"][-1]["width"], sent[1]["video"]["duration"]) == (50, 12)
    assert refused == ('Bad Request: failed to send message #2 with the error message "Failed to get HTTP URL content"')
