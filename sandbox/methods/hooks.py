"""setWebhook, deleteWebhook, getWebhookInfo."""

import re
import time
from urllib.parse import urlsplit

from sandbox.bots.bot import Bot
from sandbox.methods.call import Call
from sandbox.methods.polling import set_allowed
from sandbox.wire import Json
from sandbox.wire.bounds import MOST_CONNECTIONS, SECRET_TOKEN, USUAL_CONNECTIONS
from sandbox.wire.errors import bad, too_many

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_SECRET = re.compile(r"[A-Za-z0-9_-]*")


class Described:
    """A result that has a `description` beside it."""

    def __init__(self, result: bool, description: str) -> None:
        self.result = result
        self.description = description


def set_webhook(call: Call) -> Described:
    """Push updates to a loopback address from now on."""
    url = call.text("url").strip()
    if not url:
        return delete_webhook(call)
    _check_url(url)
    secret = _secret(call)
    now = time.monotonic()
    # Only what could be set counts: a refused address does not make the next call too early.
    if now - call.bot.hook.set_at < 1:
        raise too_many(1)
    call.bot.hook.set_at = now
    connections = call.integer("max_connections", USUAL_CONNECTIONS, (1, MOST_CONNECTIONS))
    set_allowed(call)
    if call.flag("drop_pending_updates"):
        call.bot.updates.clear()
    wanted = {"url": url, "secret": secret, "connections": connections, "certificate": "certificate" in call.uploads}
    if wanted == call.bot.hook.settings:
        return Described(True, "Webhook is already set")
    # A poll that is waiting ends with 409 and says who took its place.
    call.bot.polling.turn += 1
    call.bot.polling.reason = "terminated by setWebhook request"
    call.bot.hook.set(wanted)
    call.bot.updates.ring()
    return Described(True, "Webhook was set")


def _check_url(url: str) -> None:
    parts = urlsplit(url if "://" in url else f"https://{url}")
    if parts.scheme not in ("http", "https"):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.hostname not in LOOPBACK:
        if parts.scheme == "http":
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        raise bad("bad webhook: Failed to resolve host: the sandbox pushes to this machine only")


def _secret(call: Call) -> str:
    secret = call.text("secret_token")
    if len(secret) > SECRET_TOKEN:
        raise bad("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    return secret


def delete_webhook(call: Call) -> Described:
    """Back to getUpdates; what is queued stays, unless it is to be dropped."""
    had = bool(call.bot.hook.settings)
    call.bot.hook.set({})
    if call.flag("drop_pending_updates"):
        call.bot.updates.clear()
    return Described(True, "Webhook was deleted" if had else "Webhook is already deleted")


def get_webhook_info(call: Call) -> Json:
    """WebhookInfo."""
    return webhook_info(call.bot)


def webhook_info(bot: Bot) -> Json:
    """The WebhookInfo of a bot."""
    webhook = bot.hook.settings
    info: Json = {
        "url": webhook.get("url", ""),
        "has_custom_certificate": webhook.get("certificate", False),
        "pending_update_count": len(bot.updates),
    }
    if webhook:
        info["max_connections"] = webhook["connections"]
        info["ip_address"] = "127.0.0.1"
        info.update(bot.hook.trouble)
    if bot.updates.allowed:
        info["allowed_updates"] = bot.updates.allowed
    return info


METHODS = {
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
