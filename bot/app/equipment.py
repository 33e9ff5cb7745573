"""Rooms, stock and cards as a TOML file describes them, for the command line and the demo."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from domain.language import OFFICIAL
from domain.planning import Room, RoomTaken, keep_rooms
from domain.resources import MOST_IN_STOCK, StockItem, keep_stock
from domain.staffing import Card, CardKind, keep_cards
from domain.standards import Material, Part
from storage.work import StoredWork

EXAMPLE = Path(__file__).parents[2] / "config" / "equipment-example.toml"
SHOWN = "config/equipment-example.toml shows how it is written"
SAID = {"missing": "is missing", "extra_forbidden": "is unknown"}

Line = Annotated[
    str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True, pattern=r"^[^\x00-\x1f]+$")
]
Level = Annotated[int, Field(ge=1, le=5)]


class BadEquipment(Exception):  # noqa: N818 - says what it is
    """The file cannot be taken; the text names the file, the table, the field and what is wrong."""


class EquipmentTable(BaseModel):
    """One table of the file; `known_by` is the field that tells it from others of its kind."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    known_by: ClassVar[str] = "code"


class RoomTable(EquipmentTable):
    """A room; `code` is two digits."""

    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")]
    name: Line
    venue: Line
    address: Line
    part: Annotated[Part, Field(strict=False)]
    seats: Annotated[int, Field(ge=1, le=999)]


class StockTable(EquipmentTable):
    """How many there are of a thing, in all; its name and unit are the standard's unless given."""

    code: Line
    quantity: Annotated[int, Field(ge=0, le=MOST_IN_STOCK)]
    name: Line | None = None
    unit: Line | None = None


class CardTable(EquipmentTable):
    """A card; `chat` is its holder's private chat, no occupations are all of them."""

    known_by: ClassVar[str] = "number"
    chat: Annotated[int, Field(ge=1, lt=2**63)]
    kind: Annotated[CardKind, Field(strict=False)]
    number: Line
    occupations: Annotated[tuple[Line, ...], Field(strict=False)] = ()
    levels: Annotated[tuple[Level, ...], Field(strict=False, min_length=1)]
    valid_until: date
    employer: Annotated[str, StringConstraints(max_length=100, strip_whitespace=True, pattern=r"^[^\x00-\x1f]*$")] = ""


KINDS: Mapping[str, type[EquipmentTable]] = {"room": RoomTable, "stock": StockTable, "card": CardTable}

HEADERS = {f"[[{kind}]]" for kind in KINDS}


@dataclass(frozen=True)
class Equipment:
    """What a file says; `file` is for what is found wrong with it later."""

    file: Path
    rooms: Sequence[RoomTable]
    stock: Sequence[StockTable]
    cards: Sequence[CardTable]

    @property
    def count(self) -> int:
        """How many rooms, things and cards."""
        return len(self.rooms) + len(self.stock) + len(self.cards)

    def wrong(self, place: str, fault: str) -> BadEquipment:
        """What is wrong at that place: a table and its field."""
        return BadEquipment(f"{self.file}: {place} {fault}; {SHOWN}")


def read_equipment(file: Path) -> Equipment:
    """What a file says. Raises BadEquipment."""
    try:
        data = _parsed(file.read_text("utf-8"))
        found: dict[str, list[Any]] = {kind: _tables(kind, data.get(kind, [])) for kind in KINDS}
    except OSError as error:
        raise BadEquipment(str(error)) from error
    except ValueError as error:
        raise BadEquipment(f"{file}: {error}; {SHOWN}") from error
    return Equipment(file, found["room"], found["stock"], found["card"])


def _parsed(text: str) -> Mapping[str, Any]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{_place_in(text, str(error))}{error}") from error
    if unknown := set(data) - set(KINDS):
        raise ValueError(f"{min(unknown)}: is unknown")
    return data


def _place_in(text: str, fault: str) -> str:
    """What stands in the line that is no TOML, and in which table: an impossible date is found before any table is."""
    # The parser names the line alone; whoever wrote forty cards looks for the card.
    line = re.search(r"at line (\d+)", fault)
    if line is None:
        return ""
    before = text.split("\n")[: int(line[1])]
    headers = [each.strip() for each in before if each.strip() in HEADERS]
    table = f"{headers[-1]} {headers.count(headers[-1])}: " if headers else ""
    return f"{table}{before[-1].strip()}: "


def _tables(kind: str, given: object) -> list[EquipmentTable]:
    if not isinstance(given, list):
        raise ValueError(f"[[{kind}]]: is written with two brackets")  # noqa: TRY004 - a fault of the file
    tables: list[EquipmentTable] = []
    seen: dict[str, str] = {}
    for number, each in enumerate(given, start=1):
        table = _table(kind, number, each)
        key = getattr(table, table.known_by)
        place = _place(kind, number, key)
        # Twice the same key in a file is a slip of copying, and only its writer knows which one is meant.
        if key in seen:
            raise ValueError(f"{place}: {table.known_by}: is that of {seen[key]}, too")
        seen[key] = place
        tables.append(table)
    return tables


def _table(kind: str, number: int, given: Any) -> EquipmentTable:
    try:
        return KINDS[kind].model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "table"
        key = given.get(KINDS[kind].known_by) if isinstance(given, dict) else None
        said = SAID.get(first["type"], first["msg"])
        raise ValueError(f"{_place(kind, number, key)}: {field}: {said}") from error


def _place(kind: str, number: int, key: object) -> str:
    """`[[card]] 2 (KP0001)`."""
    return f"[[{kind}]] {number}" + (f" ({key})" if isinstance(key, str) and key.isprintable() else "")


async def put_in(work: StoredWork, equipment: Equipment) -> int:
    """Write what differs from the records; how many did. Raises BadEquipment, and then nothing may be kept."""
    try:
        rooms = await keep_rooms(work, [Room(**table.model_dump()) for table in equipment.rooms])
    except RoomTaken as taken:
        raise equipment.wrong(
            f"[[room]] ({taken.room}): part or seats:", "do not suit a sitting still to come"
        ) from taken
    stock = await keep_stock(work, _stock(work, equipment))
    return rooms + stock + await keep_cards(work, await _cards(work, equipment))


def _stock(work: StoredWork, equipment: Equipment) -> Sequence[StockItem]:
    materials = _materials(work)
    items = []
    for number, table in enumerate(equipment.stock, start=1):
        named = materials.get(table.code)
        name, unit = table.name or (named and named.name[OFFICIAL]), table.unit or (named and named.unit[OFFICIAL])
        if not name or not unit:
            place = f"{_place('stock', number, table.code)}: code:"
            raise equipment.wrong(place, "no standard names it, so name and unit are needed")
        items.append(StockItem(table.code, name, unit, table.quantity))
    return items


def _materials(work: StoredWork) -> Mapping[str, Material]:
    """By code, as the newest editions name them."""
    levels = [level for standard in work.standards.standards() for level in standard.levels.values()]
    # The newest edition stands first and is written last, so that its name of a thing stays.
    return {material.code: material for level in reversed(levels) for material in level.materials}


async def _cards(work: StoredWork, equipment: Equipment) -> Sequence[Card]:
    occupations = {standard.code for standard in work.standards.standards()}
    cards = []
    for number, table in enumerate(equipment.cards, start=1):
        place = _place("card", number, table.number)
        if unknown := set(table.occupations) - occupations:
            raise equipment.wrong(f"{place}: occupations:", f"no standard of {min(unknown)}")
        person = await work.people.by_chat(table.chat)
        if person is None:
            raise equipment.wrong(f"{place}: chat:", f"nobody is known by {table.chat}")
        cards.append(Card(person.id, **table.model_dump(exclude={"chat"})))
    return cards
