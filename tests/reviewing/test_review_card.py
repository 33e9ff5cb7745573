"""What the review's cards are made of: figures, what is shown of a number, what a press says; texts in all cases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot import reviewing
from bot.engine.fitting import CAPTION_LIMIT, TEXT_LIMIT, TOAST_LIMIT
from bot.engine.message import Text
from bot.engine.press import UnreadablePressError
from bot.reviewing.card import DECISIONS, Figure, figures, tail_of
from bot.reviewing.presses import APPROVE, MATERIALS
from bot.reviewing.shown import Shown
from domain.language import Words
from domain.registration import Verdict
from domain.standards import Clause
from sandbox.text.formatted import message_text
from tests.languages import EVERY_LANGUAGE, LANGUAGES, every_language
from tests.reviewing.review_samples import samples, variants

CAPTIONS = ("reviewing/card", "reviewing/materials")
ALERTS = ("reviewing/changed", "reviewing/done_by_you", "reviewing/gone", "reviewing/full_id", "reviewing/put_back")
VERDICT = Verdict("4b", months=70, months_after_prior=62)
CASES = [(key, facts) for key, one in samples().items() for facts in (one, *variants().get(key, []))]


def clause(**changes: Any) -> Clause:
    return Clause("4b", Words({"zh": "", "en": ""}), **changes)


@pytest.mark.parametrize(
    ("met", "expected"),
    [
        (None, ()),
        (clause(work_months=60), (Figure(70, 60),)),
        (clause(work_months_after_prior=36), (Figure(62, 36),)),
        (clause(work_months=60, work_months_after_prior=12), (Figure(70, 60), Figure(62, 12))),
        (clause(min_age=16), ()),
        (clause(work_months=60, continuous=True), ()),
    ],
)
def test_figures_are_those_that_the_clause_counts(met: Clause | None, expected: tuple[Figure, ...]) -> None:
    assert figures(met, VERDICT) == expected


@pytest.mark.parametrize(("number", "tail"), [("11010519491231002X", "002X"), ("E12345678", "5678"), ("1234567", "67")])
def test_little_is_shown_of_a_number(number: str, tail: str) -> None:
    assert tail_of(number) == tail


def test_a_press_says_which_application_at_which_version() -> None:
    shown = Shown(12, 3)
    assert shown.on(APPROVE) == "approve:12:3"
    assert MATERIALS.read(shown.on(MATERIALS, page=1)) == {"application": 12, "version": 3, "page": 1}
    assert len(Shown(10**17, 10**17).on(MATERIALS, page=3).encode()) <= 64


@pytest.mark.parametrize("words", [(), ("1",), ("x", "1"), ("1", "-1"), ("²", "1"), ("9" * 19, "1")])
def test_a_press_that_no_button_says_is_not_read(words: tuple[str, ...]) -> None:
    with pytest.raises(UnreadablePressError):
        APPROVE.read(":".join(["approve", *words]))


def test_decisions_are_the_dialogues_of_the_review() -> None:
    assert {dialogue.name for dialogue in reviewing.area().dialogues} == DECISIONS


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
@pytest.mark.parametrize(("key", "facts"), CASES)
def test_texts_fit_where_they_stand(key: str, facts: Mapping[str, Any], language: str) -> None:
    """Those of a longer language may have to stand below the photo."""
    plain, _ = message_text(every_language().text(Text(key, facts), language), "HTML", None)
    limit = CAPTION_LIMIT if key in CAPTIONS else TOAST_LIMIT if key in ALERTS else TEXT_LIMIT
    limit = limit if language in LANGUAGES else TEXT_LIMIT
    assert 0 < len(plain) <= limit
    assert "\n\n\n" not in plain


def test_every_case_is_a_text_that_has_a_sample() -> None:
    assert set(variants()) <= set(samples())
