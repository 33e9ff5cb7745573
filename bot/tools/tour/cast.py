"""Who plays: the staff of the demo and a few more, and thirty candidates, each with papers, a telephone and a face."""

from __future__ import annotations

import colorsys
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PIL import Image, ImageDraw
from stdnum.cn import ric

from bot.tools.demo.example import PEOPLE, Somebody
from domain.people import Role

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"
GIVEN = ("伟", "秀英", "建国", "丽", "强", "敏", "志强", "静", "磊", "晓燕")
REGION, WRONG_DIGIT = "110105", {"0": "1"}
FIRST_CHAT = 30_001
BY_CHAT, BY_TABLE = 20, 10
RECUSED = "华北电力安装有限公司"  # where one candidate and one examiner work
EMPLOYER = "示例电力工程有限公司"
COMPANY = "示例电力公司"
FACE = (590, 826)

# Two rooms with fifteen workbenches each want three examiners and an invigilator each; the demo has fewer.
MORE_STAFF = (
    Somebody(4004, "林娟", "+8613800040004", Role.INVIGILATOR, "invigilator"),
    Somebody(4005, "高峰", "+8613800040005", Role.INVIGILATOR, "invigilator"),
    Somebody(5005, "罗斌", "+8613800050005", Role.EXAMINER, "examiner"),
    Somebody(5006, "梁艳", "+8613800050006", Role.EXAMINER, "examiner"),
    Somebody(5007, "宋凯", "+8613800050007", Role.EXAMINER, "examiner"),
    Somebody(5008, "唐颖", "+8613800050008", Role.EXAMINER, "examiner"),
)
STAFF = (*(one for one in PEOPLE if one.role is not None), *MORE_STAFF)


@dataclass(frozen=True)
class Candidate:
    """Somebody who wants a certificate; `number` counts from 0."""

    number: int

    @property
    def chat(self) -> int:
        """Their number at Telegram."""
        return FIRST_CHAT + self.number

    @property
    def name(self) -> str:
        """As in the papers."""
        return SURNAMES[self.number] + GIVEN[self.number % len(GIVEN)]

    @property
    def id_number(self) -> str:
        """A resident number that was never given to anybody, with its right last digit."""
        born = date(1985 + self.number % 12, 1 + self.number % 12, 1 + self.number % 28)
        body = f"{REGION}{born:%Y%m%d}{100 + self.number}"
        return body + str(ric.calc_check_digit(body + "0"))

    @property
    def mistyped(self) -> str:
        """The same with a wrong last digit."""
        return self.id_number[:-1] + WRONG_DIGIT.get(self.id_number[-1], "0")

    @property
    def phone(self) -> str:
        """Eleven digits, without the country's code."""
        return f"1390010{self.number:04d}"

    @property
    def employer(self) -> str:
        """Where they work; one of them where an examiner works too."""
        return RECUSED if self.number == 0 else EMPLOYER

    def in_sandbox(self) -> dict[str, object]:
        """As the sandbox takes people."""
        return {"id": self.chat, "first_name": self.name, "phone": f"+86{self.phone}", "role_hint": "candidate"}

    def portrait(self, background: str = "white") -> bytes:
        """Head and shoulders on one colour. JPEG."""
        picture = Image.new("RGB", FACE, background)
        draw = ImageDraw.Draw(picture)
        draw.rounded_rectangle((90, 560, 500, 900), 120, fill=_shade(self.number * 0.37, 0.55, 0.45))
        draw.polygon([(235, 560), (355, 560), (295, 660)], fill="white")
        draw.rectangle((245, 480, 345, 580), fill=(214, 166, 132))
        draw.ellipse((165, 140, 425, 420), fill=(40, 34, 32))
        draw.ellipse((180, 190, 410, 520), fill=(232, 188, 154))
        for left in (235, 325):
            draw.ellipse((left, 330, left + 26, 350), fill=(40, 34, 32))
        draw.arc((255, 380, 335, 440), 20, 160, fill=(150, 60, 60), width=7)
        made = io.BytesIO()
        picture.save(made, "JPEG", quality=90)
        return made.getvalue()


def _shade(hue: float, saturation: float, value: float) -> tuple[int, int, int]:
    red, green, blue = colorsys.hsv_to_rgb(hue % 1, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


CANDIDATES: Sequence[Candidate] = tuple(Candidate(number) for number in range(BY_CHAT + BY_TABLE))
