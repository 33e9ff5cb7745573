"""The words of the import: each problem has its own in both languages, each branch of the summary is a message."""

from __future__ import annotations

import dataclasses
import typing
from datetime import date

import pytest

from bot.app.foundation import renderer
from bot.engine.fitting import TEXT_LIMIT
from bot.engine.message import Text
from bot.importing.problems import Wording
from domain.importing import Problem, faults
from domain.registration import Shortfall, columns
from domain.registration import refusals as rules
from sandbox.text.formatted import message_text
from tests.importing.import_samples import roster
from tests.languages import EVERY_LANGUAGE, LANGUAGES, every_language
from tests.registration.examples import standard


def sample_facts(kind: type) -> dict[str, object]:
    """Some value for each field of a refusal or fault."""
    simple = {int: 4, date: date(2026, 12, 1), str: "x"}
    found: dict[str, object] = {}
    for name, hint in typing.get_type_hints(kind).items():
        if typing.get_origin(hint) is typing.ClassVar or hint is typing.ClassVar[str]:
            continue
        first = typing.get_args(hint)
        plain = hint if isinstance(hint, type) else None
        if first:
            found[name] = (Shortfall("4a", 5, 55, 60, "work"),) if first[0] is Shortfall else ("x",)
        elif plain is not None and hasattr(plain, "__members__"):
            found[name] = next(iter(plain))  # type: ignore[call-overload]
        else:
            found[name] = simple[plain]  # type: ignore[index]
    return {name: found[name] for name in (f.name for f in dataclasses.fields(kind))}


def kinds_of_problems() -> list[type]:
    """All that a cell can have wrong: faults, and the refusals of what people state."""
    stated = (rules.person, rules.history)
    found = [kind for module in stated for kind in vars(module).values() if dataclasses.is_dataclass(kind)]
    more = (rules.NotEligible, rules.LevelNotOffered, rules.HigherHeld)
    unreachable = {rules.TooManySpells}
    return [*faults.Fault.__subclasses__(), *(each for each in found if each not in unreachable), *more]  # type: ignore[list-item]


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
@pytest.mark.parametrize("kind", kinds_of_problems(), ids=lambda kind: kind.__name__)
def test_every_problem_has_its_own_words(kind: type, language: str) -> None:
    wording = Wording(every_language(), language, standard())
    words = wording.line(Problem(columns.ID_NUMBER, kind.__name__, sample_facts(kind)))
    unknown = wording.line(Problem(columns.ID_NUMBER, "Unheard", {}))
    assert words.startswith(columns.ID_NUMBER.heading)
    assert words != unknown
    assert "\n" not in words
    assert len(words) <= 160 or language not in LANGUAGES


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "needs", ["work", "work_after_prior", "prior_held", "prior", "school", "major", "age", "document"]
)
def test_what_is_missing_for_a_level_is_named(needs: str, language: str) -> None:
    facts = {"level": 4, "shortfalls": (Shortfall("4b", 5, 31, 36, needs), Shortfall("4a", 7, 53, 60, "work"))}
    words = Wording(renderer(), language, standard()).line(Problem(None, "NotEligible", facts))
    assert ("4 年 5 个月" if language == "zh" else "4 years 5 months") in words


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
@pytest.mark.parametrize(
    "counts",
    [
        {},
        {"new": 0, "changed": 0},
        {"new": 0, "changed": 0, "faulty": 0},
        {"faulty": 0, "known": 0},
        {"new": 3, "changed": 0},
    ],
)
def test_every_branch_of_the_summary_is_a_message(counts: dict[str, int], language: str) -> None:
    text = message_text(every_language().text(Text("importing/ask_roster", roster(**counts)), language), "HTML", None)[
        0
    ]
    assert 0 < len(text) <= TEXT_LIMIT
    assert "\n\n\n" not in text
    assert all(line == line.rstrip() for line in text.splitlines())
