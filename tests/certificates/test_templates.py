"""What verification says, in every standing and language, holds together."""

from __future__ import annotations

import pytest

from bot.app.foundation import renderer
from bot.certificates.printed import verified_facts
from bot.engine.message import Text
from domain.certificates import Standing, Verified
from sandbox.text.formatted import message_text
from tests.certificates.samples import CERTIFICATE, RENEWED, REVOKED

TOLD = ("zh", "en")
ANSWERS = {
    Standing.GENUINE: (Verified(Standing.GENUINE, RENEWED), "真实有效", "Genuine"),
    Standing.REVOKED: (Verified(Standing.REVOKED, REVOKED), "已撤销", "Revoked"),
    Standing.REPLACED: (Verified(Standing.REPLACED, CERTIFICATE, RENEWED), "已换发", "Replaced"),
    Standing.UNKNOWN: (Verified(Standing.UNKNOWN), "没有查到", "No such"),
}


@pytest.mark.parametrize("language", TOLD)
@pytest.mark.parametrize("standing", Standing)
def test_every_standing_is_said_and_no_other(standing: Standing, language: str) -> None:
    verified, *_ = ANSWERS[standing]
    text = renderer().text(Text("certificates/verified", verified_facts(verified, "400-000-0000")), language)
    plain, _ = message_text(text, "HTML", None)
    said = {each for each, (_, *words) in ANSWERS.items() if words[TOLD.index(language)] in plain}
    assert said == {standing}
    assert "王小明" not in plain
