"""Standards as data, strict about mistakes; batches that open when they are complete."""

from __future__ import annotations

import copy
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.errors import Forbidden, Missing, Refusal
from domain.standards import (
    BadStandard,
    BatchEndsBeforeStart,
    BatchExists,
    BatchStatus,
    ExamBeforeClosing,
    LevelsNotInStandard,
    NoPlaces,
    OpenBatch,
    Part,
    School,
    is_open,
    offers,
    offers_of,
    open_batch,
    parse_standard,
)
from tests.registration.examples import CANDIDATE, CLOSES, DIRECTOR, NOW, STANDARDS, batch, standard
from tests.registration.fakes import Turn

SMALL: dict[str, Any] = {
    "code": "6-31-01-03",
    "edition": "2023",
    "name": {"zh": "电工", "en": "Electrician"},
    "photo": {"id": "one-inch", "text": {"zh": "白底", "en": "white"}, "width": 295, "height": 413},
    "levels": {
        "4": {
            "parts": ["theory"],
            "minutes": {"theory": 90},
            "clauses": [{"id": "4a", "text": {"zh": "条件", "en": "clause"}, "work_months": 60}],
        }
    },
}


@pytest.mark.parametrize("path", sorted(STANDARDS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_standard_of_the_program(path: Any) -> None:
    """Five levels, parts with minutes, clauses in both languages; the name of the file says occupation and edition."""
    read = standard(path.stem)
    assert (set(read.levels), path.stem.rsplit("-", 1)[1]) == ({1, 2, 3, 4, 5}, read.edition)
    assert (read.photo.width, read.photo.height) == (295, 413)
    for number, level in read.levels.items():
        assert (Part.REVIEW in level.parts) is (number < 3)
        assert set(level.minutes) == set(level.parts)
        assert all(
            clause.id.startswith(str(number)) and clause.text["zh"] and clause.text["en"] for clause in level.clauses
        )


def test_the_fees_of_the_table() -> None:
    """Electrician, facts §2.6, in fen."""
    totals = {number: sum(level.fees_fen.values()) for number, level in standard().levels.items()}
    assert totals == {5: 34_500, 4: 43_000, 3: 53_500, 2: 89_000, 1: 99_000}


def test_the_clause_of_the_screens() -> None:
    clause = next(clause for clause in standard().levels[4].clauses if clause.id == "4b")
    assert (clause.prior_level, clause.work_months_after_prior) == (5, 36)


def test_a_small_standard() -> None:
    read = parse_standard(SMALL)
    assert (read.code, read.related, read.photo.aspect_tolerance) == ("6-31-01-03", (), 0.02)
    assert (read.levels[4].pass_mark, read.levels[4].fees_fen, read.levels[4].minutes) == (60, {}, {Part.THEORY: 90})
    school = changed("levels.4.clauses.0.schools", ["university"])
    assert parse_standard(school).levels[4].clauses[0].schools == {School.UNIVERSITY}


GONE = object()


def changed(path: str, value: Any) -> dict[str, Any]:
    """The small standard with one value changed, or gone."""
    data = copy.deepcopy(SMALL)
    *way, last = path.split(".")
    node: Any = data
    for key in way:
        node = node[int(key)] if key.isdigit() and isinstance(node, list) else node[key]
    if value is GONE:
        del node[last]
    else:
        node[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("code", GONE, "code: missing"),
        ("code", "6-31", "code: '6-31' is not a code such as 6-31-01-03"),
        ("edition", 2023, "edition: not a text"),
        ("name", "电工", "name: not a table"),
        ("name.en", " ", "name.en: not a text"),
        ("related", "6-31-01-04", "related: not a list of texts"),
        ("colour", 1, "colour: unknown key"),
        ("levels", {}, "levels: no level"),
        ("levels.6", {}, "levels.6: unknown key"),
        ("levels.4.parts", ["theorie"], "levels.4.parts[0]: 'theorie' is none of theory, practical, review"),
        ("levels.4.minutes", {}, "levels.4.minutes.theory: missing"),
        ("levels.4.minutes", {"theory": 90, "review": 1}, "levels.4.minutes.review: unknown key"),
        ("levels.4.minutes.theory", 0, "levels.4.minutes.theory: 0 is less than 1"),
        ("levels.4.pass_mark", 101, "levels.4.pass_mark: 101 is more than 100"),
        ("levels.4.pass_mark", True, "levels.4.pass_mark: not a whole number"),
        ("levels.4.fees_fen", {"theory": "40"}, "levels.4.fees_fen.theory: not a whole number"),
        ("levels.4.clauses", [], "levels.4.clauses: no clause: nobody could register"),
        ("levels.4.clauses", "4a", "levels.4.clauses: not a list of tables"),
        ("levels.4.clauses", SMALL["levels"]["4"]["clauses"] * 2, "levels.4.clauses: two clauses with the same id"),
        ("levels.4.clauses.0.text", {"en": "clause"}, "levels.4.clauses[0].text.zh: missing"),
        ("levels.4.clauses.0.work_year", 5, "levels.4.clauses[0].work_year: unknown key"),
        ("levels.4.clauses.0.prior_level", 4, "levels.4.clauses[0].prior_level: is not a lower level than this one"),
        ("levels.4.clauses.0.prior_held_months", 9, "levels.4.clauses[0].prior_held_months: needs prior_level"),
        ("levels.4.clauses.0.related_major", True, "levels.4.clauses[0].related_major: needs schools"),
        ("levels.4.clauses.0.continuous", 1, "levels.4.clauses[0].continuous: not true or false"),
        ("photo.width", -1, "photo.width: -1 is less than 1"),
        ("photo.white_from", 256, "photo.white_from: 256 is more than 255"),
    ],
)
def test_a_mistake_is_named_by_its_place(path: str, value: Any, message: str) -> None:
    with pytest.raises(BadStandard) as raised:
        parse_standard(changed(path, value))
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("at", "changes", "expected"),
    [
        (NOW, {}, True),
        (datetime(2026, 11, 1, tzinfo=UTC), {}, True),
        (datetime(2026, 10, 31, 23, 59, tzinfo=UTC), {}, False),
        (CLOSES, {}, False),
        (NOW, {"status": BatchStatus.DRAFT}, False),
        (NOW, {"status": BatchStatus.CANCELLED}, False),
    ],
)
def test_when_a_batch_is_open(at: datetime, changes: dict[str, Any], expected: bool) -> None:
    assert is_open(batch(**changes), at) is expected
    assert bool(offers_of(batch(**changes), standard(), at)) is expected


def test_what_a_batch_offers() -> None:
    found = offers_of(batch(levels=(3, 5, 4)), standard(), NOW)
    assert [(offer.batch_id, offer.level, offer.name["zh"]) for offer in found] == [
        (1, 5, "电工"),
        (1, 4, "电工"),
        (1, 3, "电工"),
    ]


def opening(**changes: Any) -> OpenBatch:
    values: dict[str, Any] = {
        "year": 2026,
        "number": 5,
        "occupation": "6-31-01-03",
        "edition": "2018",
        "levels": (5, 4),
        "opens_at": NOW,
        "closes_at": CLOSES,
        "exam_on": date(2026, 12, 2),
    }
    return OpenBatch(**values | changes)


async def test_a_batch_opens_and_offers_its_levels() -> None:
    work = Turn()
    opened = await open_batch(work, DIRECTOR, opening())
    assert (opened.id, opened.status, opened.edition) == (2, BatchStatus.REGISTRATION_OPEN, "2018")
    assert [(offer.number, offer.level) for offer in await offers(work)][3:] == [(5, 5), (5, 4)]
    assert work.audited() == ["batch.opened"]
    await open_batch(work, None, opening(number=6))


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (opening(levels=()), LevelsNotInStandard),
        (opening(levels=(5, 6)), LevelsNotInStandard),
        (opening(closes_at=NOW), BatchEndsBeforeStart),
        (opening(opens_at=CLOSES), BatchEndsBeforeStart),
        (opening(opens_at=NOW - timedelta(9), closes_at=NOW - timedelta(1)), BatchEndsBeforeStart),
        (opening(exam_on=date(2026, 12, 1)), ExamBeforeClosing),
        (opening(places=0), NoPlaces),
        (opening(number=4), BatchExists),
        (opening(occupation="9-99-99-99"), Missing),
        (opening(edition="1999"), Missing),
    ],
)
async def test_a_batch_that_may_not_open(command: OpenBatch, refusal: type[Refusal]) -> None:
    work = Turn()
    with pytest.raises(refusal):
        await open_batch(work, DIRECTOR, command)
    assert (len(work.standards.opened), work.deeds) == (1, [])


async def test_opening_is_the_directors() -> None:
    with pytest.raises(Forbidden):
        await open_batch(Turn(), CANDIDATE, opening())
