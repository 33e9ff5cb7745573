"""Steps 11 and 12: summed up, audited by another, released at a set time; two score checks, one upheld, one changed."""

from __future__ import annotations

import re

from bot.tools.tour.cast import CANDIDATES, Candidate
from bot.tools.tour.marking import CLERK, CLOSE
from bot.tools.tour.opening import DIRECTOR
from bot.tools.tour.sitting import COMING
from bot.tools.tour.stage import Stage, expect, open_batch
from bot.tools.tour.step import TourStep
from sandbox import Someone

AUDITOR = 6003
CORRECTED = "61.5"
FINDINGS = re.compile(r"待处理 (\d+) 项")
SHORT, VETO = "差 ", "★ 未按规程操作"


async def open_scores(person: Someone) -> str:
    """The card of the batch's scores."""
    await open_batch(person, "/scores")
    return await person.sees("📊 成绩")


async def sum_up(stage: Stage) -> str:
    """The clerk has the marks summed up by the standard's rules."""
    clerk = stage.staff(CLERK)
    await open_scores(clerk)
    await clerk.press("汇总成绩")
    card = await clerk.sees("成绩已汇总", f"／{len(CANDIDATES)} 人")
    await stage.show("11-summary", clerk)
    (passed,) = re.findall(r"全部科目合格 (\d+)／", card)
    stage.figures["passed_before_checks"] = int(passed)
    return f"{passed} of {len(CANDIDATES)} passed all parts"


async def audit(stage: Stage) -> str:
    """Somebody else looks; every finding is settled with a word; before that nobody can release."""
    director = stage.staff(DIRECTOR)
    await open_scores(director)
    expect(
        not any("公布成绩" in label for label in await director.buttons()), "scores could be released before the audit"
    )
    auditor = stage.staff(AUDITOR)
    await open_scores(auditor)
    await auditor.press("审核成绩")
    found = FINDINGS.search(await auditor.sees("待处理", "接近合格线"))
    findings = int(found[1]) if found else 0
    await stage.show("11-audit", auditor)
    for left in range(findings - 1, -1, -1):
        await auditor.press("处理 1")
        await auditor.press("无误")
        await auditor.sees(f"待处理 {left} 项" if left else "都已处理")
    await auditor.press("通过审核")
    await auditor.sees("等待公布")
    stage.figures["findings"] = findings
    return f"{findings} finding settled with a word; passed by somebody who had no hand in the marks"


async def release(stage: Stage) -> str:
    """Set for a time; then each is told privately, and the public list hides whom it names."""
    director = stage.staff(DIRECTOR)
    await open_scores(director)
    await director.press("公布成绩")
    await director.press("09:00")
    await director.sees("09:00 自动公布")
    async with stage.records() as work:
        done = await work.scores.round(stage.batch_id)
    assert done is not None
    assert done.release_at is not None
    await stage.go_to(done.release_at)
    await director.sees("成绩已按时公布")
    shown = {who: await stage.candidate(who).sees("分合格") for who in CANDIDATES}
    failed = {who: text for who, text in shown.items() if "本次未合格" in text}
    stage.figures |= {
        "absent": sum("缺考" in text for text in failed.values()),
        "failed_by_veto": sum(VETO in text for text in failed.values()),
        "failed_by_mark": sum(SHORT in text and who is not CLOSE for who, text in failed.items()),
    }
    await stage.show("12-score", stage.candidate(COMING[1]))
    names = await _public_list(stage)
    return f"{len(shown)} told privately at 9:00: {len(shown) - len(failed)} passed; {names} masked on the public list"


async def _public_list(stage: Stage) -> int:
    reader = stage.stranger("路人甲")
    await reader.say("/public")
    page = await reader.sees("成绩公示", f"共 {len(CANDIDATES)} 人")
    await stage.show("12-public", reader)
    named = [who.name for who in CANDIDATES if who.name in page or who.id_number in page]
    expect(not named, f"the public list shows {named}")
    # 0 when nothing on the page is masked.
    return page.count("＊") and len(CANDIDATES)


async def check_scores(stage: Stage) -> str:
    """Who failed by a few points, and who was close: one score is upheld, one changed by two persons."""
    candidates = [(who, await stage.candidate(who).text()) for who in COMING if who is not CLOSE]
    failed = next(who for who, told in candidates if SHORT in told)
    await _ask(stage, failed, "技能操作")
    auditor = stage.staff(AUDITOR)
    await auditor.sees("有一件成绩复核要办", "技能操作")
    await auditor.press("看这件复核")
    await auditor.sees("成绩：")
    await stage.show("12-check", auditor)
    await auditor.press("维持原分")
    await auditor.press("均无误")
    await auditor.sees("维持原分，已告知考生")
    await stage.settle()
    await stage.candidate(failed).sees("复核完成，维持原分")
    await _change(stage)
    stage.figures |= {"checks_upheld": 1, "checks_changed": 1}
    return f"1 upheld, 1 changed from 59.5 to {CORRECTED} by two persons; both told why"


async def _ask(stage: Stage, who: Candidate, part: str) -> None:
    person = stage.candidate(who)
    await person.say("/score")
    await person.press("申请复核")
    await person.press(part)
    await person.press("合分有误")
    await person.sees("已申请复核")
    await stage.settle()


async def _change(stage: Stage) -> None:
    """The auditor finds a mark that was added wrongly; the director approves."""
    await _ask(stage, CLOSE, "理论知识")
    auditor, director, person = stage.staff(AUDITOR), stage.staff(DIRECTOR), stage.candidate(CLOSE)
    await auditor.sees("有一件成绩复核要办", "理论知识")
    await auditor.press("看这件复核")
    await auditor.sees("成绩：59.5")
    await auditor.press("更正")
    await auditor.say(CORRECTED)
    await auditor.press("合分有误")
    await auditor.sees(f"59.5 → {CORRECTED}")
    await auditor.press("提交")
    await auditor.sees("需要另一位没有经手的人批准")
    await stage.settle()
    await director.press("看这件复核")
    await director.press("批准更正")
    await director.sees("已更正，已告知考生")
    await stage.settle()
    await person.sees("成绩已更正", CORRECTED, "现在的结论：合格")
    await stage.show("12-changed", person)
    await person.say("/score")
    await person.sees("合格 🎉", "复核后更正")


async def end_the_notice(stage: Stage) -> None:
    """Let the public notice come to its end."""
    async with stage.records() as work:
        done = await work.scores.round(stage.batch_id)
    assert done is not None
    assert done.public_until is not None
    await stage.pass_time(days=(done.public_until - stage.now.date()).days + 1)


STEPS = (
    TourStep(11, "成绩汇总 Summary", sum_up),
    TourStep(11, "成绩审核 Audit", audit),
    TourStep(12, "公布成绩 Release", release),
    TourStep(12, "成绩复核 Score checks", check_scores),
)
