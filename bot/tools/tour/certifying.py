"""Step 13: numbered by one, issued by another, delivered as PDF; anybody verifies them, in chat and on the web page."""

from __future__ import annotations

from collections.abc import Sequence

from bot.tools.tour.cast import CANDIDATES
from bot.tools.tour.marking import CLOSE
from bot.tools.tour.opening import DIRECTOR
from bot.tools.tour.scoring import end_the_notice
from bot.tools.tour.sitting import ABSENT
from bot.tools.tour.stage import Stage, expect, open_batch
from bot.tools.tour.step import TourStep
from domain.certificates import Certificate
from domain.language import OFFICIAL

OFFICER = 7001
ISSUED = "证书发下来了"
UNKNOWN = "S000031450001994999999"  # well formed, and never given to anybody


async def certificates_of(stage: Stage) -> Sequence[Certificate]:
    """All of the batch, by number; their codes are what a camera reads from the paper."""
    async with stage.records() as work:
        return await work.certificates.of_batch(stage.batch_id)


async def issue(stage: Stage) -> str:
    """Not before the public notice is over; then numbers without a gap, and another person issues them."""
    officer, director = stage.staff(OFFICER), stage.staff(DIRECTOR)
    await open_batch(officer, "/certificates")
    await officer.press("编号制证")
    await officer.told("公示期满后才能制证")
    await end_the_notice(stage)
    await open_batch(officer, "/certificates")
    await officer.sees("已期满", "没有未答复的成绩复核")
    await officer.press("编号制证")
    await officer.sees("待签发")
    await stage.settle()
    await director.press("看名单")
    await director.sees("名单")
    await stage.show("13-list", director)
    await director.press("签发 ")
    await stage.settle()
    await director.sees("证书全部发出")
    holders = [who for who in CANDIDATES if ISSUED in await stage.candidate(who).text()]
    expect(ABSENT not in holders, "an absent candidate holds a certificate")
    await stage.keep("13-certificate.pdf", stage.candidate(CLOSE), ".pdf")
    await stage.show("13-certificate", stage.candidate(CLOSE))
    numbers = sorted(int(one.number[-6:]) for one in await certificates_of(stage))
    stage.figures |= {"certificates": len(holders), "numbers_gapless": int(numbers == list(range(1, len(numbers) + 1)))}
    return (
        f"{len(holders)} certificates in the holders' chats, numbers {numbers[0]:06d}–{numbers[-1]:06d} without a gap"
    )


async def verify(stage: Stage) -> str:
    """A recruiter who knows nobody: by code and number, in chat and on the web page; and a number that never was."""
    reader = stage.stranger("招聘经理")
    first, *_ = certificates = await certificates_of(stage)
    await reader.say(f"/start verify_{first.token}")
    shown = await reader.sees("真实有效", first.number)
    expect(first.printed.name not in shown, "a stranger sees whose certificate it is")
    await reader.say(f"/verify {UNKNOWN}")
    await reader.sees("没有查到这张证书")
    await stage.show("13-verify", reader)
    await stage.places.camera("13-web", f"{stage.places.public}/verify/{first.token}")
    asked = [*(f"/{one.token}" for one in certificates[:3]), f"?number={first.number}"]
    for what in asked:
        await _on_the_web(stage, what, "真实有效")
    await _on_the_web(stage, f"?number={UNKNOWN}", "没有查到这张证书")
    stage.figures |= {"genuine_in_chat": 1, "genuine_on_the_web": len(asked)}
    return f"genuine in chat, and {len(asked)} times on {stage.places.public}/verify; an invented number is unknown"


async def _on_the_web(stage: Stage, what: str, says: str) -> None:
    """Open a page of the centre, without an account. Raises NotSeen unless it says this."""
    async with stage.http.get(f"{stage.places.public}/verify{what}", headers={"Accept-Language": OFFICIAL}) as response:
        page = await response.text()
    expect(says in page, f"the web page {response.url} does not say “{says}” but:\n{page}")


async def replace_and_revoke(stage: Stage) -> str:
    """One certificate was lost, one holder cheated: one proposes, another decides; the web page says so at once."""
    lost, false, *_ = await certificates_of(stage)
    await _end(stage, lost, ("提出换发", "证书遗失", "姓名不变"))
    await _end(stage, false, ("提出撤销", "申报材料不实"))
    await _on_the_web(stage, f"/{lost.token}", "已换发")
    await _on_the_web(stage, f"?number={lost.number}", "真实有效")
    await _on_the_web(stage, f"/{false.token}", "已撤销")
    stage.figures |= {"replaced": 1, "revoked": 1}
    return "one replaced under its number, one revoked, each by two persons; the page says replaced and revoked"


async def _end(stage: Stage, certificate: Certificate, presses: Sequence[str]) -> None:
    officer, director = stage.staff(OFFICER), stage.staff(DIRECTOR)
    await officer.say("/certificates")
    await officer.sees("按编号查找一张证书")
    await officer.press("按编号查找")
    await officer.sees("请输入证书编号")
    await officer.say(certificate.number)
    await officer.sees(certificate.number, "已签发")
    for label in presses:
        await officer.press(label)
    await officer.sees("等站长决定")
    await stage.settle()
    await director.press("✅ 同意")
    await stage.settle()


STEPS = (
    TourStep(13, "颁发证书 Certificates", issue),
    TourStep(13, "查验 Verification", verify),
    TourStep(13, "换发和撤销 Ending", replace_and_revoke),
)
