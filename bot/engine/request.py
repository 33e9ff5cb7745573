"""HTTP to the Bot API through PTB's request interface, and plain calls of dicts over it.

JSON, and files that are fetched, go over kept connections (`bot.engine.wire`); files that are sent, and everything
where a proxy is set, through aiohttp.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, NamedTuple, cast
from urllib.request import getproxies

import aiohttp
import orjson
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.engine.wire import Lines, TooLong

CONNECTIONS = 64
DEFAULT_TIMEOUT = 20.0
FETCH_SECONDS = 60.0
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Upload:
    """A file to send: the field it stands in, its name and its bytes."""

    field: str
    name: str
    content: bytes


class Fields(NamedTuple):
    """The fields of a call as plain JSON values (or as JSON already), and at most one file."""

    fields: Mapping[str, Any] | bytes
    upload: Upload | None = None

    @property
    def as_json(self) -> bytes:
        """The fields as they go out."""
        return self.fields if isinstance(self.fields, bytes) else orjson.dumps(self.fields)


class LeanRequest(BaseRequest):
    """PTB's request interface at a small part of the default's CPU per call (docs/decisions/0008)."""

    def __init__(self, timeout: float = DEFAULT_TIMEOUT) -> None:
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None
        self._lines: Lines | None = None if getproxies() else Lines()

    @property
    def read_timeout(self) -> float:
        """Seconds a call may take."""
        return self._timeout

    async def initialize(self) -> None:
        """Open the session; once is enough."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS)
            self._session = aiohttp.ClientSession(connector=connector, trust_env=True)

    async def shutdown(self) -> None:
        """Close all connections."""
        if self._lines is not None:
            self._lines.close()
        if self._session is not None:
            await self._session.close()
            self._session = None

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
        """One request: its status and body. Raises TimedOut, NetworkError."""
        seconds = read_timeout if isinstance(read_timeout, int | float) else self._timeout
        data: object = request_data
        if self._lines is not None and isinstance(data, Fields) and data.upload is None:
            return await self._lines.post(url, data.as_json, seconds)
        body, headers = _body(request_data)
        try:
            async with self.session.request(
                method, url, data=body, headers=headers, timeout=aiohttp.ClientTimeout(total=seconds)
            ) as response:
                return response.status, await response.read()
        except TimeoutError as late:
            raise TimedOut from late
        except aiohttp.ClientError as broken:
            raise NetworkError(f"{type(broken).__name__}: {broken}") from broken

    async def fetch(self, url: str, most: int) -> tuple[int, bytes]:
        """A file: status and bytes. Raises TooLong past `most` bytes, TimedOut, NetworkError."""
        if self._lines is not None:
            return await self._lines.get(url, most, FETCH_SECONDS)
        try:
            async with self.session.get(url, timeout=aiohttp.ClientTimeout(total=FETCH_SECONDS)) as response:
                return response.status, await _read(response, most)
        except TimeoutError as late:
            raise TimedOut from late
        except aiohttp.ClientError as broken:
            raise NetworkError(str(broken)) from broken

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """An answer of the Bot API. Raises TelegramError for what is no JSON."""
        try:
            return orjson.loads(payload)
        except orjson.JSONDecodeError as broken:
            raise TelegramError("Invalid server response") from broken

    @property
    def session(self) -> aiohttp.ClientSession:
        """The open session. Raises RuntimeError before `initialize`."""
        if self._session is None:
            raise RuntimeError("the request was not initialized")
        return self._session


def _body(data: RequestData | Fields | None) -> tuple[Any, dict[str, str]]:
    if isinstance(data, Fields):
        if data.upload is not None and not isinstance(data.fields, bytes):
            return _form(data.fields, data.upload), {}
        return data.as_json, JSON
    if data is None:
        return None, {}
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, {}


async def _read(response: aiohttp.ClientResponse, most: int) -> bytes:
    read = bytearray()
    async for piece in response.content.iter_chunked(1 << 16):
        read += piece
        # While it comes: a size that a server states is a promise, and one that it does not state has no end.
        if len(read) > most:
            raise TooLong
    return bytes(read)


def _form(fields: Mapping[str, Any], upload: Upload) -> aiohttp.FormData:
    form = aiohttp.FormData()
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
        upload: Upload | None = None,
        seconds: float = DEFAULT_TIMEOUT,
    ) -> Any:
        """The `result` of a call; `fields` may be JSON already. Raises telegram.error.TelegramError."""
        data = cast("RequestData", Fields(fields, upload))  # RequestData is final, and ours to read again in do_request
        return await self.request.post(self._calls + method, data, read_timeout=seconds)

    async def download(self, file_path: str, most: int) -> bytes:
        """A file's bytes. Raises TooLong past `most` bytes, NetworkError when it cannot be had."""
        status, content = await self.request.fetch(self._files + file_path, most)
        if status != HTTPStatus.OK:
            raise NetworkError(f"the file cannot be had: {status}")
        return content
