"""The rules of registration: pure functions, `rules.name(...)`, `rules.verdict(...)`."""

from domain.registration.rules.certificates import (
    NUMBER_EXAMPLE,
    certificate_flags,
    certificate_number,
    check_not_held,
    prior_certificate,
)
from domain.registration.rules.contact import EMPLOYER_LONGEST, PHONE_EXAMPLE, employer, phone
from domain.registration.rules.dates import DATE_EXAMPLE, MONTH_EXAMPLE, age, end_month, month, past_date, whole_months
from domain.registration.rules.eligibility import Background, verdict
from domain.registration.rules.identity import (
    EXAMPLES,
    birth_date,
    born_on,
    check_age,
    check_identity,
    identity_number,
    resident,
    says_birth_and_sex,
    sex_of,
)
from domain.registration.rules.masks import mask_id, mask_name, mask_phone
from domain.registration.rules.names import name
from domain.registration.rules.particulars import changed_fields, check_mended, check_particulars
from domain.registration.rules.photos import PhotoFacts, check_photo
from domain.registration.rules.states import AFTER, Handling, after
from domain.registration.rules.typed import compact, half_width
from domain.registration.rules.work_history import (
    MOST_SPELLS,
    check_spells,
    longest_run,
    months_worked,
    spell,
    worked_months,
)

__all__ = [
    "AFTER",
    "DATE_EXAMPLE",
    "EMPLOYER_LONGEST",
    "EXAMPLES",
    "MONTH_EXAMPLE",
    "MOST_SPELLS",
    "NUMBER_EXAMPLE",
    "PHONE_EXAMPLE",
    "Background",
    "Handling",
    "PhotoFacts",
    "after",
    "age",
    "birth_date",
    "born_on",
    "certificate_flags",
    "certificate_number",
    "changed_fields",
    "check_age",
    "check_identity",
    "check_mended",
    "check_not_held",
    "check_particulars",
    "check_photo",
    "check_spells",
    "compact",
    "employer",
    "end_month",
    "half_width",
    "identity_number",
    "longest_run",
    "mask_id",
    "mask_name",
    "mask_phone",
    "month",
    "months_worked",
    "name",
    "past_date",
    "phone",
    "prior_certificate",
    "resident",
    "says_birth_and_sex",
    "sex_of",
    "spell",
    "verdict",
    "whole_months",
    "worked_months",
]
