"""Text as Telegram treats it: cleaned, trimmed, parsed, with entities in UTF-16 units."""
