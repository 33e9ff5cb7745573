"""A bare python-telegram-bot echo, with all its defaults. `python -m bot.tools.bench.echo ADDRESS TOKEN`."""

from __future__ import annotations

import sys
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.tools.bench.meter import tell_cpu

CARD = "card"


async def echo(update: Update, _context: Any) -> None:
    """Say what was said."""
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


async def card(update: Update, _context: Any) -> None:
    """Show a card with a button."""
    assert update.message is not None
    await update.message.reply_text("0", reply_markup=_keyboard(0))


async def pressed(update: Update, _context: Any) -> None:
    """Answer the press, and edit the card in place."""
    query = update.callback_query
    assert query is not None
    number = int(query.data or 0) + 1
    await query.answer()
    await query.edit_message_text(str(number), reply_markup=_keyboard(number))


def _keyboard(number: int) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("+1", callback_data=str(number))]])


async def _ready(_application: Any) -> None:
    tell_cpu()


def main(address: str, token: str) -> None:
    """Poll until SIGTERM."""
    application = Application.builder().token(token).base_url(f"{address}/bot").post_init(_ready).build()
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
    application.add_handler(CommandHandler(CARD, card))
    application.add_handler(CallbackQueryHandler(pressed))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
