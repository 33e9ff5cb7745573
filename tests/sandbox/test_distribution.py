"""The sandbox is a distribution of its own: it needs nothing but what its pyproject.toml names."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions

from tests.project.source import ROOT, Module, modules

PYPROJECT = tomllib.loads((ROOT / "sandbox" / "pyproject.toml").read_text("utf-8"))
OURS = sys.stdlib_module_names | {"sandbox"}


def plain(name: str) -> str:
    """A distribution's name as it is compared: `Pillow>=12` is pillow."""
    return re.split(r"[^\w.-]", name, maxsplit=1)[0].lower().replace("_", "-")


def foreign(module: Module) -> Iterator[str]:
    """The packages of others that a module imports."""
    for node in ast.walk(module.tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        yield from (top for name in names if (top := name.partition(".")[0]) not in OURS)


def undeclared(found: tuple[Module, ...]) -> set[str]:
    """What is imported and not named in pyproject.toml."""
    declared = {plain(name) for name in PYPROJECT["project"]["dependencies"]}
    owners = packages_distributions()
    used = {top for module in found for top in foreign(module)}
    return {top for top in used if not declared & {plain(owner) for owner in owners.get(top, [top])}}


def test_it_declares_what_it_imports() -> None:
    assert undeclared(modules("sandbox")) == set()


def test_an_undeclared_import_would_be_seen() -> None:
    """Negative control: what the product needs and the sandbox must not drag along."""
    text = "import sqlalchemy.orm\nfrom reportlab import lib\nimport highspy\nfrom PIL import Image\nimport json\n"
    assert undeclared((Module("sandbox/bad.py", text),)) == {"sqlalchemy", "reportlab", "highspy"}


def test_it_tells_its_licence_and_its_types() -> None:
    project = PYPROJECT["project"]
    assert project["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "sandbox" / "LICENSE").read_text("utf-8")
    assert (ROOT / "sandbox" / "py.typed").is_file()
