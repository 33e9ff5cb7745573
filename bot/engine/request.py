"""HTTP to the Bot API through PTB's request interface, by aiohttp; and plain calls of dicts over it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, NamedTuple, cast
from urllib.parse import quote

import aiohttp
import orjson
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.engine.connections import Connections
from bot.engine.reading import read

DEFAULT_TIMEOUT = 20.0
FETCH_SECONDS = 60.0
CONNECT_SECONDS = 10.0  # who has not answered the first packet by then has not got the request
MOST_ANSWER = 1 << 26  # bytes
PIECE = 1 << 16
JSON = {"Content-Type": "application/json"}
HARMLESS_TWICE = ("get", "set", "edit", "delete", "answer")  # how methods begin that come to the same when repeated
SECRET = re.compile(r"bot\d+:[\w-]+")


class Unanswered(NetworkError):  # noqa: N818 - says what it is
    """The line broke after the request was on its way: whether it arrived, nobody knows."""


class TooLong(Exception):  # noqa: N818 - says what it is
    """An answer is longer than what was allowed."""


@dataclass(frozen=True)
class FileToSend:
    """A file to send: the field it stands in, its name and its bytes."""

    field: str
    name: str
    content: bytes


class Fields(NamedTuple):
    """The fields of a call as plain JSON values (or as JSON already), and at most one file."""

    fields: Mapping[str, Any] | bytes
    upload: FileToSend | None = None

    @property
    def as_json(self) -> bytes:
        """The fields as they go out."""
        return self.fields if isinstance(self.fields, bytes) else orjson.dumps(self.fields)


class LeanRequest(BaseRequest):
    """PTB's request interface at a small part of the default's CPU per call (docs/decisions/0015)."""

    def __init__(self, timeout: float = DEFAULT_TIMEOUT) -> None:
        self._timeout = timeout
        self._connections = Connections()

    @property
    def read_timeout(self) -> float:
        """Seconds a call may take."""
        return self._timeout

    async def initialize(self) -> None:
        """Part of PTB's interface: connections are opened when they are needed."""

    async def shutdown(self) -> None:
        """Close all connections."""
        await self._connections.close()

    async def do_request(  # noqa: PLR0917 - the interface's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """One request: its status and body. Raises TimedOut, Unanswered, NetworkError (it was not sent)."""
        seconds = read_timeout if isinstance(read_timeout, int | float) else self._timeout
        return await self._ask(_Question(method, url, request_data, seconds))

    async def fetch(self, url: str, most: int) -> tuple[int, bytes]:
        """A file: status and bytes. Raises TooLong past `most` bytes, TimedOut, NetworkError."""
        return await self._ask(_Question("GET", url, None, FETCH_SECONDS, most))

    async def _ask(self, question: _Question) -> tuple[int, bytes]:
        try:
            try:
                return await self._connections.use(question.ask)
            except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError) as lost:
                # A kept connection may have ended just when it was used.
                if isinstance(lost, aiohttp.ClientConnectorError) or not question.may_be_repeated:
                    raise
                return await self._connections.use(question.ask)
        except aiohttp.ConnectionTimeoutError:
            raise NetworkError("nobody answered at the address") from None
        except TimeoutError:
            raise TimedOut from None  # aiohttp's errors name the address, and in it the token
        except aiohttp.ClientConnectorError as unreached:
            raise NetworkError(_shown(unreached)) from None
        except (aiohttp.ClientError, OSError) as broken:
            raise Unanswered(_shown(broken)) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """An answer of the Bot API, as far as it can be read. Raises TelegramError for what is no JSON at all."""
        try:
            return read(payload)
        except ValueError as broken:
            raise TelegramError("Invalid server response") from broken


class _Question(NamedTuple):
    """A request: method, address, what goes along, seconds that it may take, and how long an answer is read."""

    method: str
    url: str
    data: RequestData | Fields | None
    seconds: float
    most: int = MOST_ANSWER

    @property
    def may_be_repeated(self) -> bool:
        """Whether it does no more the second time. What is fetched by GET is repeated by aiohttp itself."""
        return self.url.rpartition("/")[2].startswith(HARMLESS_TWICE)

    async def ask(self, session: aiohttp.ClientSession) -> tuple[int, bytes]:
        """Status and body. Raises TooLong, TimeoutError, aiohttp's errors."""
        body, headers = _body(self.data)
        timeout = aiohttp.ClientTimeout(self.seconds, sock_connect=CONNECT_SECONDS)
        async with session.request(
            self.method, self.url, data=body, headers=headers, timeout=timeout, allow_redirects=False
        ) as response:
            return response.status, await _read(response, self.most)


def _shown(error: Exception) -> str:
    """What went wrong, without the token."""
    return SECRET.sub("bot…", f"{type(error).__name__}: {error}")


async def _read(response: aiohttp.ClientResponse, most: int) -> bytes:
    """The body. Raises TooLong past `most` bytes."""
    read = bytearray()
    async for piece in response.content.iter_chunked(PIECE):
        read += piece
        # While it comes: a size that a server states is a promise, and one that it does not state has no end.
        if len(read) > most:
            raise TooLong
    return bytes(read)


def _body(data: RequestData | Fields | None) -> tuple[Any, dict[str, str]]:
    if isinstance(data, Fields):
        if data.upload is not None and not isinstance(data.fields, bytes):
            return _form(data.fields, data.upload), {}
        return data.as_json, JSON
    if data is None:
        return None, {}
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)
    for name, (filename, content, mime) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, {}


def _form(fields: Mapping[str, Any], upload: FileToSend) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)  # Telegram takes names as they are
    for name, value in fields.items():
        form.add_field(name, value if isinstance(value, str) else orjson.dumps(value).decode())
    form.add_field(upload.field, io.BytesIO(upload.content), filename=upload.name)  # aiohttp warns of long bytes
    return form


class BotApi:
    """The Bot API as calls of plain dicts: no objects are built where nobody reads them."""

    def __init__(self, request: LeanRequest, base_url: str, token: str) -> None:
        self.request = request
        self._calls = f"{base_url}/bot{token}/"
        self._files = f"{base_url}/file/bot{token}/"

    async def call(
        self,
        method: str,
        fields: Mapping[str, Any] | bytes,
        upload: FileToSend | None = None,
        seconds: float = DEFAULT_TIMEOUT,
    ) -> Any:
        """The `result` of a call; `fields` may be JSON already. Raises telegram.error.TelegramError."""
        data = cast("RequestData", Fields(fields, upload))  # RequestData is final, and ours to read again in do_request
        return await self.request.post(self._calls + method, data, read_timeout=seconds)

    async def download(self, file_path: str, most: int) -> bytes:
        """A file's bytes. Raises TooLong past `most` bytes, NetworkError when it cannot be had."""
        status, content = await self.request.fetch(self._files + quote(file_path), most)
        if status != HTTPStatus.OK:
            raise NetworkError(f"the file cannot be had: {status}")
        return content
