"""The public page where anybody sees whether a certificate is genuine: by its code, or by its number. No account."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.certificates.printed import verified_facts
from bot.engine.message import Text
from bot.web.turnstile import Turnstile, block_of
from domain.certificates import EXAMPLE, NumberFormat, Verified, verify_number, verify_token
from domain.language import OFFICIAL

if TYPE_CHECKING:
    from bot.engine.area import JobTools

PAGES = Path(__file__).parent / "pages"
PIECES = {"title": "web/title", "body": "web/body", "foot": "web/foot"}
LONGEST_CODE = 8
BUSY, MALFORMED, UNKNOWN, FOUND = 429, 400, 404, 200
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
}


class VerificationPage:
    """`/verify` asks for a number or answers `?number=`, `/verify/<token>` answers a code; `?lang=` the language."""

    def __init__(self, tools: JobTools, turnstile: Turnstile | None = None) -> None:
        self._tools = tools
        self._turnstile = turnstile or Turnstile()

    def routes(self) -> list[Route]:
        """Where it is served."""
        return [
            Route("/verify", self.by_number),
            Route("/verify/style.css", style),
            Route("/verify/{token}", self.by_token),
        ]

    async def by_number(self, request: Request) -> Response:
        """The question, or the answer to a number."""
        number = request.query_params.get("number", "").strip()
        if not number:
            return self._page(request, FOUND)
        if (busy := self._busy(request)) is not None:
            return busy
        try:
            async with self._tools.reading() as work:
                return self._answer(request, await verify_number(work, number))
        except NumberFormat:
            return self._page(request, MALFORMED, number=number[: 2 * len(EXAMPLE)], wrong=True)

    async def by_token(self, request: Request) -> Response:
        """The answer to a code."""
        if (busy := self._busy(request)) is not None:
            return busy
        async with self._tools.reading() as work:
            return self._answer(request, await verify_token(work, request.path_params["token"]))

    def _busy(self, request: Request) -> Response | None:
        """A kind word to whoever asks too often: numbers run in order, and nobody shall try them all."""
        # Where a trusted proxy tells an address, it is that one (bot/web/app.py).
        visitor = block_of(request.client.host) if request.client else ""
        wait = self._turnstile.wait(visitor, self._tools.now().timestamp())
        if not wait:
            return None
        answer = self._page(request, BUSY, busy=True)
        answer.headers["Retry-After"] = str(wait)
        return answer

    def _answer(self, request: Request, verified: Verified) -> Response:
        status = FOUND if verified.certificate else UNKNOWN
        return self._page(request, status, **verified_facts(verified, self._tools.settings.centre.phone))

    def _page(self, request: Request, status: int, **facts: Any) -> Response:
        renderer, centre = self._tools.renderer, self._tools.settings.centre
        locale = renderer.locales[language_of(request, renderer.locales)]
        given = {
            "standing": "",
            "number": "",
            "wrong": False,
            "busy": False,
            "example": EXAMPLE,
            "centre": locale.translated(centre.name),
            "phone": centre.phone,
            "language": locale.code,
        }
        pieces = {
            name: Markup(renderer.text(Text(key, {**given, **facts}), locale.code))  # noqa: S704 - autoescaped
            for name, key in PIECES.items()
        }
        others = [(each, _in(request, each.code)) for each in renderer.locales.values() if each is not locale]
        page = _layout().render(locale=locale, others=others, centre=given["centre"], **pieces)
        return HTMLResponse(page, status, HEADERS)


def _in(request: Request, language: str) -> str:
    """The address of the same page in another language."""
    url = request.url.include_query_params(lang=language)
    return f"{url.path}?{url.query}"


async def style(_request: Request) -> Response:
    """The style sheet, which browsers may keep for an hour, unlike answers."""
    kept = {**HEADERS, "Cache-Control": "public, max-age=3600"}
    return PlainTextResponse((PAGES / "verify.css").read_text("utf-8"), FOUND, kept, "text/css; charset=utf-8")


def language_of(request: Request, languages: Container[str]) -> str:
    """As the address says; else as the browser prefers; the official one where neither says one that there is."""
    preferred = request.headers.get("accept-language", "").lower()[:LONGEST_CODE]
    asked = (request.query_params.get("lang", ""), re.split(r"[-,;]", preferred)[0])
    return next((language for language in asked if language in languages), OFFICIAL)


@cache
def _layout() -> Template:
    loader = FileSystemLoader(PAGES)
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return made.get_template("layout.html")
