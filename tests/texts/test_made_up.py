"""A made-up language, longer than English and all in brackets: a candidate registers in it, and meets no other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path

import pytest

from bot.app import foundation, main
from bot.engine.message import Button
from bot.engine.rendering import Renderer
from bot.texts import locales
from bot.tools.filling import WAY, Filling
from bot.web.app import web_app
from bot.web.server import served
from domain.standards import parse_standard
from sandbox import Someone
from tests.documents.samples import portrait, saved
from tests.languages import LANGUAGES, WORD, unbracketed
from tests.made_up import CODE, MadeUp, longer, translated, with_words
from tests.registration.filling import ID_NUMBER
from tests.town import Town, town_on

NAME, EMPLOYER = "张伟", "示例电力工程有限公司"
OWN = {NAME, EMPLOYER, "伟", "start", "help", "status"}  # what people type, and the commands


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Renderer:
    """A centre that has the language too: its folder, and what the standards call things in it."""
    folder = tmp_path / CODE
    folder.mkdir()
    made = Renderer([*locales(), MadeUp(folder)])
    tables = [file.read_text("utf-8") for file in files("config").joinpath("standards").iterdir()]
    parsed = [parse_standard(with_words(tomllib.loads(text))) for text in tables]
    monkeypatch.setattr(main, "renderer", lambda: made)
    monkeypatch.setattr(foundation, "standards", lambda: {(each.code, each.edition): each for each in parsed})
    return made


@pytest.fixture
async def town(texts: Renderer, centre_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    names = f'{{"{CODE}": "{longer("Example Centre")}"}}'
    async with town_on(centre_url, tmp_path, {"JIANDING_CENTRE__NAMES": names}) as made:
        yield made


class Reader:
    """Somebody who reads the made-up language; `foreign` are the words of others that came before their eyes."""

    def __init__(self, who: Someone, texts: Renderer) -> None:
        self.who, self.texts = who, texts
        self.foreign: set[str] = set()

    async def reads(self, text: str) -> None:
        """Wait for a message that says this, in English, in the made-up language."""
        await self.who.sees(longer(text))
        await self.look()

    async def press(self, label: str, **facts: object) -> None:
        """Press the button of that label, and look at what is there."""
        await self.who.press(self.texts.label(Button(label, facts=facts), CODE))

    async def look(self) -> None:
        """Read all that is on the screen since the language was chosen."""
        screen = await self.who.screen()
        shown = [m.get("text") or m.get("caption") or "" for m in screen["messages"] if m["from"]["id"] != self.who.id]
        shown += [answer.get("text") or "" for answer in screen["answers"]]
        shown += [command["description"] for command in screen["commands"]]
        for text in [*shown, *await self.who.buttons()]:
            self.foreign |= unbracketed(text) - OWN


async def test_a_whole_registration_in_a_language_that_was_made_up(town: Town, texts: Renderer) -> None:
    reader = Reader(town.newcomer(NAME), texts)
    who = reader.who
    await who.say("/start")
    await who.press("语言")
    await who.press("⟦Made up")
    await reader.reads("Hello,")
    reader.foreign.clear()
    await reader.press("registration.register")
    for title in ("Before you register", "Your ID number", "Your photo", "Data leaving the country"):
        await reader.reads(title)
        await reader.press("people.agree")
    await fill(reader)
    await reader.reads("You qualify for")
    await reader.press("registration.submit")
    await reader.reads("Application submitted")
    await reader.press("people.home")
    await who.say("/status")
    await reader.reads("Under review")
    assert reader.foreign == set()


async def test_another_language_would_be_met(town: Town, texts: Renderer) -> None:
    """Negative control."""
    reader = Reader(town.newcomer(NAME), texts)
    await reader.who.say("/language")
    await reader.who.press("English")
    await reader.who.sees("Hello")
    await reader.look()
    assert {"Hello", "Register"} <= reader.foreign


async def test_the_page_speaks_it_too_and_leads_to_the_others(town: Town) -> None:
    """Asking, a number that is none, and a code that nobody gave out."""
    async with served(web_app(town.centre), "127.0.0.1", 0) as address:
        for path in ("/verify?", "/verify?number=1&", "/verify/unknown?"):
            async with town.http.get(f"{address}{path}lang={CODE}") as response:
                page = await response.text()
            assert f'<html lang="{CODE}">' in page
            assert all(f"lang={code}" in page for code in LANGUAGES)
            assert f"lang={CODE}" not in page
            assert unbracketed(re.sub(r"<[^>]+>", " ", page)) == {
                word for locale in locales() for word in WORD.findall(locale.name)
            }


async def fill(reader: Reader) -> None:
    """Each question, and its answer: electrician level 4, by five years of work."""
    own = {"name": NAME, "id_number": ID_NUMBER, "employer": EMPLOYER, "since": "2019-03"}
    filling = Filling(reader.texts, CODE, own, lambda: saved(portrait()))
    for prompt in WAY:
        await reader.reads(prompt.english)
        await filling.answer(reader.who, prompt)


def test_strings_that_people_read_are_translated_and_codes_are_not() -> None:
    """Negative control."""
    source = (
        "{% if one.status == 'open' %}<b>Go on</b>, {{ count|plural('day', 'days') }}"
        "{{ ('a.b_' ~ one)|label }}{% endif %}"
    )
    assert translated(source) == (
        "{% if one.status == 'open' %}<b>⟦Go on~~⟧</b>, {{ count|plural('⟦day~~⟧', '⟦days~~⟧') }}"
        "{{ ('a.b_' ~ one)|label }}{% endif %}"
    )
    assert translated("{{ one|groupby('a.b') }}{{ one.parts['x'] }}{{ {'x': 'Yes'}[one] }}") == (
        "{{ one|groupby('a.b') }}{{ one.parts['x'] }}{{ {'x': '⟦Yes~~⟧'}[one] }}"
    )
