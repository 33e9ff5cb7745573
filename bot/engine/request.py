"""HTTP to the Bot API through PTB's request interface, on pyreqwest; and plain calls of dicts over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

import orjson
from pyreqwest.client import Client, ClientBuilder
from pyreqwest.exceptions import PyreqwestError, RequestTimeoutError
from pyreqwest.multipart import FormBuilder, PartBuilder
from pyreqwest.request import RequestBuilder
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

DEFAULT_TIMEOUT = 20.0
OK = 200


class TooLong(Exception):  # noqa: N818 - says what it is
    """A download is longer than what was allowed."""


@dataclass(frozen=True)
class Upload:
    """A file to send: the field it stands in, its name and its bytes."""

    field: str
    name: str
    content: bytes


@dataclass(frozen=True)
class Fields:
    """The fields of a call as plain JSON values (or as JSON already), and at most one file."""

    fields: Mapping[str, Any] | bytes
    upload: Upload | None = None


class LeanRequest(BaseRequest):
    """PTB's request interface on one client of pyreqwest: a small part of the default's CPU per call."""

    def __init__(self, timeout: float = DEFAULT_TIMEOUT) -> None:
        self._timeout = timeout
        self._client: Client | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds a call may take."""
        return self._timeout

    async def initialize(self) -> None:
        """Open the client; once is enough."""
        if self._client is None:
            self._client = ClientBuilder().follow_redirects(False).build()

    async def shutdown(self) -> None:
        """Close the client."""
        if self._client is not None:
            await self._client.close()
            self._client = None

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
        asked = _with_body(self.client.request(method, url), request_data).timeout(timedelta(seconds=seconds))
        try:
            response = await asked.build().send()
            return response.status, bytes(await response.bytes())
        except RequestTimeoutError as late:
            raise TimedOut from late
        except PyreqwestError as broken:
            raise NetworkError(f"{type(broken).__name__}: {broken}") from broken

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """An answer of the Bot API. Raises TelegramError for what is no JSON."""
        try:
            return orjson.loads(payload)
        except orjson.JSONDecodeError as broken:
            raise TelegramError("Invalid server response") from broken

    @property
    def client(self) -> Client:
        """The open client. Raises RuntimeError before `initialize`."""
        if self._client is None:
            raise RuntimeError("the request was not initialized")
        return self._client


def _with_body(asked: RequestBuilder, data: RequestData | Fields | None) -> RequestBuilder:
    if isinstance(data, Fields):
        if data.upload is not None and not isinstance(data.fields, bytes):
            return asked.multipart(_form(data.fields, data.upload))
        body = data.fields if isinstance(data.fields, bytes) else orjson.dumps(data.fields)
        return asked.header("Content-Type", "application/json").body_bytes(body)
    if data is None:
        return asked
    form = FormBuilder()
    for name, value in data.json_parameters.items():
        form = form.text(name, value)
    for name, (filename, content, mime) in (data.multipart_data or {}).items():
        whole = content if isinstance(content, bytes) else content.read()
        form = form.part(name, PartBuilder.from_bytes(whole).file_name(filename).mime(mime))
    return asked.multipart(form)


def _form(fields: Mapping[str, Any], upload: Upload) -> FormBuilder:
    form = FormBuilder()
    for name, value in fields.items():
        form = form.text(name, value if isinstance(value, str) else orjson.dumps(value).decode())
    return form.part(upload.field, PartBuilder.from_bytes(upload.content).file_name(upload.name))


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
        content = bytearray()
        asked = self.request.client.get(self._files + file_path).timeout(timedelta(seconds=DEFAULT_TIMEOUT))
        try:
            async with asked.build_streamed() as response:
                if response.status != OK:
                    raise NetworkError(f"{response.status} for a file")
                while piece := await response.body_reader.read_chunk():
                    content += piece
                    if len(content) > most:
                        raise TooLong(f"more than {most} bytes")
        except PyreqwestError as broken:
            raise NetworkError(str(broken)) from broken
        return bytes(content)
