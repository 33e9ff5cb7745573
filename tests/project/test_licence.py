"""The licence: ours is said where tools look for it, and what is under another one stands in NOTICE."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution

from packaging.requirements import Requirement

from tests.project.source import ROOT, files

NOTICE = ROOT / "NOTICE"
RECIPROCAL = re.compile(r"GPL|Lesser General|MPL|Mozilla|OFL|SIL Open|EPL|CC-BY")
PATH = re.compile(r"^ {2,}((?:[\w.-]+/)+[\w.-]*)|^ {4}((?:[\w.-]+/)+[\w.-]+)$", re.MULTILINE)


def needed(requirements: list[str]) -> Iterator[Distribution]:
    """What these requirements bring along, each once."""
    seen: set[str] = set()
    waiting = [Requirement(line) for line in requirements]
    while waiting:
        wanted = waiting.pop()
        if wanted.name.lower() in seen or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        seen.add(wanted.name.lower())
        found = distribution(wanted.name)
        yield found
        waiting += [Requirement(line) for line in found.requires or ()]


def terms(found: Distribution) -> str:
    """What a distribution says of its licence."""
    said = [line for line in found.metadata.get_all("Classifier") or [] if line.startswith("License")]
    for field in ("License-Expression", "License"):
        said += [str(text).splitlines()[0] for text in found.metadata.get_all(field) or [] if text]
    return " ".join(said)


def unnoticed(notice: str, found: Iterator[Distribution]) -> list[str]:
    """Distributions under reciprocal terms that the notice does not name."""
    return [each.name for each in found if RECIPROCAL.search(terms(each)) and each.name not in notice]


def runtime() -> list[str]:
    """The requirements of the program itself, as pyproject.toml lists them."""
    requirements: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    return requirements


def test_the_licence_is_said_where_tools_look() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == "Apache-2.0"
    assert project["license-files"] == ["LICENSE", "NOTICE"]
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.split()[:4] == ["Apache", "License", "Version", "2.0,"]
    assert "END OF TERMS AND CONDITIONS" in text


def test_what_others_made_is_named() -> None:
    """Each licence file in the repository is named in NOTICE, and what NOTICE names is there."""
    named = {path.rstrip("/") for pair in PATH.findall(NOTICE.read_text("utf-8")) for path in pair if path}
    ours = (ROOT / "LICENSE").read_text("utf-8")
    found = [path for path in files() if "LICENSE" in path.rsplit("/", 1)[-1]]
    assert {path for path in found if (ROOT / path).read_text("utf-8") != ours} - named == set()
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_reciprocal_licences_are_named() -> None:
    """LGPL, MPL, OFL: of every library that the program needs."""
    assert unnoticed(NOTICE.read_text("utf-8"), needed(runtime())) == []


def test_an_unnamed_licence_would_be_seen() -> None:
    """Negative control: an empty notice lacks these, and permissive ones are passed over."""
    missing = unnoticed("", needed(runtime()))
    assert {"python-telegram-bot", "python-stdnum", "pylopdf-fonts-zh-cn"} <= set(missing)
    assert not {"Jinja2", "SQLAlchemy", "typer"} & set(missing)
