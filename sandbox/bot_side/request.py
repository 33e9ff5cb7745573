"""From an ASGI request to parameters: query string, urlencoded, JSON and multipart bodies."""

import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import Receive, Scope

from sandbox.wire import Json
from sandbox.wire.bounds import FILES_A_CALL, PARAMETER_BYTES, UPLOAD_BYTES
from sandbox.wire.errors import bad
from sandbox.wire.params import Params
from sandbox.wire.uploads import Upload, read_upload, too_large

_SPARE = 1024 * 1024  # boundaries and text fields beside a file of full size


async def read_body(receive: Receive, limit: int) -> bytes:
    """The whole body; Refusal 413 when it is longer than `limit` bytes."""
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body"):
        return body
    parts, size = [body], len(body)
    while message.get("more_body"):
        message = await receive()
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > limit:
            raise too_large()
    return b"".join(parts)


def content_type_of(scope: Scope) -> str:
    """The content type in lower case, with its parameters."""
    for name, value in scope["headers"]:
        if name == b"content-type":
            return str(value.decode("latin-1"))
    return ""


async def read_params(scope: Scope, receive: Receive) -> Params:
    """What a request gives; Refusal when its body cannot be read."""
    query = scope["query_string"]
    params: Json = dict(parse_qsl(query.decode(), keep_blank_values=True)) if query else {}
    kind = content_type_of(scope)
    if kind.startswith("multipart/form-data"):
        return await _multipart(params, scope, receive)
    if scope["method"] == "GET" and not kind:
        return Params(params)
    body = await read_body(receive, PARAMETER_BYTES)
    if body:
        params.update(_parse(kind, body))
    return Params(params)


def _parse(kind: str, body: bytes) -> Json:
    if kind.startswith("application/json"):
        try:
            parsed: Any = json.loads(body)
        except ValueError:
            parsed = None
        if not isinstance(parsed, dict):
            raise bad("can't parse JSON object in the request body")
        return parsed
    if kind.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return {}


async def _multipart(params: Json, scope: Scope, receive: Receive) -> Params:
    # By the announced length, before anything was read: the front of api.telegram.org also refuses at the door.
    length = next((int(value) for name, value in scope["headers"] if name == b"content-length"), 0)
    if length > UPLOAD_BYTES + _SPARE:
        raise too_large()
    uploads: dict[str, Upload] = {}
    try:
        async with Request(scope, receive).form(max_files=FILES_A_CALL, max_part_size=PARAMETER_BYTES) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    uploads[name] = await read_upload(value)
                else:
                    params[name] = value
    except MultiPartException:
        # Too many parts, or one too long: too large to Telegram either way. Starlette would say so in plain text.
        raise too_large() from None
    return Params(params, uploads)
