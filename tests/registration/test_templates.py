"""Texts of the candidate's side: every branch of them, in both languages, is what Telegram accepts."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from bot import registration
from bot.engine.dialogue.steps import Summary
from bot.engine.fitting import TEXT_LIMIT
from bot.engine.message import Button, Text
from bot.registration.dialogue import spell
from bot.registration.form import STEPS, leading
from bot.registration.questions import QUESTIONS, Draft
from domain.registration import STATEMENTS, Field, IdKind
from domain.reviewing import Reason
from sandbox.text.formatted import message_text
from sandbox.wire.errors import Refusal
from tests.languages import EVERY_LANGUAGE, LANGUAGES, every_language
from tests.project.texts import TEXTS
from tests.registration.samples import cases, draft, mended

ALL = cases()
CASES = [(key, number) for key, facts in ALL.items() for number in range(len(facts))]
GAPS = re.compile(r"\n\n\n|None|[:：] *\n(?!▸)|[:：] *\Z|\.\.|。。|、、|  ")
CODE = Path(__file__).parents[2] / "bot" / "registration"
LABEL = re.compile(r'"(registration\.[a-z_]+)"')


def plain(text: str) -> str:
    """What a person reads. Raises the refusal of the stand-in for Telegram."""
    return message_text(text, "HTML", None)[0]


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
@pytest.mark.parametrize(("key", "number"), CASES)
def test_every_branch_is_a_message(key: str, number: int, language: str) -> None:
    """No gaps where a fact should stand, nothing too long."""
    text = plain(every_language().text(Text(key, ALL[key][number]), language))
    assert 0 < len(text) <= TEXT_LIMIT
    assert not GAPS.search(text), text


def test_a_broken_tag_or_a_gap_would_be_found() -> None:
    with pytest.raises(Refusal):
        plain("<b>never closed")
    assert GAPS.search("学历：\n工作：")
    assert not GAPS.search("满足任意一条：\n▸ 一")


def test_every_question_of_a_step_has_its_cases() -> None:
    asked = {f"registration/ask_{step.name}" for step in (*STEPS, *spell.steps)}
    assert asked <= set(ALL)


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_every_button_of_the_code_has_its_label(language: str) -> None:
    texts = every_language()
    named = {name for path in CODE.glob("*.py") for name in LABEL.findall(path.read_text("utf-8"))}
    named |= {f"registration.edit_{step.name}" for step in STEPS if step.name in _edited()}
    named |= {
        f"registration.add_{name}"
        for name in {leading(each.field) for each in STATEMENTS if each.supplies and each.field} | {"offer"}
    }
    facts = ALL["registration/ask_offer"][0]["options"][0].facts | ALL["registration/mine"][0]
    for name in named:
        assert texts.label(Button(name, facts={**facts, "position": 1, "total": 9}), language)


def test_every_field_is_asked_for() -> None:
    """Whatever is returned leads to a question; every question keeps its answer in the draft."""
    field_of = {each.step.name: each.field for each in QUESTIONS}
    assert [field_of[leading(field)] for field in Field] == list(Field)
    assert leading(Field.PRIOR) == "prior_level"
    assert {each.step.name for each in QUESTIONS} <= {each.name for each in dataclasses.fields(Draft)}
    assert {each.step.part_of for each in QUESTIONS} <= {"", *(each.step.name for each in QUESTIONS)}


def _edited() -> set[str]:
    summary = next(step for step in STEPS if isinstance(step, Summary))
    drafts = [draft(), draft(id_kind=IdKind.PASSPORT, education="college"), Draft()]
    return {name for each in drafts for name, _ in summary.edits(each)}


def test_a_returned_application_is_mended_where_it_was_returned() -> None:
    """Only the steps of returned fields are asked, and all of those."""
    asked = {step.name for step in STEPS if step.when(mended())}
    assert asked == {"work", "photo", "summary"}
    assert mended().may_change(Field.WORK)
    assert not mended().may_change(Field.NAME)


def test_the_count_of_questions_does_not_move() -> None:
    """Nine questions, whatever is answered; a follow-up counts as the question that it follows."""
    asked = registration.area().dialogues[0]
    everything = draft(id_kind=IdKind.PASSPORT, education="college")
    assert [asked.position(each, "photo") for each in (Draft(), everything)] == [(9, 9), (9, 9)]
    assert asked.position(everything, "sex") == asked.position(everything, "born_on") == (4, 9)
    assert asked.position(mended(), "photo") == (2, 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_says_what_to_do(language: str) -> None:
    """But `other`, whose words are the reviewer's own."""
    hints = (TEXTS / language / "registration.html").read_text("utf-8")
    assert [reason for reason in Reason if f"'{reason}':" not in hints] == [Reason.OTHER]
