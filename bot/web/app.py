"""The web side of one process: is it well, what does it measure, where Telegram pushes, is a certificate genuine."""

from __future__ import annotations

from http import HTTPStatus

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from bot.app.centre import Centre
from bot.engine.intake import Webhook
from bot.web.health import health_of, metrics_of
from bot.web.verifying import VerificationPage

PLAIN = "text/plain; version=0.0.4; charset=utf-8"


def web_app(centre: Centre) -> Starlette:
    """`/health`, `/metrics`, `/verify` for everybody, and the webhook's path when updates are pushed."""
    settings = centre.parts.settings

    async def health(_request: Request) -> Response:
        found = await health_of(centre)
        return JSONResponse(found, status_code=HTTPStatus.OK if found["ok"] else HTTPStatus.SERVICE_UNAVAILABLE)

    async def metrics(_request: Request) -> Response:
        return Response(await metrics_of(centre), media_type=PLAIN)

    routes = [Route("/health", health), Route("/metrics", metrics), *VerificationPage(centre.parts.job_tools).routes()]
    # Without the secret anybody who finds the path could speak in everybody's name.
    if settings.mode == "webhook" and settings.webhook.secret:
        hook = Webhook(centre.parts.intake, settings.webhook.secret.get_secret_value())
        routes.append(Route(settings.webhook.path, hook.receive, methods=["POST"]))
    # Whoever else says X-Forwarded-For could be as many visitors as they like.
    proxies = Middleware(ProxyHeadersMiddleware, trusted_hosts=[str(each) for each in settings.web.trusted_proxies])
    return Starlette(routes=routes, middleware=[proxies])
