"""Another day for a test run: what runs then, and all that it starts, takes the asked moment for the present one."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from domain.local import LOCAL
from tests.on_day import moment
from tests.project.source import ROOT

SAY = "import time; print(int(time.time()))"
SAY_TWICE = f"import subprocess, sys; {SAY}; subprocess.run([sys.executable, '-c', {SAY!r}])"


@pytest.mark.skipif(sys.platform != "linux", reason="libfaketime is installed on Linux alone")
@pytest.mark.parametrize("written", ["2027-02-16", "2028-02-29 23:50"])
def test_a_program_and_its_children_see_that_moment(written: str) -> None:
    command = [sys.executable, "-m", "tests.on_day", written, "-c", SAY_TWICE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines()[1:]:
        late = datetime.fromtimestamp(int(line), LOCAL) - moment(written)
        assert timedelta(seconds=-2) < late < timedelta(minutes=5)


def test_a_day_begins_at_ten_for_tests_and_midnight_can_be_asked_for() -> None:
    assert moment("2027-02-16") == datetime(2027, 2, 16, 10, tzinfo=LOCAL)
    assert moment("2027-02-16 00:00") == datetime(2027, 2, 16, tzinfo=LOCAL)
