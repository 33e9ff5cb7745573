"""`python -m tests.clients.play EXAMPLE --sandbox ADDRESS`: run an example of a client library against a sandbox.

Its text stays as it is but for the constants named by --put; the library takes the sandbox for api.telegram.org.
"""

import argparse
import asyncio
import logging
import os
import sys
from functools import partial, partialmethod
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).parent


def point_python_telegram_bot(address: str) -> None:
    """Let new bots and applications call the sandbox."""
    import telegram.ext  # noqa: PLC0415 - only the client that is played is imported

    base_url, base_file_url = f"{address}/bot", f"{address}/file/bot"

    def builder() -> Any:
        return telegram.ext.ApplicationBuilder().base_url(base_url).base_file_url(base_file_url)

    telegram.ext.Application.builder = staticmethod(builder)  # type: ignore[method-assign]
    telegram.Bot = partial(telegram.Bot, base_url=base_url, base_file_url=base_file_url)  # type: ignore[assignment, misc]


def point_aiogram(address: str) -> None:
    """Let new sessions call the sandbox."""
    from aiogram.client.session.base import BaseSession  # noqa: PLC0415
    from aiogram.client.telegram import TelegramAPIServer  # noqa: PLC0415

    made = partialmethod(BaseSession.__init__, api=TelegramAPIServer.from_base(address))
    BaseSession.__init__ = made  # type: ignore[method-assign, assignment]


CLIENTS = {"python_telegram_bot": point_python_telegram_bot, "aiogram": point_aiogram}


def changed(source: str, puts: list[tuple[str, str]]) -> str:
    """The text with other constants; each must be there."""
    for old, new in puts:
        if old not in source:
            raise SystemExit(f"there is no {old} in it")
        source = source.replace(old, new)
    return source


def run(path: Path, source: str) -> ModuleType:
    """Run a text as Python runs a program."""
    module = ModuleType("__main__")
    module.__file__ = str(path)
    sys.modules["__main__"] = module
    sys.path.insert(0, str(path.parent))
    exec(compile(source, path, "exec"), vars(module))  # noqa: S102 - this is what the program is for
    return module


def poll(router: Any) -> None:
    """An example of aiogram that is no more than a router needs somebody who polls for it."""
    from aiogram import Bot, Dispatcher  # noqa: PLC0415
    from aiogram.client.default import DefaultBotProperties  # noqa: PLC0415

    logging.basicConfig(level=logging.INFO)
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    bot = Bot(os.environ["BOT_TOKEN"], default=DefaultBotProperties(parse_mode="HTML"))
    asyncio.run(dispatcher.start_polling(bot))


def main() -> None:
    """Read the arguments, run the example; those that are not known here are its own."""
    parser = argparse.ArgumentParser(prog="python -m tests.clients.play", allow_abbrev=False)
    parser.add_argument("example", help="path from tests/clients, for example aiogram/echo_bot.py")
    parser.add_argument("--sandbox", required=True, metavar="ADDRESS", help="http://127.0.0.1:PORT")
    parser.add_argument("--put", nargs=2, action="append", default=[], metavar=("OLD", "NEW"), help="another constant")
    parser.add_argument("--router", action="store_true", help="it is only a router: poll for it")
    asked, others = parser.parse_known_args()
    CLIENTS[asked.example.split("/")[0]](asked.sandbox)
    sys.argv = [asked.example, *others]
    path = HERE / asked.example
    module = run(path, changed(path.read_text("utf-8"), asked.put))
    if asked.router:
        poll(vars(module)["router"])


if __name__ == "__main__":
    main()
