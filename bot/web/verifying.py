"""The public page where anybody sees whether a certificate is genuine: by its code, or by its number. No account."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.app.foundation import renderer
from bot.certificates.printed import verified_facts
from bot.engine.message import Button
from bot.engine.rendering import LANGUAGES
from bot.formats import bound, label_of_member
from bot.web.turnstile import Turnstile
from domain.certificates import EXAMPLE, NumberFormat, Verified, verify_number, verify_token

if TYPE_CHECKING:
    from bot.engine.area import JobTools

PAGES = Path(__file__).parent / "pages"
OTHER = {"zh": "en", "en": "zh"}
BUSY, MALFORMED, UNKNOWN, FOUND = 429, 400, 404, 200
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}


class VerificationPage:
    """`/verify` asks for a number or answers `?number=`, `/verify/<token>` answers a code; `?lang=` is zh or en."""

    def __init__(self, tools: JobTools, turnstile: Turnstile | None = None) -> None:
        self._shop = tools
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
            async with self._shop.reading() as work:
                return self._answer(request, await verify_number(work, number))
        except NumberFormat:
            return self._page(request, MALFORMED, number=number[: 2 * len(EXAMPLE)], wrong=True)

    async def by_token(self, request: Request) -> Response:
        """The answer to a code."""
        if (busy := self._busy(request)) is not None:
            return busy
        async with self._shop.reading() as work:
            return self._answer(request, await verify_token(work, request.path_params["token"]))

    def _busy(self, request: Request) -> Response | None:
        """A kind word to whoever asks too often: numbers run in order, and nobody shall try them all."""
        # uvicorn puts in the address that a proxy on this machine tells.
        visitor = request.client.host if request.client else ""
        wait = self._turnstile.wait(visitor, self._shop.now().timestamp())
        if not wait:
            return None
        answer = self._page(request, BUSY, busy=True)
        answer.headers["Retry-After"] = str(wait)
        return answer

    def _answer(self, request: Request, verified: Verified) -> Response:
        status = FOUND if verified.certificate else UNKNOWN
        return self._page(request, status, **verified_facts(verified, self._shop.settings.centre.phone))

    def _page(self, request: Request, status: int, **facts: Any) -> Response:
        language = language_of(request)
        other = request.url.include_query_params(lang=OTHER[language])
        centre = self._shop.settings.centre
        given = {
            "standing": "",
            "number": "",
            "wrong": False,
            "busy": False,
            "example": EXAMPLE,
            "centre": centre.name_zh if language == "zh" else centre.name_en,
            "phone": centre.phone,
            "other": f"{other.path}?{other.query}",
        }
        text = _environments()[language].get_template("verify.html").render({**given, **facts})
        return HTMLResponse(text, status, HEADERS)


async def style(_request: Request) -> Response:
    """How it looks."""
    kept = {**HEADERS, "Cache-Control": "public, max-age=3600"}
    return PlainTextResponse((PAGES / "verify.css").read_text("utf-8"), FOUND, kept, "text/css; charset=utf-8")


def language_of(request: Request) -> str:
    """As the address says; else as the browser prefers; Chinese where it says neither."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    return "en" if request.headers.get("accept-language", "").lower().startswith("en") else "zh"


@cache
def _environments() -> Mapping[str, Environment]:
    return {language: _environment(language) for language in LANGUAGES}


def _environment(language: str) -> Environment:
    loader = FileSystemLoader([PAGES / language, PAGES])
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters |= bound(language)
    made.filters["name_of"] = lambda member: renderer().label(Button(label_of_member(member)), language)
    return made
