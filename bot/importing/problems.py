"""What is wrong with a row, in words for whoever filled it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from bot.engine.message import Text
from bot.engine.rendering import Renderer
from domain.importing import JudgedRow, Problem
from domain.standards import Clause, Standard


@dataclass(frozen=True)
class Wording:
    """Turns problems into words, in one language, by one standard (whose clauses are named)."""

    renderer: Renderer
    language: str
    standard: Standard

    def of(self, judged: JudgedRow) -> str:
        """All that is wrong with a row, one line for each problem."""
        return "\n".join(self.line(problem) for problem in judged.problems)

    def line(self, problem: Problem) -> str:
        """One problem, headed by its column."""
        facts = {"kind": problem.kind, "facts": problem.facts, "clauses": self._clauses(problem)}
        said = Markup(self.renderer.text(Text("importing/problem", facts), self.language)).unescape()  # noqa: S704 - rendered with autoescape
        return f"{problem.column.heading}: {said}" if problem.column else said

    def _clauses(self, problem: Problem) -> Mapping[str, Clause]:
        level = problem.facts.get("level")
        known = self.standard.levels.get(level) if isinstance(level, int) else None
        return {clause.id: clause for clause in known.clauses} if known else {}
