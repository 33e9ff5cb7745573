"""The public page: genuine, revoked, replaced, unknown, malformed, too often; in both languages, without an account."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html.parser import HTMLParser

import pytest

from bot.app.staff import work_at
from bot.web.app import web_app
from bot.web.server import served
from bot.web.turnstile import Turnstile
from domain.certificates import Certificate, EndKind, ProposeEnd, decide_end, propose_end
from domain.people import Actor, Role
from tests.certificates.released import P, certificates, issue, release
from tests.stage import name_of
from tests.town import Town

OFFICER = Actor(1, 7001, "许洁", roles=frozenset({Role.CERTIFICATE_OFFICER}))
DIRECTOR = Actor(2, 3001, "陈静", roles=frozenset({Role.DIRECTOR}))


@asynccontextmanager
async def page(town: Town) -> AsyncIterator[str]:
    """The address of the centre's web side."""
    async with served(web_app(town.centre), "127.0.0.1", 0) as address:
        yield address


async def seen(town: Town, url: str, language: str = "zh") -> tuple[int, str]:
    async with town.http.get(url, headers={"Accept-Language": language}) as response:
        return response.status, await response.text()


async def issued(town: Town) -> Certificate:
    return (await issue(town, await release(town, (P,))))[0]


async def end(town: Town, certificate: Certificate, kind: EndKind) -> None:
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        ending = await propose_end(work, OFFICER, ProposeEnd(certificate.id, kind, "测试"))
        await decide_end(work, DIRECTOR, ending.id, confirmed=True)


async def test_every_printed_field_is_there_and_the_name_is_masked(town: Town) -> None:
    one = await issued(town)
    async with page(town) as address:
        for url in (f"{address}/verify/{one.token}", f"{address}/verify?number={one.number.lower()}"):
            status, text = await seen(town, url)
            assert status == 200
            shown = ("真实有效", one.number, "赵＊＊", "居民身份证", "电工", "四级／中级工", "示例职业技能鉴定中心")
            assert [each for each in shown if each not in text] == []
            assert "2026 年" in text
            assert "<dd>--</dd>" in text
            assert name_of(0) not in text
            assert one.printed.id_number not in text


async def test_it_speaks_english(town: Town) -> None:
    one = await issued(town)
    async with page(town) as address:
        _, text = await seen(town, f"{address}/verify/{one.token}", "en-GB,en;q=0.8")
        assert "Genuine and valid" in text
        assert "Electrician" in text
        _, text = await seen(town, f"{address}/verify/{one.token}?lang=zh", "en-GB")
        assert "真实有效" in text


async def test_revoked_says_since_when(town: Town) -> None:
    one = await issued(town)
    await end(town, one, EndKind.REVOKE)
    async with page(town) as address:
        _, text = await seen(town, f"{address}/verify/{one.token}")
        assert "已撤销" in text
        assert "撤销日期" in text
        assert "真实有效" not in text


async def test_replaced_leads_to_the_new_one(town: Town) -> None:
    stage = await release(town, (P,))
    (old,) = await issue(town, stage)
    await end(town, old, EndKind.REPLACE)
    new = (await certificates(town, stage))[-1]
    async with page(town) as address:
        assert "已换发" in (await seen(town, f"{address}/verify/{old.token}"))[1]
        assert "补发" in (await seen(town, f"{address}/verify/{new.token}"))[1]
        assert "真实有效" in (await seen(town, f"{address}/verify?number={old.number}"))[1]
    await end(town, new, EndKind.REVOKE)
    async with page(town) as address:
        assert "已撤销" in (await seen(town, f"{address}/verify/{old.token}"))[1]


@pytest.mark.parametrize("path", ["/verify/" + "x" * 22, "/verify?number=S000031450001264999999", "/verify/%00'--"])
async def test_unknown_says_what_to_do(town: Town, path: str) -> None:
    async with page(town) as address:
        status, text = await seen(town, address + path)
        assert status == 404
        assert "没有查到这张证书" in text
        assert town.settings.centre.phone in text


async def test_a_malformed_number_shows_the_right_form(town: Town) -> None:
    """What was typed stays, and is never read as markup."""
    async with page(town) as address:
        status, text = await seen(town, f"{address}/verify?number=%22%3E%3Cscript%3E1")
        assert status == 400
        assert "S000044000123265000017" in text
        assert "<script" not in text
        assert "&lt;script&gt;1" in text
        assert "证书编号" in (await seen(town, f"{address}/verify"))[1]


async def test_nothing_comes_from_elsewhere(town: Town) -> None:
    """No script, no foreign address, a strict policy; the style is served here."""
    async with page(town) as address, town.http.get(f"{address}/verify") as response:
        policy = response.headers["Content-Security-Policy"]
        text = await response.text()
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"https?://|<script|style=", text)
        (sheet,) = re.findall(r'<link rel="stylesheet" href="([^"]+)"', text)
        async with town.http.get(address + sheet) as style:
            assert style.status == 200
            assert "http" not in await style.text()


class Balance(HTMLParser):
    """Which elements are open."""

    VOID = frozenset({"meta", "link", "input", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.open += [] if tag in self.VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


async def test_whatever_is_opened_is_closed(town: Town) -> None:
    one = await issued(town)
    async with page(town) as address:
        for path in (f"/verify/{one.token}", "/verify", "/verify?number=1", "/verify/unknown"):
            for language in ("zh", "en"):
                read = Balance()
                read.feed((await seen(town, address + path, language))[1])
                assert read.open == []


async def test_whoever_asks_too_often_waits(town: Town) -> None:
    async with page(town) as address:
        answers = [await seen(town, f"{address}/verify/{'x' * 22}") for _ in range(25)]
        assert {status for status, _ in answers[:20]} == {404}
        assert answers[-1][0] == 429
        assert "请稍等片刻" in answers[-1][1]


def test_the_turnstile_opens_again() -> None:
    """So many at once, then one each three seconds; another visitor is not held up."""
    gate = Turnstile(at_once=3, each=3)
    assert [gate.wait("a", 0) for _ in range(4)] == [0, 0, 0, 3]
    assert gate.wait("b", 0) == 0
    assert [gate.wait("a", 2), gate.wait("a", 3), gate.wait("a", 3)] == [1, 0, 3]
    assert [gate.wait("a", 100) for _ in range(4)] == [0, 0, 0, 3]
