"""Dice by their emoji: how many values each can show."""

import secrets

FACES = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
USUAL = "🎲"
_SHAPE = "\ufe0f"  # says that a character is meant as an emoji; Telegram does not mind


def named(emoji: str) -> str | None:
    """The emoji as Telegram tells it, the usual for none; None when there is no such dice."""
    plain = emoji.replace(_SHAPE, "") or USUAL
    return plain if plain in FACES else None


def throw(emoji: str) -> int:
    """What it shows this time."""
    return 1 + secrets.randbelow(FACES[emoji])
