"""Alerts: one of a kind, and none about an alert."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import func, select

from bot.engine.alerts import Alerts
from storage.engine import outbox
from tests.engine.test_delivery import fault, message, send, started
from tests.engine.trouble import sqlite
from tests.town import town_on


@sqlite
async def test_an_alert_that_cannot_be_delivered_makes_no_further_alerts(centre_url: str, tmp_path: Path) -> None:
    async with town_on(centre_url, tmp_path, {"JIANDING_OPERATORS": "-4242"}) as town:
        await started(town)
        await fault(town, method="sendMessage", kind="400", times=100000, chat_id=-4242)
        await fault(town, method="sendMessage", kind="400", times=3, chat_id=1001)
        await send(town, *(message(1001, text) for text in "abc"))
        await town.settle()
        async with town.centre.parts.database.read() as connection:
            query = select(func.count()).select_from(outbox.outbox).where(outbox.outbox.c.chat_id == -4242)
            alerts = await connection.scalar(query)
        assert alerts == 1


async def test_alerts_of_a_kind_are_told_once_and_then_counted() -> None:
    told: list[str] = []

    async def tell(text: str) -> None:
        told.append(text)

    alerts = Alerts(tell, 0.2)
    for number in range(5):
        await alerts(f"call {number} was parked")
    await alerts("polling: somebody else")
    assert told == ["call 0 was parked", "polling: somebody else"]
    await asyncio.sleep(0.3)
    assert told[2:] == ["call 4 was parked (4 of this kind in 0 minutes)"]
    await alerts("call 5 was parked")
    await alerts.close()
    assert told[3:] == ["call 5 was parked (1 of this kind)"]
