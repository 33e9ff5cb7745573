"""The whole story of a batch, as `jianding tour` plays it: thirty candidates, fourteen steps, nothing simulated."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader
from typer.testing import CliRunner

from bot.app.cli import app
from bot.archive.packing import check
from bot.tools.tour import playing, showing, stage
from bot.tools.tour.arranging import FIRST
from bot.tools.tour.cast import CANDIDATES
from bot.tools.tour.house import InUse, Play
from bot.tools.tour.marking import CLOSE
from bot.tools.tour.opening import plan_the_batch
from bot.tools.tour.playing import TourReport, play_tour
from bot.tools.tour.stage import Stage
from bot.tools.tour.step import TourStep

PASSED = len(CANDIDATES) - 3  # one absent, one failed by mark, one by a veto
DOCUMENTS = ("04-ticket.pdf", "04-door-list.pdf", "04-sign-in-sheet.pdf", "13-certificate.pdf")


async def test_a_batch_lives_from_its_notice_to_its_archive(database_url: str, tmp_path: Path) -> None:
    report = await play_tour(Play(tmp_path / "out", database_url))
    assert report.failed is None, report.failed
    assert {played.step.number for played in report.played} == set(range(1, 15))
    check_candidates(report)
    check_exam_day(report)
    check_scores_and_certificates(report)
    check_effort(report)
    check_what_is_kept(tmp_path / "out", report)


def figures(report: TourReport, **expected: int) -> None:
    assert {name: report.figures[name] for name in expected} == expected


def check_candidates(report: TourReport) -> None:
    figures(report, board_lines=14, notices_delivered=19, import_faults=2, tickets=30, calendar_events=2)
    figures(report, record_applications=30, record_approved=30, sittings=3, shortages=1, duties_declined=1)


def check_exam_day(report: TourReport) -> None:
    """Twenty-nine sat both parts; one never came; the wrong face was turned away, a mistake undone."""
    figures(report, record_admissions=58, record_absent_bookings=2, record_late=1)
    figures(report, record_turned_away=1, record_admissions_undone=1, record_incidents_signed_twice=1)
    figures(report, sheets=29 * 3, papers=29, differences=1)


def check_scores_and_certificates(report: TourReport) -> None:
    """One passed only after the score check; numbers are gapless, and no certificate had one hand alone."""
    figures(report, absent=1, failed_by_mark=1, failed_by_veto=1, passed_before_checks=PASSED - 1, findings=1)
    figures(report, record_checks_upheld=1, record_checks_changed=1)
    figures(report, certificates=PASSED, record_certificate_numbers=PASSED, numbers_gapless=1)
    figures(report, record_prepared_and_issued_by_one=0, genuine_in_chat=1, genuine_on_the_web=4)
    figures(report, record_replaced=1, record_revoked=1, record_in_force=PASSED - 1)
    figures(report, steps_done=13, archive_complete=1)


def check_effort(report: TourReport) -> None:
    """How much each has to do at most."""
    most = {"taps_to_submit": 15, "taps_per_approval": 3, "taps_per_check_in": 2, "deeds_per_sheet": 2}
    assert {name: report.figures[name] for name, limit in most.items() if report.figures[name] > limit} == {}


def check_what_is_kept(kept: Path, report: TourReport) -> None:
    texts = {name: text_of(kept / name) for name in DOCUMENTS}
    assert FIRST.name in texts["04-ticket.pdf"]
    assert CLOSE.name in texts["13-certificate.pdf"]
    for name in ("04-door-list.pdf", "04-sign-in-sheet.pdf"):
        assert [who.name for who in CANDIDATES if who.name not in texts[name]] == []
    assert len(Calendar.from_ical((kept / "04-calendar.ics").read_bytes()).walk("VEVENT")) == 2
    assert "最后一位对不上" in str(load_workbook(kept / "03-import-marked.xlsx").active["A5"].value)
    assert load_workbook(kept / "14-statistics.xlsx").worksheets
    data = (kept / "14-archive.zip").read_bytes()
    assert check(data) == []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    assert len([name for name in names if name.startswith("2/tickets/")]) == len(CANDIDATES)
    assert len([name for name in names if name.startswith("5/certificates/")]) == PASSED
    assert len(names) == report.figures["archive_files"] == report.figures["record_archived_files"] + 2


def text_of(file: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(file).pages)


async def miss(stage: Stage) -> str:
    """A step that fails: the planner looks for what is not there."""
    return await stage.staff(3002).sees("天上掉下来的")


def with_a_failing_step(monkeypatch: pytest.MonkeyPatch) -> None:
    story = [TourStep(1, "Standard", plan_the_batch), TourStep(2, "Nothing", miss), TourStep(3, "Never", miss)]
    for module in (playing, showing):
        monkeypatch.setattr(module, "STORY", story)
    monkeypatch.setattr(stage, "PATIENCE", 2)


def test_a_step_that_fails_ends_the_tour_and_says_what_was_there_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control to the test above."""
    with_a_failing_step(monkeypatch)
    done = CliRunner().invoke(app, ["tour", "--out", str(tmp_path)])
    assert done.exit_code == 1
    assert "the tour ended at “Nothing”" in done.output
    assert "赵敏 does not see “天上掉下来的”" in done.output
    assert "[📢 公告]" in done.output
    assert "Never" not in done.output


async def test_it_plays_in_an_empty_database_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playing, "STORY", [TourStep(1, "Standard", plan_the_batch)])
    url = f"sqlite+aiosqlite:///{tmp_path}/tour.sqlite3"
    assert (await play_tour(Play(tmp_path, url))).failed is None
    with pytest.raises(InUse):
        await play_tour(Play(tmp_path, url))
