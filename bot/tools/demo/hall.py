"""The sandbox as the demo and the tour set it up."""

from __future__ import annotations

from bot.app.foundation import renderer
from bot.engine.message import Button
from domain.people import Role
from sandbox import Setup


def setup() -> Setup:
    """The bot's names; whom the page offers to play, in the words of the centre's own screens."""
    words = renderer()

    def named(role: Role) -> dict[str, str]:
        label = Button(f"people.role_{role}")
        return {"role": role.value, **{tongue: words.label(label, tongue).capitalize() for tongue in words.locales}}

    return Setup(bot_name="鉴定", bot_username="jianding_bot", roles=tuple(map(named, Role)))
