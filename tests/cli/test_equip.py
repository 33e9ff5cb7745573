"""`jianding equip`: what a file says is written once, what differs is changed, and a fault writes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from bot.app.cli import app
from bot.app.equipment import EXAMPLE
from bot.app.foundation import utc_now
from bot.app.staff import operator_database, work_at
from config.settings import load_settings
from storage.engine.audit import audit
from storage.work import StoredWork

ROOM = """
[[room]]
code = "01"
name = "1 号考场"
venue = "示例考点"
address = "示例路 1 号"
part = "theory"
seats = 30
"""
STOCK = """
[[stock]]
code = "wire"
quantity = 10
"""
CARD = """
[[card]]
chat = 42
kind = "examiner"
number = "KP1"
occupations = ["6-31-01-03"]
levels = [5, 4]
valid_until = 2030-12-31
employer = "甲公司"
"""


@dataclass
class Place:
    """A deployment with one known person, and the file its operator writes."""

    environ: Mapping[str, str]
    file: Path

    def equip(self, text: str) -> Result:
        self.file.write_text(text, encoding="utf-8")
        return CliRunner().invoke(app, ["equip", str(self.file)])

    def kept(self) -> dict[str, Any]:
        return asyncio.run(self._kept())

    async def _kept(self) -> dict[str, Any]:
        settings = load_settings(None, self.environ)
        async with operator_database(settings) as database, work_at(database, settings, utc_now()) as work:
            return {
                "rooms": [(room.code, room.name, room.seats) for room in await work.planning.rooms()],
                "stock": [(item.code, item.name, item.unit, item.quantity) for item in await work.resources.stock()],
                "cards": [
                    (card.number, card.kind.value, card.occupations, card.levels, card.valid_until, card.employer)
                    for card in await work.staffing.cards()
                ],
                "actions": [row.action for row in await self._audited(work)],
            }

    async def _audited(self, work: StoredWork) -> Sequence[Any]:
        rows = await work.unit.connection.execute(select(audit.c.action).order_by(audit.c.id))
        return [row for row in rows if row.action.split(".")[0] in {"room", "stock", "card"}]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    keys = tmp_path / "keys.toml"
    assert CliRunner().invoke(app, ["make-keys", str(keys)]).exit_code == 0
    environ = {
        "JIANDING_TOKEN": "123456:a-token-of-at-least-twenty-letters",
        "JIANDING_KEYS_FILE": str(keys),
        "JIANDING_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'a.sqlite3'}",
        "JIANDING_DATA_DIR": str(tmp_path),
    }
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert CliRunner().invoke(app, ["appoint", "42", "examiner", "--name", "郑勇"]).exit_code == 0
    return Place(environ, tmp_path / "equipment.toml")


def test_what_the_file_says_is_written_once_and_audited(place: Place) -> None:
    first = place.equip(ROOM + STOCK + CARD)
    assert (first.exit_code, first.stdout.strip().endswith("3 of them new or changed")) == (0, True)
    kept = place.kept()
    assert kept == {
        "rooms": [("01", "1 号考场", 30)],
        "stock": [("wire", "BV 1.5 mm² 导线", "米", 10)],
        "cards": [("KP1", "examiner", ("6-31-01-03",), (5, 4), date(2030, 12, 31), "甲公司")],
        "actions": ["room.kept", "stock.changed", "card.kept"],
    }
    again = place.equip(ROOM + STOCK + CARD)
    assert (again.exit_code, again.stdout.strip().endswith("0 of them new or changed")) == (0, True)
    assert place.kept() == kept


def test_only_what_differs_is_changed_and_what_is_not_named_stays(place: Place) -> None:
    place.equip(ROOM + STOCK + CARD)
    changed = place.equip(ROOM.replace("seats = 30", "seats = 20") + CARD.replace("2030", "2031"))
    assert "2 of them new or changed" in changed.stdout
    kept = place.kept()
    assert kept["rooms"] == [("01", "1 号考场", 20)]
    assert kept["stock"] == [("wire", "BV 1.5 mm² 导线", "米", 10)]
    assert kept["cards"][0][4] == date(2031, 12, 31)
    assert kept["actions"] == ["room.kept", "stock.changed", "card.kept", "room.kept", "card.kept"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (ROOM + STOCK + CARD.replace("42", "43"), "[[card]] 1 (KP1): chat: nobody"),
        (ROOM + CARD.replace("6-31-01-03", "6-31-01-99"), "[[card]] 1 (KP1): occupations: no standard of 6-31-01-99"),
        (ROOM + STOCK.replace("wire", "wier"), "[[stock]] 1 (wier): code: no standard names it"),
        (ROOM + STOCK + CARD.replace("2030-12-31", "2030-02-30"), "[[card]] 1: valid_until = 2030-02-30"),
    ],
)
def test_a_fault_is_one_line_and_nothing_is_written(place: Place, text: str, named: str) -> None:
    told = place.equip(text)
    assert told.exit_code == 1
    assert len(told.stderr.strip().splitlines()) == 1
    assert f"{place.file}: {named}" in told.stderr
    assert place.kept() == {"rooms": [], "stock": [], "cards": [], "actions": []}


def test_a_file_that_is_not_there_is_told(place: Place) -> None:
    told = CliRunner().invoke(app, ["equip", str(place.file)])
    assert (told.exit_code, str(place.file) in told.stderr) == (1, True)


def test_the_example_asks_for_people_who_are_known(place: Place) -> None:
    told = CliRunner().invoke(app, ["equip", str(EXAMPLE)])
    assert (told.exit_code, "nobody is known by 4001" in told.stderr) == (1, True)
