"""Every message exists in every language, renders with sample facts, and is what Telegram accepts."""

from __future__ import annotations

import ast
import dataclasses
import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from markupsafe import Markup

import bot
import domain
from bot.engine.dialogue.asking import BACK, SAVE
from bot.engine.fitting import CAPTION_LIMIT, TEXT_LIMIT, fits, parted, plain
from bot.engine.message import Button, Text
from bot.engine.rendering import Renderer
from domain.errors import Refusal
from domain.language import OFFICIAL, Words
from domain.registration import Status
from sandbox.text.formatted import message_text
from sandbox.wire.errors import Refusal as Refused
from tests.languages import EVERY_LANGUAGE, LANGUAGES, WORD, every_language, unbracketed
from tests.made_up import CODE
from tests.project.source import modules
from tests.project.texts import messages
from tests.town import facts_of_centre

HAN = re.compile(r"[\u4e00-\u9fff]")
TOAST_LIMIT = 200
PEOPLE_AND_ENGINE: Mapping[str, Mapping[str, Any]] = {
    "engine/parked": {},
    "engine/press_doubled": {},
    "engine/press_old": {},
    "engine/saved": {},
    "engine/noted": {},
    "engine/conversation_lost": {},
    "engine/message_lost": {},
    "engine/draft_outdated": {},
    "people/home": {"name": "张<伟>", "note": Markup("<b>note</b>"), "parts": [Markup("part")]},
    "people/languages": {},
    "people/help": {"commands": ["start", "help"], "centre": facts_of_centre()},
    "people/only_private": {},
    "people/not_yours": {},
    "people/edited": {},
    "people/not_understood": {},
    "people/disagreed": {},
    "people/roles_changed": {"roles": ["candidate", "director"]},
    **{
        f"people/consent_{kind}": {"number": 1, "total": 4, "version": "2026-11"}
        for kind in ("terms", "id_number", "photo", "cross_border")
    },
}


def samples_of_areas() -> Mapping[str, Mapping[str, Any]]:
    """What every `tests/<word>/*samples.py` gives by its function `samples`: facts by template."""
    found: dict[str, Mapping[str, Any]] = {}
    for path in sorted(Path(__file__).parents[1].glob("*/*samples.py")):
        module = import_module(f"tests.{path.parent.name}.{path.stem}")
        found |= module.samples() if hasattr(module, "samples") else {}
    return found


SAMPLES = {**PEOPLE_AND_ENGINE, **samples_of_areas()}


def keys(language: str) -> set[str]:
    """The keys of all messages of a language; what the web page is made of is tested with the page."""
    return {key for key in messages(language) if not key.startswith("web/")}


def labels(language: str) -> set[str]:
    """The keys of all labels of a language."""
    return set(every_language()._labels[language])


def subclasses(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    """Every refusal that there is."""
    for package in (domain, bot):
        for found in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(found.name)
    for one in kind.__subclasses__():
        yield from subclasses(one)
        if "__dataclass_fields__" in vars(one):
            yield one


def sample_of(kind: Any) -> Any:
    """Some value of a type."""
    simple: dict[Any, Any] = {
        str: "王<小>明",
        Words: dict.fromkeys(LANGUAGES, "王<小>明"),
        int: 3,
        float: 1.5,
        bool: True,
        date: date(2026, 11, 28),
        time: time(22),
        datetime: datetime(2026, 11, 28, 10, tzinfo=UTC),
    }
    if kind in simple:
        return simple[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    if isinstance(kind, types.UnionType):
        return sample_of(typing.get_args(kind)[0])
    if typing.get_origin(kind) is tuple:
        arguments = typing.get_args(kind)
        return (sample_of(arguments[0]),) if arguments[-1] is Ellipsis else tuple(map(sample_of, arguments))
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return typing.cast("Any", kind)(**{f.name: sample_of(hints[f.name]) for f in dataclasses.fields(kind)})
    raise TypeError(f"no sample of {kind}")


@cache
def refusals() -> list[Refusal]:
    """A sample of every refusal that is shown to somebody."""
    found = {one for one in subclasses(Refusal) if one.__module__.split(".")[0] in {"domain", "bot"}}
    return [sample_of(one) for one in sorted(found, key=lambda one: (one.__name__, one.__module__))]


def problems(text: str, language: str) -> list[str]:
    """What Telegram, or a reader, would not like."""
    found = []
    try:
        plain, _ = message_text(text, "HTML", None)
    except Refused as refused:
        return [str(refused)]
    if not plain.strip() or len(plain) > TEXT_LIMIT:
        found.append(f"{len(plain)} characters")
    if language != OFFICIAL and HAN.search(re.sub(r"[王小明张伟]|中文|请选择语言", "", plain)):
        found.append(f"Chinese in {language}: {plain}")
    return found


@pytest.fixture(scope="module")
def texts() -> Renderer:
    return every_language()


def test_both_languages_have_the_same_messages_and_labels() -> None:
    assert keys("zh") == keys("en")
    assert labels("zh") == labels("en")


def test_every_message_has_a_sample_and_every_sample_a_message() -> None:
    of_refusals = {refusal.key for refusal in refusals()}
    assert keys("zh") - of_refusals == set(SAMPLES)
    assert of_refusals <= keys("zh")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sorted(SAMPLES))
def test_messages_are_what_telegram_accepts(texts: Renderer, key: str, language: str) -> None:
    assert problems(texts.text(Text(key, SAMPLES[key]), language), language) == []


@pytest.mark.parametrize("key", sorted(SAMPLES))
def test_messages_in_a_longer_language_go_as_they_are_or_in_several(texts: Renderer, key: str) -> None:
    """And nothing in them falls back to a language that there is."""
    text = texts.text(Text(key, SAMPLES[key]), CODE)
    assert [problem for piece in parted(text, TEXT_LIMIT) for problem in problems(piece, CODE)] == []
    assert unbracketed(plain(text)) <= given(SAMPLES[key])


@pytest.mark.parametrize("refusal", refusals(), ids=lambda refusal: refusal.key)
def test_refusals_in_a_longer_language_are_told_whole(texts: Renderer, refusal: Refusal) -> None:
    """As an alert or, where that is too short, as a message."""
    text = texts.text(Text(refusal.key, refusal.facts()), CODE)
    assert problems(text, CODE) == []
    assert unbracketed(plain(text)) <= given(refusal.facts())


def given(fact: object) -> set[str]:
    """The words that facts bring along; the codes of enumerations are none."""
    if isinstance(fact, Enum) or fact is None:
        return set()
    if isinstance(fact, str):
        return set(WORD.findall(fact))
    if isinstance(fact, Mapping):
        return given(list(fact.values()))
    if isinstance(fact, Iterable):
        return {word for each in fact for word in given(each)}
    return given(vars(fact)) if hasattr(fact, "__dict__") else set()


def test_what_falls_back_would_be_seen() -> None:
    """Negative control: English among the brackets, and a code."""
    assert unbracketed("⟦Hello~~⟧ 12, Welder") == {"Welder"}
    assert given({"status": Status.APPROVED, "names": [Words({"en": "Welder"})]}) == {"Welder"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("refusal", refusals(), ids=lambda refusal: refusal.key)
def test_refusals_fit_an_alert(texts: Renderer, refusal: Refusal, language: str) -> None:
    text = texts.text(Text(refusal.key, refusal.facts()), language)
    assert problems(text, language) == []
    assert len(message_text(text, "HTML", None)[0]) <= TOAST_LIMIT


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_below_a_photo_or_a_file_fits_there(texts: Renderer, language: str) -> None:
    known = captions() & set(SAMPLES)
    assert len(known) > 10
    assert [key for key in known if not fits(texts.text(Text(key, SAMPLES[key]), language), CAPTION_LIMIT)] == []


def captions() -> set[str]:
    """The messages that the code shows with a photo or a file, where it names them there."""
    calls = [node for module in modules("bot") for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    screens = [call for call in calls if {each.arg for each in call.keywords} & {"photo", "document"}]
    texts = [text for screen in screens for text in screen.args if isinstance(text, ast.Call) and text.args]
    return {str(text.args[0].value) for text in texts if isinstance(text.args[0], ast.Constant)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_short_enough_for_a_button(texts: Renderer, language: str) -> None:
    """But the heads of tables and the notes of the ticket, which nobody presses."""
    unpressed = (".columns_", "planning.note_")
    pressed = {k: label for k, label in texts._labels[language].items() if not any(part in k for part in unpressed)}
    plain = [label for label in pressed.values() if "{{" not in label]
    assert [label for label in plain if not 0 < len(label) <= 40] == []


@pytest.mark.parametrize("bad", ["<b>open", "<p>no</p>", "   ", "x" * (TEXT_LIMIT + 1)])
def test_a_bad_message_would_be_seen(bad: str) -> None:
    assert problems(bad, "zh")


def test_chinese_in_english_would_be_seen() -> None:
    assert problems("Please press 下一步", "en")


def test_what_people_typed_is_never_read_as_markup(texts: Renderer) -> None:
    assert "张&lt;伟&gt;" in texts.text(Text("people/home", SAMPLES["people/home"]), "zh")


def test_a_missing_fact_is_an_error_not_a_gap(texts: Renderer) -> None:
    with pytest.raises(Exception, match="undefined"):
        texts.text(Text("people/home", {}), "zh")


def test_a_label_can_be_read_back(texts: Renderer) -> None:
    rows = [[Button("engine.back", BACK()), Button("engine.save", SAVE())]]
    for language in EVERY_LANGUAGE:
        typed = texts.label(rows[0][1], language)
        assert texts.meaning(typed, rows, language) == rows[0][1]
    assert texts.meaning("anything else", rows, "zh") is None


def test_texts_stand_where_the_areas_are() -> None:
    areas = {path.name for path in Path(domain.__file__).parent.iterdir() if path.is_dir()}
    assert {key.partition("/")[0] for key in keys("zh")} <= areas | {"engine"}
    assert {key.partition(".")[0] for key in labels("zh")} <= areas | {"engine"}
