"""docs/behaviour.md: every behaviour names a test that there is."""

import re

import pytest

from tests.project.source import ROOT

TABLE, _, LEFT_OUT = (ROOT / "docs" / "behaviour.md").read_text("utf-8").partition("## What is left out")
TESTS = ROOT / "tests" / "sandbox"
ROW = re.compile(r"^\| (?!behaviour \||---)(?P<behaviour>[^|]+) \| (?P<tests>[^|]+) \|$", re.MULTILINE)


def missing(named: str) -> list[str]:
    """Those of `file::test, file::test` that are not there."""
    found = []
    for one in named.split(", "):
        file, _, test = one.partition("::")
        path = TESTS / file
        if not path.is_file() or f"def {test}(" not in path.read_text("utf-8"):
            found.append(one)
    return found


def test_every_behaviour_has_its_tests() -> None:
    rows = ROW.findall(TABLE)
    assert len(rows) > 40
    assert {behaviour: lost for behaviour, tests in rows if (lost := missing(tests))} == {}


@pytest.mark.parametrize("named", ["test_nothing.py::test_x", "test_polling.py::test_that_is_not_there", "see above"])
def test_a_test_that_is_not_there_is_found(named: str) -> None:
    assert missing(named) == [named]
