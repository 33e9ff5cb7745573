"""The tale of python-telegram-bot's example with a webhook, under whichever web framework."""

from functools import partial

from tests.clients.ptb import PTB
from tests.clients.stage import Stage

PUT = {
    '"https://domain.tld"': '"{web}"',
    "ADMIN_CHAT_ID = 123456": "ADMIN_CHAT_ID = {bob}",
    "PORT = 8000": "PORT = {port}",
    '"123:ABC"': '"{token}"',
}
FRAMEWORKS = {"starlette": "starlette", "flask": "asgiref flask", "quart": "quart", "django": "asgiref django"}


async def custom_webhook(stage: Stage) -> None:
    ann, bob = stage.ann, stage.bob
    await ann.start()
    await ann.reads(f"To check if the bot is still running, call {stage.web}/healthcheck.", "To post a custom update")
    assert await stage.get("/healthcheck") == "The bot is still running fine :)"
    for payload in ("one", "two"):
        await bob.say("/start")
        await bob.reads("To check if the bot is still running", "/submitpayload?user_id=<your user id>")
        await stage.get(f"/submitpayload?user_id={ann.id}&payload={payload}")
        await bob.reads("The user Ann has sent a new payload. ", f"• {payload}")


for name, modules in FRAMEWORKS.items():
    told = partial(custom_webhook)
    PTB.of(f"customwebhookbot/{name}bot.py", put=PUT, needs=modules.split(), codes=(0, -15))(told)
