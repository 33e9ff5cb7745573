"""The examples of python-telegram-bot; the modules `ptb_...` tell their tales."""

from importlib.metadata import version

from tests.clients.tale import Tales

PTB = Tales(
    client="python_telegram_bot",
    title=f"python-telegram-bot {version('python-telegram-bot')}",
    untold={
        "inlinebot.py": "inline mode",
        "passportbot.py": "Telegram Passport",
        "paymentbot.py": "payments",
    },
    put={'"TOKEN"': '"{token}"'},
)
