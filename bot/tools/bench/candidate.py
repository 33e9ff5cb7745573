"""A candidate who registers by what the screen shows: every answer is decided from the card that stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from stdnum.cn import ric

from bot.engine.dialogue.asking import ANSWER, BACK, MOVE, RESUME, VALUE
from bot.engine.dialogue.steps import ADD, DONE, REMOVE, SUBMIT
from bot.engine.press import UnreadablePressError
from bot.people.presses import AGREE
from bot.registration.presses import OFFER, REGISTER
from bot.tools.filling import WAY, Act
from domain.registration import (
    Education,
    Identity,
    IdKind,
    Month,
    Particulars,
    PriorCertificate,
    Schooling,
    Sex,
    WorkSpell,
)

FAMILY, GIVEN = "王李张刘陈杨赵黄周吴", "伟芳娜敏静丽强磊军洋"
FIRST_BIRTHDAY, BIRTHDAYS = date(1980, 1, 1), 3650
LEVEL = 4
GRADUATED = Month(2008, 7)
EARLIER = WorkSpell("北京第一机床厂", Month(2009, 3), Month(2014, 6))
LATER = WorkSpell("华北电力安装有限公司", Month(2014, 9))
DAY = re.compile(r"\d{4}-\d\d-\d\d")
# What the questions say that are answered by typing: those on the shortest way, and those that some meet besides.
TYPED = {prompt.step: prompt.chinese for prompt in WAY if prompt.act in {Act.SAY, Act.PHOTO}} | {
    "graduated": "毕业",
    "until": "做到",
    "prior_number": "证书编号",
    "prior_on": "哪天发",
}
ALIKE = {prompt.step: prompt.value for prompt in WAY if prompt.act is Act.SAY}  # unless one has words of one's own
OFFERED = {"other-paper": "id_number", "now": "until", "final_year": "graduated"}  # beside what is to be typed


class Kind(StrEnum):
    """What a candidate can do."""

    SAY = "say"
    PRESS = "press"
    CONTACT = "contact"
    PHOTO = "photo"


@dataclass(frozen=True)
class Deed:
    """One thing done: the text said, or the data of the button pressed."""

    kind: Kind
    value: str = ""


@dataclass(frozen=True)
class Sight:
    """The card that stands on the screen: its text, the data of its buttons, and whether the contact is asked for."""

    message_id: int
    seq: int
    text: str
    buttons: Sequence[str] = ()
    asks_contact: bool = False

    @property
    def content(self) -> tuple[str, Sequence[str]]:
        """What is written on it: the token in its buttons tells one question from any other."""
        return self.text, self.buttons

    def values(self) -> dict[str, str]:
        """The buttons that answer the question, by the value that each means."""
        return {given["value"]: data for given, data in self._answers() if given["verb"] == VALUE}

    def back(self) -> str | None:
        """The button that leads one question back."""
        back = {"verb": MOVE, "value": BACK()}
        return next((data for given, data in self._answers() if back.items() <= given.items()), None)

    def asks(self) -> bool:
        """Whether it is a question of a dialogue."""
        return any(self._answers())

    def _answers(self) -> Iterator[tuple[dict[str, Any], str]]:
        read = ((ANSWER.read(data), data) for data in self.buttons)
        return ((given, data) for given, data in read if given is not None)


@dataclass
class Applicant:
    """Somebody with papers, schooling and work, all of it from one number; `person_id` is the account."""

    number: int
    person_id: int
    phone: str
    telling: WorkSpell = LATER
    spells: Sequence[WorkSpell] = field(init=False)

    def __post_init__(self) -> None:
        self.spells = (EARLIER, LATER) if self.number % 2 else (LATER,)

    @property
    def name(self) -> str:
        """As on the paper."""
        return FAMILY[self.number % 10] + GIVEN[self.number // 10 % 10] + GIVEN[self.number // 100 % 10]

    @property
    def born_on(self) -> date:
        """The birthday in the number."""
        return FIRST_BIRTHDAY + timedelta(days=self.number % BIRTHDAYS)

    @property
    def id_number(self) -> str:
        """A resident number, nobody else's."""
        body = f"110101{self.born_on:%Y%m%d}{self.number // BIRTHDAYS:03d}"
        return body + ric.calc_check_digit(body + "0")

    @property
    def schooling(self) -> Schooling:
        """With a major for every third."""
        if self.number % 3:
            return Schooling(Education.HIGH_SCHOOL)
        return Schooling(Education.SECONDARY_VOCATIONAL, related_major=True, graduated=GRADUATED)

    @property
    def prior(self) -> PriorCertificate | None:
        """A certificate of level 5 for every fourth."""
        return None if self.number % 4 else PriorCertificate(5, f"JD{self.number:08d}", date(2016, 5, 4))

    def particulars(self, photo: str = "") -> Particulars:
        """All that this candidate says."""
        sex = Sex.MALE if int(self.id_number[16]) % 2 else Sex.FEMALE
        identity = Identity(self.name, IdKind.RESIDENT, self.id_number, self.born_on, sex)
        return Particulars(
            identity, self.phone.removeprefix("86"), self.schooling, tuple(self.spells), self.prior, photo
        )

    def decide(self, sight: Sight | None) -> Deed | None:
        """What to do about the card; None when it asks nothing."""
        if sight is None:
            return Deed(Kind.SAY, "/start")
        if sight.asks_contact:
            return Deed(Kind.CONTACT)
        if not sight.asks():
            return self._outside(sight)
        return self._among(sight.values()) or self._typed(sight)

    def _outside(self, sight: Sight) -> Deed | None:
        """Home, consent, a reminder: on to the questions."""
        for data in sight.buttons:
            if AGREE.read(data) is not None or data in {RESUME(dialogue="registration"), REGISTER()}:
                return Deed(Kind.PRESS, data)
        return None

    def _among(self, values: dict[str, str]) -> Deed | None:
        """The button to press among those of the question."""
        wanted = {SUBMIT(), str(self.schooling.education), "yes", str(self.prior.level if self.prior else 0)}
        if ADD() in values:
            return self._work(values)
        for value, data in values.items():
            if value in wanted or _offers_level(value) or DAY.fullmatch(value):
                return Deed(Kind.PRESS, data)
        if "now" in values and self.telling.until is None:
            return Deed(Kind.PRESS, values["now"])
        return None

    def _work(self, values: dict[str, str]) -> Deed:
        told = sum(REMOVE.read(value) is not None for value in values)
        if told >= len(self.spells):
            return Deed(Kind.PRESS, values[DONE()])
        self.telling = self.spells[told]
        return Deed(Kind.PRESS, values[ADD()])

    def _typed(self, sight: Sight) -> Deed | None:
        """The text, or the photo, that the question asks for; from a card that does not say it, back."""
        question, values = sight.text.partition("\n")[0], sight.values()
        asked = next((name for name, words in TYPED.items() if words in question), None)
        asked = asked or next((name for value, name in OFFERED.items() if value in values), None)
        if asked == "photo":
            return Deed(Kind.PHOTO)
        if asked is not None:
            return Deed(Kind.SAY, self._answers()[asked])
        # A refusal shows no question: one step back brings it again.
        back = sight.back()
        return Deed(Kind.PRESS, back) if back else None

    def _answers(self) -> dict[str, str]:
        """What is typed at each question."""
        prior, spell = self.prior, self.telling
        return ALIKE | {
            "name": self.name,
            "id_number": self.id_number,
            "graduated": str(self.schooling.graduated),
            "employer": spell.employer,
            "since": str(spell.since),
            "until": str(spell.until),
            "prior_number": prior.number if prior else "",
            "prior_on": str(prior.issued_on) if prior else "",
        }


def _offers_level(value: str) -> bool:
    try:
        given = OFFER.read(value)
    except UnreadablePressError:
        return False
    return given is not None and given["level"] == LEVEL
