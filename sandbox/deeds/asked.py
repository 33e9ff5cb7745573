"""Sending what a web app hands over, by the key below the input line that opened it."""

from sandbox.bounds import WEB_APP_DATA_BYTES
from sandbox.deeds.posting import post
from sandbox.errors import Misstep
from sandbox.seat import Seat
from sandbox.wire import Json
from sandbox.world import World


def web_app(world: World, seat: Seat, given: Json) -> Json:
    """{"button_text", "data"}: the web app behind this key calls Telegram.WebApp.sendData."""
    text, data = given.get("button_text"), given.get("data")
    keys = [key for row in (seat.reply_keyboard or {}).get("keyboard", []) for key in row if "web_app" in key]
    if all(key["text"] != text for key in keys):
        shown = [key["text"] for key in keys]
        raise Misstep(f"no key {text!r} below the input line opens a web app; those that do are {shown}", 404)
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= WEB_APP_DATA_BYTES:
        raise Misstep(f"a web app sends text of 1 to {WEB_APP_DATA_BYTES} bytes")
    return post(world, seat, {"web_app_data": {"data": data, "button_text": text}})


DEEDS = {
    "web_app": web_app,
}
