"""`python -m sandbox`: the sandbox alone, for any bot."""

import argparse
import asyncio
import signal
import sys

from sandbox import Sandbox, Setup, serve
from sandbox.bots.bot import Bot
from sandbox.wire.errors import Misstep

PEOPLE = [
    {"id": 700000001, "first_name": "伟", "last_name": "张", "username": "zhangwei"},
    {"id": 700000002, "first_name": "Anna", "last_name": "Li", "language_code": "en"},
    {"id": 700000003, "first_name": "敏", "last_name": "王"},
]
GREETING = """
  The page        {address}/            (two people side by side: {address}/#/700000001/700000002)
{bots}
  python-telegram-bot   ApplicationBuilder().token(TOKEN).base_url("{address}/bot").base_file_url("{address}/file/bot")
  aiogram               Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base("{address}")))
  anything else         replace https://api.telegram.org by {address}

  Ctrl-C ends it.{kept}
"""


async def _run(options: argparse.Namespace) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    sandbox = Sandbox(path=options.data, people=PEOPLE, setup=Setup(limits=options.limits))
    for named in options.bot:
        _add(sandbox, named)
    async with serve(sandbox, options.port) as address:
        bots = "\n".join(map(_line, sandbox.bots.values()))
        kept = f"\n  Everything is kept in {options.data}." if options.data else ""
        sys.stdout.write(GREETING.format(address=address, bots=bots, kept=kept))
        sys.stdout.flush()
        await stopped.wait()


def _line(bot: Bot) -> str:
    return f"  @{bot.user['username']:<14} token {bot.token}"


def _add(sandbox: Sandbox, named: str) -> None:
    """A bot of the command line, unless the folder of an earlier run has it already."""
    username, _, token = named.partition("=")
    if sandbox.bot_by(username) is None:
        sandbox.create_bot(username, token=token)


def main() -> None:
    """Read the arguments and serve until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A stand-in for Telegram on this machine.")
    parser.add_argument("--port", type=int, default=8081, help="port on 127.0.0.1 (default 8081; 0: any free one)")
    parser.add_argument("--data", metavar="DIR", help="folder that keeps everything over restarts (default: memory)")
    parser.add_argument(
        "--bot", metavar="NAME[=TOKEN]", action="append", default=[], help="one more bot; may be given several times"
    )
    parser.add_argument("--limits", action="store_true", help="hold bots to Telegram's sending limits from the start")
    options = parser.parse_args()
    try:
        asyncio.run(_run(options))
    except OSError as error:
        sys.exit(f"cannot listen on port {options.port}: {error.strerror}")
    except Misstep as wrong:
        sys.exit(f"--bot: {wrong.text}")


if __name__ == "__main__":
    main()
