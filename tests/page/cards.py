"""Getting to a greeting of the scripted bot, and finding its buttons."""

from typing import Any

from playwright.async_api import Locator

from tests.page.town import Town, Window, Windows


async def at_card(windows: Windows, town: Town, **context: Any) -> tuple[Window, dict[str, Any]]:
    """A window on a chat in which the bot has greeted."""
    person = await town.started()
    window = await windows.open(at=person, **context)
    await window.sees("您好，请选择")
    return window, person


def key(message: Locator, text: str) -> Locator:
    """An inline button of a message."""
    return message.locator(".key", has_text=text)
