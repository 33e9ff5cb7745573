"""The shortest way through registration, question by question, for whoever plays a candidate in any language.

Fit for level 4 by five years of work: middle school, one spell of work, no certificate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from bot.engine.message import Button
from bot.engine.rendering import Renderer


class Act(Enum):
    """What answers a prompt."""

    SAY = auto()  # a text; the value is what is said unless the candidate has words of their own
    PRESS = auto()  # a button; the value is its label
    LEVEL = auto()  # the button of a level
    CONTACT = auto()
    PHOTO = auto()


@dataclass(frozen=True)
class Prompt:
    """A question as it is met: the step, what its text says in Chinese and in English, and what answers it."""

    step: str
    chinese: str
    english: str
    act: Act
    value: str = ""


WAY: Sequence[Prompt] = (
    Prompt("offer", "您想报哪一个", "What would you like to register for?", Act.LEVEL, "4"),
    Prompt("name", "请输入姓名", "What is your name?", Act.SAY),
    Prompt("id_number", "请输入身份证号码", "What is your ID number?", Act.SAY),
    Prompt("born_on", "请核对出生日期", "Are birth date and sex right?", Act.PRESS, "registration.birth_right"),
    Prompt("phone", "请发送您的手机号", "Please share your phone number", Act.CONTACT),
    Prompt("education", "您的最高学历", "Your highest education?", Act.PRESS, "registration.education_middle_school"),
    Prompt("work", "工作经历", "Work history", Act.PRESS, "registration.add_spell"),
    Prompt("employer", "单位叫什么", ": who was the employer?", Act.SAY, "示例电力工程有限公司"),
    Prompt("since", "从哪年哪月开始", "When did you start?", Act.SAY, "2015-03"),
    Prompt("until", "做到哪年哪月", "Until when?", Act.PRESS, "registration.to_this_day"),
    Prompt("worked", "到本月合计", "in all, up to this month", Act.PRESS, "engine.done"),
    Prompt("prior_level", "的证书吗", "Do you hold a certificate in this trade?", Act.PRESS, "registration.holds_none"),
    Prompt("photo", "请发一张证件照", "Please send an ID photo", Act.PHOTO),
)


class Player(Protocol):
    """Whoever plays: a person of the sandbox, or a hand on its page."""

    async def say(self, text: str) -> object:
        """Type and send."""
        ...

    async def press(self, label: str) -> object:
        """Press a button."""
        ...

    async def share_contact(self) -> object:
        """Share one's own telephone number."""
        ...

    async def send_photo(self, content: bytes) -> object:
        """Send a picture."""
        ...


@dataclass(frozen=True)
class Filling:
    """How one candidate answers: in their language, `own` words by step, and their photo."""

    texts: Renderer
    language: str
    own: Mapping[str, str]
    photo: Callable[[], bytes]

    async def answer(self, who: Player, prompt: Prompt) -> None:
        """Answer what is asked."""
        match prompt.act:
            case Act.SAY:
                await who.say(self.own.get(prompt.step, prompt.value))
            case Act.PRESS:
                await who.press(self.texts.label(Button(prompt.value), self.language))
            case Act.LEVEL:
                await who.press(self.texts.locales[self.language].level(int(prompt.value)))
            case Act.CONTACT:
                await who.share_contact()
            case Act.PHOTO:
                await who.send_photo(self.photo())
