"""The reasons that a reviewer picks from, by field (facts §2.5)."""

from __future__ import annotations

from enum import StrEnum

from domain.registration.model import Field


class Reason(StrEnum):
    """Why something is returned or rejected: the list that a reviewer picks from (facts §2.5)."""

    PHOTO_MISSING = "photo_missing"  # of an enrolment that was just joined; no reviewer picks it
    PHOTO_SIZE = "photo_size"
    PHOTO_BACKGROUND = "photo_background"
    PHOTO_BLURRED = "photo_blurred"
    PHOTO_NOT_RECENT = "photo_not_recent"
    PHOTO_OF_SOMEBODY_ELSE = "photo_of_somebody_else"
    ID_MISMATCH = "id_mismatch"
    SEVERAL_IDS = "several_ids"
    NAME_DIFFERS = "name_differs"
    PHONE_NOT_REACHABLE = "phone_not_reachable"
    YEARS_TOO_FEW = "years_too_few"
    SPELLS_OVERLAP = "spells_overlap"
    WORK_BEFORE_SIXTEEN = "work_before_sixteen"
    WORK_BEFORE_GRADUATION = "work_before_graduation"
    WRONG_EMPLOYER = "wrong_employer"
    EDUCATION_NOT_VERIFIABLE = "education_not_verifiable"
    MAJOR_NOT_RELATED = "major_not_related"
    CERTIFICATE_NOT_FOUND = "certificate_not_found"
    CERTIFICATE_OTHER_OCCUPATION = "certificate_other_occupation"
    WRONG_LEVEL = "wrong_level"
    DUPLICATE = "duplicate"
    BARRED = "barred"
    OTHER = "other"  # needs words of its own


_LISTED: dict[Field, tuple[Reason, ...]] = {
    Field.NAME: (Reason.NAME_DIFFERS,),
    Field.ID_NUMBER: (Reason.ID_MISMATCH, Reason.SEVERAL_IDS),
    Field.PHONE: (Reason.PHONE_NOT_REACHABLE,),
    Field.EDUCATION: (Reason.EDUCATION_NOT_VERIFIABLE, Reason.MAJOR_NOT_RELATED),
    Field.WORK: (
        Reason.YEARS_TOO_FEW,
        Reason.WRONG_EMPLOYER,
        Reason.SPELLS_OVERLAP,
        Reason.WORK_BEFORE_SIXTEEN,
        Reason.WORK_BEFORE_GRADUATION,
    ),
    Field.PRIOR: (Reason.CERTIFICATE_NOT_FOUND, Reason.CERTIFICATE_OTHER_OCCUPATION),
    Field.PHOTO: (
        Reason.PHOTO_BACKGROUND,
        Reason.PHOTO_BLURRED,
        Reason.PHOTO_SIZE,
        Reason.PHOTO_NOT_RECENT,
        Reason.PHOTO_OF_SOMEBODY_ELSE,
    ),
}

REASONS_TO_REJECT: tuple[Reason, ...] = (
    Reason.YEARS_TOO_FEW,
    Reason.WRONG_LEVEL,
    Reason.CERTIFICATE_NOT_FOUND,
    Reason.DUPLICATE,
    Reason.BARRED,
    Reason.ID_MISMATCH,
    Reason.OTHER,
)


def reasons_of(field: Field) -> tuple[Reason, ...]:
    """What a reviewer picks from for a field; own words come last."""
    return (*_LISTED.get(field, ()), Reason.OTHER)
