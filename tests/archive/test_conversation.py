"""The archivist closes a batch by chatting: what is missing is named, what is closed is whole and stays."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import load_workbook

from bot.app.staff import work_at
from bot.archive.packing import check
from domain.archive import Piece
from domain.certificates import Certificate, CertificateStatus, Printed
from domain.exam import RoomRecord
from domain.marking import Sheet, TheoryEntry
from domain.notices import Notice, NoticeStatus
from domain.planning import Attendance
from domain.scores import Outcome, Result, ScoreRound
from domain.standards import BatchStatus, Part
from storage.work import StoredWork
from tests.stage import Stage, set_stage
from tests.town import Town

WHO = 1


async def finish(town: Town, stage: Stage, without: Piece | None = None) -> None:
    """All records that a closed batch has, but one piece."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        batch = stage.batch.id
        if without is not Piece.NOTICE:
            work.notices.add(Notice(batch, "请携带身份证。", WHO, NoticeStatus.PUBLISHED, work.now))
        for part, sitting in stage.sittings.items():
            done = work.now if without is not Piece.ROOM_RECORDS else None
            work.exam.add(RoomRecord(sitting.id, work.now, WHO, 0, done, WHO if done else None))
            for booking in stage.bookings[part]:
                await work.planning.attend(booking.id, Attendance.PRESENT)
                mark(work, part, booking.id)
        await score(work, town, stage)


def mark(work: StoredWork, part: Part, booking: int) -> None:
    if part is Part.PRACTICAL:
        work.marking.add(Sheet(booking, WHO, (25, 25, 15, 15), (), work.now))
    else:
        work.marking.add(TheoryEntry(booking, 1, 865, WHO, work.now))


async def score(work: StoredWork, town: Town, stage: Stage) -> None:
    batch = stage.batch.id
    work.scores.add(ScoreRound(batch, work.now, WHO, work.now, WHO, work.now, WHO))
    file = await town.centre.parts.files.put(b"%PDF-1.7 a certificate")
    for number, one in enumerate(stage.applications):
        for part in (Part.THEORY, Part.PRACTICAL):
            work.scores.add(Result(batch, one.id, part, Outcome.PASSED, 865, work.now, WHO))
        identity = one.particulars.identity
        printed = Printed(
            identity.name,
            "resident",
            identity.number,
            "6-31-01-03",
            "电工",
            "Electrician",
            4,
            "示例中心",
            "Example",
            stage.batch.exam_on,
            "",
        )
        work.certificates.add(
            Certificate(
                f"S00004400012326{number:07d}",
                f"t{number}",
                batch,
                one.id,
                one.person_id,
                printed,
                WHO,
                work.now,
                CertificateStatus.ISSUED,
                WHO,
                work.now,
                file,
            )
        )


async def test_a_batch_is_closed_in_two_presses(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.CERTIFIED, candidates=2)
    await finish(town, stage)
    await town.he.say("/archive")
    await town.he.press("2026 年第 9 批")
    await town.he.sees("材料齐全")
    await town.he.press("归档")
    await town.settle()
    await town.he.sees("已归档")
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        kept = await work.archive.of_batch(stage.batch.id)
        assert (await work.standards.batch(stage.batch.id)).status is BatchStatus.ARCHIVED
    assert kept is not None
    data = await town.centre.parts.files.get(kept.file)
    assert check(data) == []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        sheet = load_workbook(io.BytesIO(archive.read("4/成绩汇总表.xlsx"))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][6:] == ["86.5", "86.5", None, "合格"]
    assert {"1/报名汇总表.xlsx", "3/签到表.xlsx", "5/证书核发名册.xlsx", "manifest.json", "SHA256SUMS"} <= names


@pytest.mark.parametrize(("piece", "named"), [(Piece.NOTICE, "鉴定公告"), (Piece.ROOM_RECORDS, "考场记录表")])
async def test_what_is_missing_is_named_and_nothing_is_closed(town: Town, piece: Piece, named: str) -> None:
    """Even by a button of before: the control to the test above."""
    stage = await set_stage(town, BatchStatus.CERTIFIED, candidates=1)
    await finish(town, stage, without=piece)
    await town.he.say("/archive")
    await town.he.press("2026 年第 9 批")
    await town.he.sees(f"⚠️ {named}")
    assert not [label for label in await town.he.buttons() if "🗄 归档" in label]
    await town.he.press_data(f"archive_build:{stage.batch.id}")
    await town.he.told("还不能归档")


async def test_nobody_else_closes_an_archive(town: Town) -> None:
    await set_stage(town, BatchStatus.CERTIFIED, candidates=1)
    await town.zhao.say("/archive")
    await town.zhao.sees("没有做这件事的权限")


async def test_statistics_come_as_a_picture_and_a_table(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.CERTIFIED, candidates=2)
    await finish(town, stage)
    await town.chen.say("/stats")
    await town.chen.press("2026 年第 9 批")
    await town.settle()
    await town.chen.sees("到考 2", "合格率 100.0%")
    await town.chen.sees("明细")
