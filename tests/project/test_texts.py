"""The files of texts: the same in each language, in the same order; nothing stands there that nobody says, or lacks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from pkgutil import walk_packages

import pytest

import domain
from bot.app.foundation import renderer
from bot.engine.message import Text
from bot.engine.rendering import label_of
from tests.languages import LANGUAGES
from tests.project.source import Module, modules
from tests.project.test_messages import SAMPLES, refusals
from tests.project.texts import (
    TEXTS,
    Named,
    buttons,
    dialogues,
    labels,
    messages,
    named_labels,
    named_messages,
    strings,
)

MOST_LINES = 40
LONG = {"problem": 90, "body": 60}  # one line for each fault that a row of a table may have
FILES = {"application/json", "image/jpeg", "var/demo", "var/tour"}  # look like keys of messages, and are none


def test_each_language_says_the_same_in_the_same_order() -> None:
    """Whoever translates opens two files side by side."""
    for language in LANGUAGES:
        assert messages(language) == messages("zh")
        assert labels(language) == labels("zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_stands_twice(language: str) -> None:
    assert len(set(messages(language))) == len(messages(language))


def test_every_message_is_said_by_somebody() -> None:
    """By the code, by a step of a dialogue, or as a refusal."""
    of_refusals = {refusal.key for refusal in refusals()}
    named = named_messages()
    assert [key for key in messages("zh") if key not in of_refusals and not named.names(key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_that_the_code_names_is_there(language: str) -> None:
    assert named_messages().keys - FILES - set(messages(language)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_its_message(language: str) -> None:
    assert {refusal.key for refusal in refusals()} - set(messages(language)) == set()


def test_every_label_is_on_something() -> None:
    """A button, a document, a text, or the name of a member of an enumeration."""
    of_members = {label_of(member) for member in members()}
    areas = {key: named_labels(key.partition(".")[0]) for key in labels("zh")}
    assert [key for key, named in areas.items() if key not in of_members and not named.names(key)] == []
    assert not named_labels("planning").names("planning.nobody_shows_this")


def test_every_button_has_its_label() -> None:
    """In every language: they have the same ones."""
    found = set(buttons())
    assert {"people.home", "registration.register"} <= found
    assert found - set(labels("zh")) == set()


def by_name(module: Module) -> Iterator[str]:
    """Where code knows a language by its code or a text by its language."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and node.value in LANGUAGES:
            yield f"{module.path}: {node.value!r}"
        if isinstance(node, ast.Attribute) and node.attr in LANGUAGES:
            yield f"{module.path}: .{node.attr}"


def test_no_code_knows_a_language_by_name() -> None:
    """But the languages themselves, the two that the law names, and what settings and older databases hold."""
    homes = ("bot/texts/", "domain/language.py", "config/model.py", "storage/migrations/")
    found = [module for module in modules("bot", "domain", "storage", "config") if not module.path.startswith(homes)]
    assert [line for module in found for line in by_name(module)] == []
    wrong = Module("bot/x.py", 'a = b.zh if c == "en" else b["tlh"]')
    assert sorted(by_name(wrong)) == ["bot/x.py: 'en'", "bot/x.py: .zh"]


def test_a_message_that_nobody_says_would_be_seen() -> None:
    """Negative control: a part that is only known when the code runs does not stand for everything."""
    texts = [*strings(Module("bot/x.py", 'a = "area/whole"\nb = f"area/part_{a}"\nc = f"area/{a}"\n'))]
    assert texts == [
        ("area/whole", True),
        ("area/part_[a-z0-9_]+", False),
        ("area/[a-z0-9_]+", False),
    ]
    named = Named(frozenset({"area/whole"}), frozenset({"area/part_[a-z0-9_]+"}))
    assert named.names("area/whole")
    assert named.names("area/part_one")
    assert not named.names("area/other")
    assert not named_messages().names("people/nobody_says_this")


def test_the_dialogues_are_found() -> None:
    assert {"registration", "spell", "importing"} <= {each.name for each in dialogues()}


def members() -> Iterator[Enum]:
    """Of every enumeration of the domain that has labels."""
    known = set(labels("zh"))
    modules = [import_module(found.name) for found in walk_packages(domain.__path__, "domain.")]
    kinds = {kind for module in modules for kind in vars(module).values() if isinstance(kind, type)}
    for kind in kinds:
        if issubclass(kind, Enum) and kind.__module__.startswith("domain.") and known & set(map(label_of, kind)):
            yield from kind


def test_an_enumeration_has_a_label_for_each_member_in_its_own_area() -> None:
    assert [label_of(member) for member in members() if label_of(member) not in labels("zh")] == []
    assert {"registration.sex_male", "reviewing.reason_other"} <= {label_of(member) for member in members()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_piece_of_a_file_bears_the_name_of_a_fact(language: str) -> None:
    """A fact would hide the macro; and a fact that is missing would be told by the macro, not by an error."""
    facts: dict[str, set[str]] = {}
    for key, sample in [*SAMPLES.items(), *((one.key, one.facts()) for one in refusals())]:
        facts.setdefault(key.partition("/")[0], set()).update(sample)
    for path in (TEXTS / language).glob("*.html"):
        assert pieces(path.read_text("utf-8").partition("{% block")[0]) & facts.get(path.stem, set()) == set()


def pieces(head: str) -> set[str]:
    """The macros, tables and imports of the head of a file."""
    imported = [name.strip() for names in re.findall(r"import ([\w, ]+)", head) for name in names.split(",")]
    return {*imported, *re.findall(r"macro (\w+)", head), *re.findall(r"set ([A-Z]+)", head)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_longer_than_forty_lines(language: str) -> None:
    assert [line for path in (TEXTS / language).glob("*.html") for line in long_pieces(path.read_text("utf-8"))] == []
    assert list(long_pieces("{% block a %}\n" + "x\n" * 41 + "{% endblock %}")) == ["a: 41 lines"]


def long_pieces(text: str) -> Iterator[str]:
    """Messages and macros that want to be split."""
    for found in re.finditer(r"\{% (block|macro) (\w+)[^\n]*\n(.*?)\{%-? end\1", text, re.DOTALL):
        if (lines := found[3].count("\n")) > LONG.get(found[2], MOST_LINES):
            yield f"{found[2]}: {lines} lines"


def test_a_message_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        renderer().text(Text("people/nobody_says_this"), "zh")
