"""The web side of one process: is it well, what does it measure, where Telegram pushes, is a certificate genuine."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from ipaddress import IPv4Network, IPv6Network, ip_address

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
    """`/health` and `/verify` for everybody, `/metrics` for those named, the webhook's path when updates are pushed."""
    settings = centre.parts.settings

    async def health(_request: Request) -> Response:
        found = await health_of(centre)
        return JSONResponse(found, status_code=HTTPStatus.OK if found["ok"] else HTTPStatus.SERVICE_UNAVAILABLE)

    async def metrics(request: Request) -> Response:
        # How much waits, and how it goes, is nobody's business who happens to find the address.
        if not _is_from(request, settings.web.metrics_from):
            return Response(status_code=HTTPStatus.NOT_FOUND)
        return Response(await metrics_of(centre), media_type=PLAIN)

    routes = [Route("/health", health), Route("/metrics", metrics), *VerificationPage(centre.parts.job_tools).routes()]
    # Without the secret anybody who finds the path could speak in everybody's name.
    if settings.mode == "webhook" and settings.webhook.secret:
        hook = Webhook(centre.parts.intake, settings.webhook.secret.get_secret_value())
        routes.append(Route(settings.webhook.path, hook.receive, methods=["POST"]))
    # Whoever else says X-Forwarded-For could be as many visitors as they like.
    proxies = Middleware(ProxyHeadersMiddleware, trusted_hosts=[str(each) for each in settings.web.trusted_proxies])
    return Starlette(routes=routes, middleware=[proxies])


def _is_from(request: Request, networks: Iterable[IPv4Network | IPv6Network]) -> bool:
    try:
        address = ip_address(request.client.host if request.client else "")
    except ValueError:
        return False
    return any(address in network for network in networks)
