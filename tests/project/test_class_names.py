"""One name, one thing: no class name is defined twice within a layer."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pytest

from tests.project.source import LAYERS, Module, modules


def classes_twice(found: Iterable[Module]) -> Mapping[str, Sequence[str]]:
    """Class names with the places that define them, where there are several; inner classes count, too."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for module in found:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(f"{module.path}:{node.lineno}")
    return {name: where for name, where in places.items() if len(where) > 1}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_class_name_means_one_thing_in_its_layer(layer: str) -> None:
    assert classes_twice(modules(layer)) == {}


def test_a_name_given_twice_would_be_seen() -> None:
    """Negative control: in two files, and within one."""
    one = Module("bot/a.py", "class Line:\n    class Part: ...\n")
    other = Module("bot/b.py", "class Line: ...\nclass Own: ...\ndef make():\n    class Part: ...\n")
    assert classes_twice([one, other]) == {"Line": ["bot/a.py:1", "bot/b.py:1"], "Part": ["bot/a.py:2", "bot/b.py:4"]}
