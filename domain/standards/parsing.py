"""A standard from its TOML: strict, and exact about what is wrong and where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.standards.model import Clause, LevelStandard, Part, PhotoProfile, School, Standard
from domain.standards.node import BadStandard, Node
from domain.standards.practical import Practical, parse_practical, parse_words

_CODE = re.compile(r"[1-8]-\d{2}-\d{2}-\d{2}")
_LEVELS = ("5", "4", "3", "2", "1")


def parse_standard(data: Mapping[str, Any]) -> Standard:
    """The standard written in `data`, as read from TOML (see `config/standards/`).

    Raises `BadStandard`: the path of the key and what is wrong with it, e.g. `levels.4.clauses[1].text.zh: missing`.
    """
    root = Node(data)
    # Most standards have one marking sheet for all levels; a level says only what differs.
    practical = parse_practical(root, Practical())  # of every level that has none of its own
    standard = Standard(
        code=_code(root),
        name=parse_words(root.table("name")),
        edition=root.text("edition"),
        levels=_levels(root.table("levels"), practical),
        photo=_photo(root.table("photo")),
        related=root.texts("related", default=()),
    )
    root.done()
    return standard


def _code(root: Node) -> str:
    code = root.text("code")
    if not _CODE.fullmatch(code):
        raise BadStandard(root.path_of("code"), f"{code!r} is not a code such as 6-31-01-03")
    return code


def _levels(node: Node, practical: Practical) -> dict[int, LevelStandard]:
    levels = {int(key): _level(int(key), node.table(key), practical) for key in _LEVELS if node.has(key)}
    node.done()
    if not levels:
        raise BadStandard(node.path, "no level")
    return levels


def _level(level: int, node: Node, practical: Practical) -> LevelStandard:
    parts = tuple(node.choices("parts", Part))
    standard = LevelStandard(
        level=level,
        parts=parts,
        minutes=_minutes(node.table("minutes"), parts),
        clauses=tuple(_clause(each) for each in node.tables("clauses")),
        fees_fen=node.numbers("fees_fen", default={}),
        pass_mark=node.number("pass_mark", default=60, most=100),
    )
    _check_clauses(standard, node)
    own = parse_practical(node, practical)
    node.done()
    return replace(standard, criteria=own.criteria, materials=own.materials, ratios=own.ratios)


def _minutes(node: Node, parts: tuple[Part, ...]) -> dict[Part, int]:
    minutes = {part: node.number(part.value, least=1) for part in parts}
    node.done()
    return minutes


def _clause(node: Node) -> Clause:
    clause = Clause(
        id=node.text("id"),
        text=parse_words(node.table("text")),
        min_age=node.number("min_age", default=None),
        work_months=node.number("work_months", default=None),
        prior_level=node.number("prior_level", default=None, least=1, most=5),
        work_months_after_prior=node.number("work_months_after_prior", default=None),
        prior_held_months=node.number("prior_held_months", default=None),
        schools=frozenset(node.choices("schools", School, default=())),
        related_major=node.flag("related_major"),
        continuous=node.flag("continuous"),
        by_document=node.text("by_document", default=None),
    )
    _check_prior(clause, node)
    node.done()
    return clause


def _check_prior(clause: Clause, node: Node) -> None:
    for key in ("work_months_after_prior", "prior_held_months"):
        if getattr(clause, key) is not None and clause.prior_level is None:
            raise BadStandard(node.path_of(key), "needs prior_level")
    if clause.related_major and not clause.schools:
        raise BadStandard(node.path_of("related_major"), "needs schools")


def _check_clauses(standard: LevelStandard, node: Node) -> None:
    ids = [clause.id for clause in standard.clauses]
    if not ids:
        raise BadStandard(node.path_of("clauses"), "no clause: nobody could register")
    if len(set(ids)) < len(ids):
        raise BadStandard(node.path_of("clauses"), "two clauses with the same id")
    for index, clause in enumerate(standard.clauses):
        # A lower digit is a higher skill: nobody needs level 3 to register for level 4.
        if clause.prior_level is not None and clause.prior_level <= standard.level:
            raise BadStandard(f"{node.path_of('clauses')}[{index}].prior_level", "is not a lower level than this one")


def _photo(node: Node) -> PhotoProfile:
    given = PhotoProfile(
        id=node.text("id"),
        text=parse_words(node.table("text")),
        width=node.number("width", least=1),
        height=node.number("height", least=1),
    )
    profile = PhotoProfile(
        id=given.id,
        text=given.text,
        width=given.width,
        height=given.height,
        min_bytes=node.number("min_bytes", default=given.min_bytes),
        max_bytes=node.number("max_bytes", default=given.max_bytes, least=1),
        aspect_tolerance=node.number("aspect_tolerance_percent", default=round(given.aspect_tolerance * 100)) / 100,
        white_from=node.number("white_from", default=given.white_from, most=255),
        max_pixels=node.number("max_pixels", default=given.max_pixels, least=1),
        formats=node.texts("formats", default=given.formats),
    )
    node.done()
    return profile
