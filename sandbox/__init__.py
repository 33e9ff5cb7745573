"""A stand-in for Telegram on this machine: the Bot API for a bot, a small HTTP API and a page for its people."""

from sandbox.facade import TOKEN, Sandbox
from sandbox.limits import Rates
from sandbox.server import serve
from sandbox.setup import Setup

__all__ = ["TOKEN", "Rates", "Sandbox", "Setup", "serve"]
