"""The web side of one process: is it well, what does it measure, where Telegram pushes, is a certificate genuine."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.app.centre import Centre
from bot.engine.intake import Webhook
from bot.web.verifying import VerificationPage
from storage.engine import inbox, outbox

PLAIN = "text/plain; version=0.0.4; charset=utf-8"


def web_app(centre: Centre) -> Starlette:
    """`/health`, `/metrics`, `/verify` for everybody, and the webhook's path when updates are pushed."""
    settings = centre.parts.settings

    async def health(_request: Request) -> Response:
        try:
            depths = await _depths(centre)
        except (SQLAlchemyError, OSError):
            return JSONResponse({"ok": False, "database": "unreachable"}, status_code=503)
        return JSONResponse({"ok": True, "leading": centre.leading, **depths})

    async def metrics(_request: Request) -> Response:
        # A registry for each answer: the figures are read from the database, so there is nothing to keep between two.
        registry = CollectorRegistry()
        for name, value in (await _depths(centre)).items():
            Gauge(f"jianding_{name}", name.replace("_", " "), registry=registry).set(value)
        Gauge("jianding_leading", "1 in the process that leads", registry=registry).set(centre.leading)
        return Response(generate_latest(registry), media_type=PLAIN)

    routes = [Route("/health", health), Route("/metrics", metrics), *VerificationPage(centre.parts.job_tools).routes()]
    # Without the secret anybody who finds the path could speak in everybody's name.
    if settings.mode == "webhook" and settings.webhook.secret:
        hook = Webhook(centre.parts.intake, settings.webhook.secret.get_secret_value())
        routes.append(Route(settings.webhook.path, hook.receive, methods=["POST"]))
    return Starlette(routes=routes)


async def _depths(centre: Centre) -> dict[str, int]:
    async with centre.parts.database.read() as connection:
        arrived = await inbox.depth(connection)
        leaving = await outbox.depth(connection)
    return {
        "inbox_waiting": arrived.get(inbox.InboxState.WAITING, 0),
        "inbox_parked": arrived.get(inbox.InboxState.PARKED, 0),
        "outbox_waiting": leaving.get(outbox.OutboxState.WAITING, 0) + leaving.get(outbox.OutboxState.SENDING, 0),
        "outbox_parked": leaving.get(outbox.OutboxState.PARKED, 0),
    }
