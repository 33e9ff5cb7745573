"""A stand-in for Telegram on this machine: the Bot API for a bot, a small HTTP API and a page for its people."""

from sandbox.client.line import NotDone
from sandbox.client.someone import NotSeen, Someone
from sandbox.levers.limits import Rates
from sandbox.levers.setup import Setup
from sandbox.serving.facade import TOKEN, Sandbox
from sandbox.serving.server import serve

__all__ = ["TOKEN", "NotDone", "NotSeen", "Rates", "Sandbox", "Setup", "Someone", "serve"]
