"""The composition root: everything is put together here, and nowhere else. Tests build the same with other ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from telegram.ext import Application, TypeHandler

from bot.app.areas import areas
from bot.app.centre import Centre, Parts
from bot.app.foundation import application, database_of, folders_of, key_ring, renderer, utc_now, work_settings
from bot.engine.alerts import Alerts
from bot.engine.area import JobTools
from bot.engine.delivery import Delivery, DeliveryTools, alert_call
from bot.engine.dialogue import Dialogues, Idle
from bot.engine.gathering import gather
from bot.engine.incoming import Incoming
from bot.engine.intake import Intake, Poller
from bot.engine.jobs import JobHandler, Workers
from bot.engine.loop import Loop, Working
from bot.engine.pacing import Limits
from bot.engine.request import BotApi, LeanRequest
from bot.engine.room import Room
from bot.engine.router import Router, Routers
from bot.engine.schedule import DueTick, PruneTick
from bot.engine.spreading import Spreading
from bot.engine.turn import Services, TurnContext
from bot.engine.turns import Turns, TurnTools, Wakers, carry_error
from bot.engine.webhook import Hook, WebhookKeeper
from bot.people.home import Home
from bot.people.identity import identify
from bot.people.router import not_understood
from config.model import Settings
from config.settings import require_token
from domain.people import require
from storage.engine import outbox
from storage.engine.database import Database
from storage.engine.events import EventCatalogue
from storage.engine.files import FileStore

FIRST_GROUP = -1  # PTB goes through its groups by number, so this one is before all others (decision 0032)
IDLE_SECONDS = 0.25  # so late at most is found what nobody woke a loop for: another process on the same SQLite file
AnyApplication = Application[Any, Any, Any, Any, Any, Any]


async def open_centre(settings: Settings, now: Callable[[], datetime] = utc_now) -> Centre:
    """Put a centre together on its database, brought to the newest schema.

    Raises BadSettings; TelegramError when Telegram cannot be asked who the bot is.
    """
    token, ring = require_token(settings), key_ring(settings)
    database = await database_of(settings, ring)
    request = LeanRequest()
    api = BotApi(request, settings.api_base_url, token)
    files = FileStore(settings.data_dir / "files", ring)
    made = application(settings, token, request)
    try:
        await made.initialize()
    except BaseException:
        await request.shutdown()
        await database.close()
        raise
    dialogues = Dialogues([dialogue for area in areas() for dialogue in area.dialogues])
    services = _services(settings, files, dialogues)
    routers = [router for area in areas() for router in area.routers]
    _register(made, routers, dialogues)
    # An event in the inbox may be older than this process: every kind that ever waits there must be readable.
    awaited = [kind for area in areas() for kind in area.events]
    events = EventCatalogue([Idle, *awaited, *(kind for router in routers for kind in router.events)])
    tools = TurnTools(made, services, work_settings(settings, ring), events, now)
    return Centre(_parts(settings, database, (api, files), tools))


def _services(settings: Settings, files: FileStore, dialogues: Dialogues) -> Services:
    return Services(
        renderer=renderer(),
        require=require,
        dialogues=dialogues,
        home=Home([section for area in areas() for section in area.sections]),
        files=files,
        settings=settings,
        goals={name: begin for area in areas() for name, begin in area.goals.items()},
    )


def _register(made: AnyApplication, routers: Sequence[Router], dialogues: Dialogues) -> None:
    """The handlers in reading order: who acts; deep links; routers; dialogues; what nobody answered."""
    made.add_handler(TypeHandler(object, _begin), FIRST_GROUP)
    made.add_handler(Routers(routers))
    made.add_handler(dialogues)
    made.add_handler(TypeHandler(Incoming, _not_understood))
    made.add_error_handler(carry_error)


async def _begin(update: Any, context: TurnContext) -> None:
    """Before anything else: who acts, and whether the act was answered already."""
    await identify(update, context)
    gather(context.turn, update)


async def _not_understood(_update: Any, context: TurnContext) -> None:
    await not_understood(context.turn)


def _parts(settings: Settings, database: Database, ends: tuple[BotApi, FileStore], tools: TurnTools) -> Parts:
    api, files = ends
    loops: dict[str, Loop] = {}

    def wake(name: str) -> Callable[[], None]:
        # Looked up when called: the loops need each other before all of them exist.
        return lambda: loops[name].wake() if name in loops else None

    alert = _alerts(settings, database, tools.now, wake("deliver"))
    turns = Turns(database, tools, Wakers(wake("deliver"), wake("jobs"), wake("turns"), alert), settings.workers.group)
    job_tools = JobTools(api, files, database, tools.work_settings, settings, tools.services.renderer, tools.now)
    workers = Workers(database, _job_handlers(job_tools), tools.now, wake("turns"))
    workers.alert = alert
    delivery = Delivery(database, DeliveryTools(api, files.get, _limits(settings), alert, tools.now), wake("deliver"))
    intake = Intake(database, tools.now, wake("turns"))
    intake.room = Room(folders_of(settings), alert)
    poller = Poller(api, intake, alert)
    spreading = Spreading(database, tools.now, wake("turns"))
    loops.update(_loops(turns=turns, jobs=workers, deliver=delivery, poll=poller, spread=spreading))
    return Parts(
        settings=settings,
        database=database,
        api=api,
        application=tools.application,
        files=files,
        renderer=tools.services.renderer,
        turns=turns,
        workers=workers,
        delivery=delivery,
        poller=poller,
        webhook=WebhookKeeper(api, _hook(settings), alert),
        intake=intake,
        due_tick=DueTick(database, tools.now, wake("turns")),
        prune_tick=PruneTick(database, tools.now),
        job_tools=job_tools,
        alerts=alert,
        loops=loops,
    )


def _loops(**working: Working) -> Mapping[str, Loop]:
    return {name: Loop(name, one.run_once, IDLE_SECONDS) for name, one in working.items()}


def _job_handlers(job_tools: JobTools) -> Mapping[str, JobHandler]:
    return {kind: handler for area in areas() for kind, handler in area.job_handlers(job_tools).items()}


def _alerts(settings: Settings, database: Database, now: Callable[[], datetime], wake: Callable[[], None]) -> Alerts:
    async def tell_operators(text: str) -> None:
        async with database.begin() as connection:
            await outbox.write(connection, [alert_call(chat, text) for chat in settings.operators], now())
        wake()

    return Alerts(tell_operators)


def _hook(settings: Settings) -> Hook:
    given = settings.webhook
    secret = given.secret.get_secret_value() if given.secret else ""
    return Hook(f"{given.url}{given.path}", secret, given.check_seconds)


def _limits(settings: Settings) -> Limits:
    given = settings.limits
    return Limits(given.overall_per_second, given.chat_per_second, given.chat_burst, given.group_per_minute)
