"""What the texts hold, read from their files, and what the code names of it, read from the syntax trees of `bot`."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import bot
from bot.engine.dialogue.declaration import Dialogue
from tests.languages import LANGUAGES
from tests.project.source import Module, modules

TEXTS = Path(bot.__file__).parent / "texts"
BLOCK = re.compile(r"\{%-? *block +(\w+) *-?%\}")
LABEL = re.compile(r"[a-z]+\.[a-z0-9_]+")
QUOTED_LABEL = re.compile(r"['\"]([a-z]+\.[a-z0-9_]+)['\"]")
LABELLED = {"Button": 0, "Option": 1}  # where the label stands among the arguments
MESSAGE = re.compile(r"[a-z]+/[a-z0-9_]+")
GAP = r"[a-z0-9_]+"


@dataclass(frozen=True)
class Named:
    """Keys that the code names: whole, or with a part that is only known when it runs (as a pattern)."""

    keys: frozenset[str]
    patterns: frozenset[str]

    def names(self, key: str) -> bool:
        """Whether the code may ask for it."""
        return key in self.keys or any(re.fullmatch(pattern, key) for pattern in self.patterns)


def messages(language: str) -> list[str]:
    """The keys of a language's messages, in the order in which they stand."""
    files = sorted((TEXTS / language).glob("*.html"))
    return [f"{path.stem}/{name}" for path in files for name in BLOCK.findall(path.read_text("utf-8"))]


def labels(language: str) -> list[str]:
    """The keys of a language's labels, in the order in which they stand."""
    files = sorted((TEXTS / language).glob("*.toml"))
    return [f"{path.stem}.{name}" for path in files for name in tomllib.loads(path.read_text("utf-8"))]


@cache
def everything_said() -> tuple[tuple[str, str, bool], ...]:
    """The path of a module of `bot` and a text in it, as `strings` gives it."""
    return tuple((module.path, text, whole) for module in modules("bot") for text, whole in strings(module))


@cache
def named_messages() -> Named:
    """The messages that the code names: written down, made from a part, or asked by the steps of a dialogue."""
    found = [(text, is_whole) for _, text, is_whole in everything_said()]
    whole = {text for text, is_whole in found if is_whole and MESSAGE.fullmatch(text)}
    parts = {text for text, is_whole in found if not is_whole and re.match(r"[a-z]+/[a-z0-9_]+\[", text)}
    asked = {f"{each.area}/ask_{step.name}" for each in dialogues() for step in each.steps}
    idle = {f"{each.area}/idle_{each.name}" for each in dialogues() if each.idle_after is not None}
    return Named(frozenset(whole | asked | idle), frozenset(parts))


@cache
def named_labels(area: str) -> Named:
    """The labels of an area that the code names, or another text; within the area's own code without its name, too."""
    found = everything_said()
    texts = [
        path.read_text("utf-8") for language in LANGUAGES for path in (TEXTS / language).iterdir() if path.is_file()
    ]
    own = [(text, whole) for path, text, whole in found if path.startswith(f"bot/{area}/")]
    keys = {text for _, text, whole in found if whole and LABEL.fullmatch(text)}
    keys |= {key for text in texts for key in QUOTED_LABEL.findall(text)}
    keys |= {f"{area}.{text}" for text, whole in own if whole}
    parts = {text for _, text, whole in found if not whole and re.match(r"[a-z]+\\\.(?!\[a-z0-9_\]\+$)", text)}
    parts |= {f"{area}.{text}" for text, whole in own if not whole and re.match(r"[a-z0-9_]+\[", text)}
    return Named(frozenset(keys), frozenset(parts))


def buttons() -> Iterator[str]:
    """The labels that stand in the code where a button or an option is made."""
    for module in modules("bot"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in LABELLED:
                place = LABELLED[node.func.id]
                given = node.args[place : place + 1] + [each.value for each in node.keywords if each.arg == "label"]
                yield from (str(each.value) for each in given if isinstance(each, ast.Constant))


def strings(module: Module) -> Iterator[tuple[str, bool]]:
    """Every text in the code: as it is, or (False) as a pattern with a gap for each value that is filled in."""
    pieces: set[ast.expr] = set()
    for node in module.nodes:
        if isinstance(node, ast.JoinedStr):
            pieces |= set(node.values)
            yield "".join(re.escape(str(v.value)) if isinstance(v, ast.Constant) else GAP for v in node.values), False
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in pieces:
            yield node.value, True


@cache
def dialogues() -> tuple[Dialogue, ...]:
    """Every dialogue that is declared."""
    found = [import_module(each.name) for each in walk_packages(bot.__path__, "bot.") if "__main__" not in each.name]
    declared = {id(value): value for module in found for value in vars(module).values() if isinstance(value, Dialogue)}
    return tuple(declared.values())
