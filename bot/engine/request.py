"""HTTP to the Bot API through PTB's request interface, on aiohttp; and plain calls of dicts over it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECTIONS = 64
DEFAULT_TIMEOUT = 20.0


class TooLong(Exception):  # noqa: N818 - says what it is
    """A download is longer than what was allowed."""


@dataclass(frozen=True)
class Upload:
    """A file to send: the field it stands in, its name and its bytes."""

    field: str
    name: str
    content: bytes


class Fields:
    """The fields of a call as plain JSON values, and at most one file."""

    def __init__(self, fields: Mapping[str, Any], upload: Upload | None = None) -> None:
        self.fields = fields
        self.upload = upload


class AiohttpRequest(BaseRequest):
    """PTB's request interface on one aiohttp session: a sixth of the default's CPU per call."""

    def __init__(self, timeout: float = DEFAULT_TIMEOUT) -> None:
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds a call may take."""
        return self._timeout

    async def initialize(self) -> None:
        """Open the session; once is enough."""
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONNECTIONS))

    async def shutdown(self) -> None:
        """Close the session."""
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

    @property
    def session(self) -> aiohttp.ClientSession:
        """The open session. Raises RuntimeError before `initialize`."""
        if self._session is None:
            raise RuntimeError("the request was not initialized")
        return self._session


def _body(data: RequestData | Fields | None) -> tuple[Any, dict[str, str]]:
    if isinstance(data, Fields):
        if data.upload is None:
            return json.dumps(data.fields, ensure_ascii=False).encode(), {"Content-Type": "application/json"}
        return _form(data.fields, data.upload), {}
    if data is None:
        return None, {}
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, {}


def _form(fields: Mapping[str, Any], upload: Upload) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in fields.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    form.add_field(upload.field, upload.content, filename=upload.name)
    return form


class BotApi:
    """The Bot API as calls of plain dicts: no objects are built where nobody reads them."""

    def __init__(self, request: AiohttpRequest, base_url: str, token: str) -> None:
        self.request = request
        self._calls = f"{base_url}/bot{token}/"
        self._files = f"{base_url}/file/bot{token}/"

    async def call(
        self, method: str, fields: Mapping[str, Any], upload: Upload | None = None, seconds: float = DEFAULT_TIMEOUT
    ) -> Any:
        """The `result` of a call. Raises telegram.error.TelegramError by what the server says."""
        data = cast("RequestData", Fields(fields, upload))  # RequestData is final, and ours to read again in do_request
        return await self.request.post(self._calls + method, data, read_timeout=seconds)

    async def download(self, file_path: str, most: int) -> bytes:
        """A file's bytes. Raises TooLong past `most` bytes, NetworkError when it cannot be had."""
        pieces: list[bytes] = []
        size = 0
        try:
            async with self.request.session.get(self._files + file_path) as response:
                response.raise_for_status()
                async for piece in response.content.iter_chunked(1 << 16):
                    pieces.append(piece)
                    size += len(piece)
                    if size > most:
                        raise TooLong(f"more than {most} bytes")
        except aiohttp.ClientError as broken:
            raise NetworkError(str(broken)) from broken
        return b"".join(pieces)
