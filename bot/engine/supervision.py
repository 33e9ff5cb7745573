"""Whatever runs for ever is kept running here: what fails is begun again, more and more slowly, and all can see it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import structlog
from telegram.error import RetryAfter, TelegramError

log = structlog.get_logger()
FIRST_PAUSE = 0.05
LONGEST_PAUSE = 5.0
MOST_DOUBLINGS = 16
STOP_SECONDS = 5.0

Well = Callable[[], None]
Work = Callable[[Well], Awaitable[None]]


@dataclass
class TaskState:
    """How a task is: failures in a row (0: it runs), all since the start, and the kind of the last error."""

    in_a_row: int = 0
    failures: int = 0
    error: str = ""

    @property
    def up(self) -> bool:
        """Whether it has not failed since it last did well."""
        return not self.in_a_row

    def well(self) -> None:
        """It has done something to the end."""
        self.in_a_row = 0

    def failed(self, error: BaseException) -> None:
        """It has failed; only the kind of error is kept, for its words may quote what people wrote."""
        self.in_a_row += 1
        self.failures += 1
        self.error = type(error).__name__


@dataclass
class _Watched:
    task: asyncio.Task[None]
    stop: Callable[[], None] | None
    stopping: asyncio.Event


@dataclass
class Supervisor:
    """Runs tasks, each under a name; `states` tells how they are, also of what others run and report here."""

    states: dict[str, TaskState] = field(default_factory=dict)
    _watched: dict[str, _Watched] = field(default_factory=dict)

    @property
    def down(self) -> Mapping[str, TaskState]:
        """The tasks that have failed and not done well since."""
        return {name: state for name, state in self.states.items() if not state.up}

    def start(self, name: str, work: Work, stop: Callable[[], None] | None = None) -> None:
        """Run a task until `end`: it calls what it is given whenever it did well, and returns once `stop` was called.

        Without a `stop` it is simply cut off.
        """
        self.states[name], stopping = TaskState(), asyncio.Event()
        task = asyncio.create_task(self._keep(name, work, stopping), name=name)
        self._watched[name] = _Watched(task, stop, stopping)

    async def end(self, *names: str) -> None:
        """Let tasks finish what they do; what takes too long is cut off, as by a kill."""
        ending = [self._watched.pop(name) for name in names if name in self._watched]
        for watched in ending:
            watched.stopping.set()
            (watched.stop or watched.task.cancel)()
        tasks = [watched.task for watched in ending]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=STOP_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for name in names:
            self.states.pop(name, None)

    def report(self, name: str, error: BaseException | None) -> None:
        """What became of something that is not run here."""
        state = self.states.setdefault(name, TaskState())
        if error is None:
            state.well()
            return
        state.failed(error)
        _tell(name, error)

    async def _keep(self, name: str, work: Work, stopping: asyncio.Event) -> None:
        state = self.states[name]
        while not stopping.is_set():
            try:
                await work(state.well)
            except asyncio.CancelledError as error:
                # Not meant for this task: something that it waited for was cut off.
                if _is_cancelled():
                    raise
                failure: BaseException = error
            except Exception as error:  # noqa: BLE001 - whatever it is, the task goes on
                failure = error
            else:
                self.states.pop(name, None)
                return
            state.failed(failure)
            _tell(name, failure)
            await _pause(stopping, pause_after(state.in_a_row, failure))


def pause_after(failures: int, error: BaseException) -> float:
    """Seconds to wait after so many failures in a row; never shorter than Telegram says."""
    pause = min(FIRST_PAUSE * 2.0 ** min(failures - 1, MOST_DOUBLINGS), LONGEST_PAUSE)
    return max(pause, seconds_to_wait(error)) if isinstance(error, RetryAfter) else pause


def seconds_to_wait(wait: RetryAfter) -> float:
    """What a 429 asks for; PTB gives a number or a duration, by the environment."""
    given = wait.retry_after
    return float(given) if isinstance(given, int | float) else given.total_seconds()


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _tell(name: str, error: BaseException) -> None:
    if isinstance(error, TelegramError):
        log.warning("task_refused", task=name, error=error.message)
    else:
        log.error("task_failed", task=name, exc_info=error)


async def _pause(stopping: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stopping.wait()
    except TimeoutError:
        return
