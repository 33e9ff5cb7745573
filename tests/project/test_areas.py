"""The areas stand in one list; every layer opens the same-named place, in the same order."""

from __future__ import annotations

import tomllib
from pathlib import Path

from domain import AREAS
from storage.schema import MAPPINGS
from storage.work import StoredWork
from tests.project.source import ROOT

MACHINERY = {"app", "documents", "engine", "texts", "tools", "web"}
WITHOUT_RECORDS = {"reviewing", "reports"}  # one reads the applications' table, the other everybody's
SPOKEN = {"engine", "parts", "web"}  # texts that are no area's


def folders(layer: str) -> set[str]:
    return {path.name for path in (ROOT / layer).iterdir() if (path / "__init__.py").exists()}


def missing_or_strange(found: set[str], expected: set[str]) -> set[str]:
    return found ^ expected


def test_every_area_has_its_folder_in_domain_bot_and_tests() -> None:
    assert missing_or_strange(folders("domain"), set(AREAS)) == set()
    assert missing_or_strange(folders("bot"), set(AREAS) | MACHINERY) == set()
    assert {name for name in AREAS if not (ROOT / "tests" / name).is_dir()} == set()


def test_the_contract_has_the_areas_in_their_order() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each.get("containers") == ["domain"])
    assert tuple(reversed(layers)) == AREAS


def test_storage_has_a_store_and_a_mapping_for_every_area() -> None:
    mapped = [made.__name__.removeprefix("map_") for made in MAPPINGS]
    assert mapped == [name for name in AREAS if name not in WITHOUT_RECORDS]
    stores = [name for name in vars(StoredWork) if name in AREAS]
    assert set(stores) == set(AREAS) - {"reports"}


def test_texts_are_those_of_areas() -> None:
    for language in folders("bot/texts"):
        spoken = {Path(path).stem for path in (ROOT / "bot" / "texts" / language).glob("*.html")}
        assert spoken - SPOKEN <= set(AREAS)


def test_an_area_that_is_missing_somewhere_would_be_seen() -> None:
    """Negative control."""
    assert missing_or_strange({"people", "gossip"}, {"people", "standards"}) == {"gossip", "standards"}
