"""`python -m sandbox`: the sandbox alone, with a few people in it."""

import argparse
import asyncio
import signal
import sys

from sandbox import Sandbox, serve

PEOPLE = [
    {"id": 700000001, "first_name": "伟", "last_name": "张", "username": "zhangwei", "role_hint": "candidate"},
    {"id": 700000002, "first_name": "Anna", "last_name": "Li", "language_code": "en", "role_hint": "candidate"},
    {"id": 700000003, "first_name": "敏", "last_name": "王", "role_hint": "reviewer"},
]


async def _run(port: int, folder: str | None) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    sandbox = Sandbox(path=folder, people=PEOPLE)
    async with serve(sandbox, port) as address:
        sys.stdout.write(f"page and people: {address}/\nbase_url for a bot: {address}/bot\ntoken: {sandbox.token}\n")
        sys.stdout.flush()
        await stopped.wait()


def main() -> None:
    """Read the arguments and serve until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A stand-in for Telegram on this machine.")
    parser.add_argument("--port", type=int, default=8081, help="port on 127.0.0.1 (default 8081; 0: any free one)")
    parser.add_argument("--data", metavar="DIR", help="folder that keeps everything over restarts (default: memory)")
    arguments = parser.parse_args()
    try:
        asyncio.run(_run(arguments.port, arguments.data))
    except OSError as error:
        sys.exit(f"cannot listen on port {arguments.port}: {error.strerror}")


if __name__ == "__main__":
    main()
