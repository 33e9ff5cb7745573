"""The practical of a standard's TOML: its marking sheet, its materials, and how many staff it needs."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.language import PRINTED, Words
from domain.standards.model import Criterion, Material, Ratios
from domain.standards.node import BadStandard, Node

FULL = 100


@dataclass(frozen=True)
class Practical:
    """Criteria, materials and ratios, of a level or of all levels of a standard."""

    criteria: tuple[Criterion, ...] = ()
    materials: tuple[Material, ...] = ()
    ratios: Ratios = field(default_factory=Ratios)


def parse_practical(node: Node, default: Practical) -> Practical:
    """What stands in `node`, else the default. Raises `BadStandard`: a sheet must sum to 100 (facts §5)."""
    criteria = tuple(_criterion(each) for each in node.tables("criteria"))
    if criteria and sum(criterion.full for criterion in criteria) != FULL:
        raise BadStandard(node.path_of("criteria"), f"the points do not sum to {FULL}")
    materials = tuple(_material(each) for each in node.tables("materials"))
    ratios = _ratios(node.table("ratios")) if node.has("ratios") else default.ratios
    return Practical(criteria or default.criteria, materials or default.materials, ratios)


def parse_words(node: Node) -> Words:
    """A short text: in the languages that certificates are printed in, and whichever others are given."""
    return Words({language: node.text(language) for language in dict.fromkeys((*PRINTED, *node.keys()))})


def _criterion(node: Node) -> Criterion:
    criterion = Criterion(
        id=node.text("id"),
        text=parse_words(node.table("text")),
        full=node.number("full", least=1, most=FULL),
        veto=node.flag("veto"),
    )
    node.done()
    return criterion


def _material(node: Node) -> Material:
    material = Material(
        code=node.text("code"),
        name=parse_words(node.table("name")),
        unit=parse_words(node.table("unit")),
        per_candidate=node.number("per_candidate", default=0),
        per_room=node.number("per_room", default=0),
    )
    node.done()
    return material


def _ratios(node: Node) -> Ratios:
    given = Ratios()
    ratios = Ratios(
        candidates_per_invigilator=node.number(
            "candidates_per_invigilator", default=given.candidates_per_invigilator, least=1
        ),
        least_invigilators=node.number("least_invigilators", default=given.least_invigilators, least=1),
        candidates_per_examiner=node.number("candidates_per_examiner", default=given.candidates_per_examiner, least=1),
        least_examiners=node.number("least_examiners", default=given.least_examiners, least=1),
    )
    node.done()
    return ratios
