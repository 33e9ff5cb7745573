"""docs/sandbox-reference.md names every method, deed and endpoint that there is."""

import re
from pathlib import Path

from starlette.routing import Route

from sandbox import Sandbox
from sandbox.deeds.table import all_deeds
from sandbox.methods.table import all_methods

PAGE = (Path(__file__).parents[2] / "docs" / "sandbox-reference.md").read_text("utf-8")
WORDS = set(re.findall(r"\w+", PAGE))


def undescribed(names: set[str]) -> set[str]:
    return names - WORDS


def test_every_method_is_described() -> None:
    spelled = {name for name in all_methods() if not name.startswith(("getMy", "deleteMy"))}
    assert undescribed(spelled) == set()
    assert undescribed({"sendInvoice"}) == {"sendInvoice"}


def test_every_deed_is_described() -> None:
    assert undescribed(set(all_deeds()) - {"send"}) == set()


def test_every_endpoint_is_described() -> None:
    paths = {route.path for route in Sandbox().app.routes if isinstance(route, Route)}
    words = {word for path in paths for word in re.findall(r"(?<=/)[a-z_]+", path)}
    assert len(words) > 15
    assert undescribed(words) == set()
