"""How answers are read: from what was typed or pressed to what the draft keeps, or to a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from bot.documents.fonts import printable_characters
from bot.engine.dialogue import Option, Stay, View
from bot.registration.draft import Present, SpellDraft, Studying, given
from domain.local import local_date
from domain.registration import Education, IdKind, Month, Sex, WorkSpell, refusals, rules

if TYPE_CHECKING:
    from bot.registration.questions import Draft

OTHER_PAPER = "other-paper"


def today(view: View) -> date:
    """The local date of this turn."""
    return local_date(view.turn.work.now)


def name(text: str, _view: View) -> str:
    """The name as the certificate can print it. Raises `NameFormat`, `NameTooLong`, `NameNotPrintable`."""
    return rules.name(text, printable_characters())


def id_number(text: str, view: View) -> str | Stay:
    """The number; the button for other papers leads to their list. Raises what `rules.identity_number` raises."""
    if text == OTHER_PAPER:
        # The list of other papers is a step that is left out for most: forgetting the kind brings it back.
        view.draft.id_kind = None
        view.frame.step = "id_kind"
        return Stay()
    return rules.identity_number(given(view.draft.id_kind), text)


def other_paper(view: View) -> Sequence[Option]:
    """The way to other papers than the resident card."""
    return [Option(OTHER_PAPER, "registration.other_paper")] if view.draft.by_resident_card else []


def papers(_view: View) -> Sequence[Option]:
    """Every kind of paper that says who somebody is."""
    return [Option(kind, f"registration.idkind_{kind}") for kind in IdKind]


def born_on(text: str, view: View) -> date:
    """The date of birth. Raises `DateFormat`, `DateInFuture`, `BirthContradictsId`."""
    number = view.draft.id_number if view.draft.by_resident_card else None
    return rules.birth_date(text, number, today(view))


def sexes(_view: View) -> Sequence[Option]:
    """As on a paper whose number does not tell it."""
    return [Option(sex, f"registration.sex_{sex}") for sex in Sex]


def phone(number: str, _view: View) -> str:
    """The mobile number. Raises `WrongPhone`."""
    return rules.phone(number)


def educations(_view: View) -> Sequence[Option]:
    """Every degree, the highest first."""
    return [Option(education, f"registration.education_{education}") for education in Education]


def majors(_view: View) -> Sequence[Option]:
    """Whether the major belongs to the occupation."""
    return [Option("yes", "registration.major_related"), Option("no", "registration.major_other")]


def is_yes(value: str) -> bool:
    """The meaning of yes and no."""
    return value == "yes"


def graduated(text: str, view: View) -> Month | Studying:
    """The month of graduation, or still studying. Raises `MonthFormat`, `MonthInFuture`."""
    return Studying(text) if text in set(Studying) else rules.month(text, today(view))


def studying(_view: View) -> Sequence[Option]:
    """Not graduated yet: in the final year, or earlier."""
    return [Option(stage, f"registration.studying_{stage}") for stage in Studying]


def work(spells: tuple[WorkSpell, ...], view: View) -> tuple[WorkSpell, ...]:
    """The spells in order of time. Raises what `rules.check_spells` raises."""
    rules.check_spells(spells, given(view.draft.born_on), view.draft.graduation, today(view))
    return tuple(sorted(spells, key=lambda spell: spell.since))


def employer(text: str, _view: View) -> str:
    """The employer's name. Raises `EmployerFormat`."""
    return rules.employer(text)


def since(text: str, view: View) -> Month:
    """The first month of a spell, not before the 16th birthday's. Raises `MonthFormat`, `SpellBeforeSixteen`."""
    month = rules.month(text, today(view))
    rules.check_spells([WorkSpell(view.draft.employer, month)], given(view.parent.born_on), None, today(view))
    return month


def until(text: str, view: View) -> Month | Present:
    """The last month of a spell, or 至今. Raises `MonthFormat`, `MonthInFuture`, `SpellEndsBeforeStart`."""
    end = None if text == Present.NOW else rules.end_month(text, today(view))
    draft: SpellDraft = view.draft
    rules.spell(given(draft.employer), given(draft.since), end)
    return end or Present.NOW


def to_this_day(_view: View) -> Sequence[Option]:
    """至今."""
    return [Option(Present.NOW, "registration.to_this_day")]


def prior_levels(_view: View) -> Sequence[Option]:
    """No certificate, or one of a level."""
    levels = [Option(str(level), "registration.holds_level", {"level": level}) for level in (5, 4, 3, 2, 1)]
    return [Option("0", "registration.holds_none"), *levels]


def prior_number(text: str, _view: View) -> str:
    """The certificate's number. Raises `CertificateNumberFormat`."""
    return rules.certificate_number(text)


def prior_on(text: str, view: View) -> date:
    """The day of issue. Raises `DateFormat`, `DateInFuture`."""
    return rules.past_date(text, today(view))


def refuse_held(draft: Draft) -> None:
    """Nobody applies for what they hold. Raises `HigherHeld`."""
    if draft.prior_level and draft.offer and draft.prior_level <= draft.offer.level:
        raise refusals.HigherHeld(draft.prior_level, draft.offer.level)
