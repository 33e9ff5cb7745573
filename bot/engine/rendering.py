"""Texts from templates: per language and area one Jinja2 file with a block for each message, and a table of labels."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.runtime import Context

from bot.engine.message import Button, Message, Rows, Screen
from bot.texts.locale import Locale


class Texts:
    """The messages of an area in one language: a file with a block for each.

    A block that is rendered alone does not run the head of its file (macros, tables, imports); so the head runs once,
    here, with blocks that write nothing, and what it defines becomes known to each block.
    """

    def __init__(self, template: Template) -> None:
        head = template.new_context()
        head.blocks = {name: [_nothing] for name in template.blocks}
        for _ in template.root_render_func(head):
            pass
        self._template, self._blocks = template, template.blocks
        template.blocks = {}  # each context would copy them: the most of what a short text costs
        template.globals = {**template.globals, **head.vars}  # copied for each text too, a plain dict fastest

    def render(self, name: str, facts: Mapping[str, Any]) -> str:
        """A message with these facts in it. Raises KeyError where there is no such block, and jinja2 errors."""
        write = self._blocks[name]
        try:
            return "".join(write(self._template.new_context(facts)))  # type: ignore[arg-type]
        except Exception:  # noqa: BLE001 - as `Template.render` does: the traceback then shows the line of the text
            self._template.environment.handle_exception()


class Renderer:
    """Messages and labels as text for Telegram's HTML, in the languages that there are."""

    def __init__(self, locales: Sequence[Locale]) -> None:
        self.locales = {locale.code: locale for locale in locales}
        self._environments = {code: _environment(locale) for code, locale in self.locales.items()}
        self._labels = {code: _labels(locale.folder) for code, locale in self.locales.items()}
        for language, environment in self._environments.items():
            environment.filters |= _naming(self, language)
        self._texts = lru_cache(maxsize=None)(self._load)
        self._label = lru_cache(maxsize=None)(self._load_label)

    def text(self, message: Message, language: str) -> str:
        """The message in that language, as HTML. Raises KeyError if there is none, jinja2 errors for missing facts."""
        area, _, name = message.key.partition("/")
        return self._texts(language, area).render(name, message.facts()).strip()

    def label(self, button: Button, language: str) -> str:
        """A button's label, plain text."""
        found = self._label(language, button.label)
        return found if isinstance(found, str) else found.render(button.facts).strip()

    def name_of(self, member: Enum, language: str) -> str:
        """What a member of an enumeration is called."""
        return self.label(Button(label_of(member)), language)

    def keyboard(self, screen: Screen, language: str) -> dict[str, Any] | None:
        """The reply_markup of a screen, or None."""
        if screen.rows:
            return {"inline_keyboard": [[self._inline(b, language) for b in row] for row in screen.rows]}
        if screen.reply:
            keys = [[self._key(b, language) for b in row] for row in screen.reply]
            return {"keyboard": keys, "resize_keyboard": True, "one_time_keyboard": True}
        return {"remove_keyboard": True} if screen.clears else None

    def meaning(self, text: str, rows: Rows, language: str) -> Button | None:
        """The button of a reply keyboard whose label was sent as text."""
        for row in rows:
            for button in row:
                if self.label(button, language) == text.strip():
                    return button
        return None

    def _inline(self, button: Button, language: str) -> dict[str, Any]:
        face = {"text": self.label(button, language)}
        return face | ({"url": button.url} if button.url else {"callback_data": button.data})

    def _key(self, button: Button, language: str) -> dict[str, Any]:
        face: dict[str, Any] = {"text": self.label(button, language)}
        return face | ({"request_contact": True} if button.asks_contact else {})

    def _load(self, language: str, area: str) -> Texts:
        return Texts(self._environments[language].get_template(f"{area}.html"))

    def _load_label(self, language: str, key: str) -> Template | str:
        """The text itself, where nothing is to be filled in."""
        text = self._labels[language][key]
        # Most labels are plain words: rendering them would cost more than all the rest of a keyboard.
        if "{" not in text:
            return text.strip()
        template = self._environments[language].overlay(autoescape=False).from_string(text)
        template.globals = dict(template.globals)
        return template


def _nothing(_context: Context) -> Iterator[str]:
    return iter(())


def label_of(member: Enum) -> str:
    """The label's key of an enumeration's member, in the area that owns it: `registration.sex_male`."""
    area = type(member).__module__.split(".")[1]
    return f"{area}.{type(member).__name__.lower()}_{member.value}"


def _naming(renderer: Renderer, language: str) -> dict[str, Any]:
    """Filters that give labels: `label` by key, `name_of` for a member of an enumeration, `role` for a role."""
    return {
        "label": lambda key: renderer.label(Button(key), language),
        "name_of": lambda member: renderer.name_of(member, language),
        "role": lambda role: renderer.label(Button(f"people.role_{role}"), language),
    }


def _environment(locale: Locale) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(locale.folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= locale.filters
    return environment


def _labels(folder: Path) -> Mapping[str, str]:
    """Every label as `area.name`, from `<area>.toml`."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        labels: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
        found |= {f"{path.stem}.{name}": text for name, text in labels.items()}
    return found
