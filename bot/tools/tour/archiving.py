"""Step 14: statistics, the archive with its list of hashes, and the board on which all is done."""

from __future__ import annotations

import io
import re
import zipfile

from bot.archive.packing import check
from bot.tools.tour.opening import DIRECTOR
from bot.tools.tour.stage import Stage, expect, open_batch
from bot.tools.tour.step import TourStep
from storage.engine import audit

ARCHIVIST = 8001
RATE = re.compile(r"合格率 ([\d.]+)%")


async def show_statistics(stage: Stage) -> str:
    """A chart in the chat and a table."""
    director = stage.staff(DIRECTOR)
    await open_batch(director, "/stats")
    await stage.settle()
    shown = await director.sees("合格率")
    await stage.keep("14-statistics.xlsx", director, ".xlsx")
    await stage.show("14-statistics", director)
    (rate,) = RATE.findall(shown)
    return f"pass rate {rate} % of those who came; a chart in the chat, a table to keep"


async def close_the_archive(stage: Stage) -> str:
    """Complete, packed, and whole when it is checked against its own list."""
    archivist = stage.staff(ARCHIVIST)
    await open_batch(archivist, "/archive")
    card = await archivist.sees("材料齐全")
    expect("⚠️" not in card, card)
    await stage.show("14-archive", archivist)
    await archivist.press("归档")
    await stage.settle()
    await archivist.sees("已归档")
    data = await stage.keep("14-archive.zip", archivist, ".zip")
    wrong = check(data)
    expect(not wrong, f"the archive is not whole: {wrong}")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        files = len(packed.namelist())
    stage.figures |= {"archive_files": files, "archive_complete": 1}
    return f"{card.count('✅')} pieces complete, {files} files in the ZIP, every hash verifies"


async def look_back(stage: Stage) -> str:
    """The board shows all steps done, and the chain of the audit trail holds."""
    director = stage.staff(DIRECTOR)
    await open_batch(director, "/board")
    board = await director.sees("✅ 14 资料归档")
    await stage.show("14-board", director)
    done = sum(line.startswith("✅") for line in board.splitlines())
    async with stage.centre.parts.database.read() as connection:
        broken = await audit.verify(connection)
    expect(broken is None, f"the audit trail is broken at row {broken}")
    stage.figures["steps_done"] = done
    return f"{done} steps done, and training that was not needed; the audit trail is whole"


STEPS = (
    TourStep(14, "统计 Statistics", show_statistics),
    TourStep(14, "资料归档 Archive", close_the_archive),
    TourStep(14, "批次进度 Board", look_back),
)
