"""Meeting people, their language, their consents, and staff roles."""

from __future__ import annotations

import pytest

from domain.errors import Forbidden, Missing
from domain.language import OFFICIAL
from domain.people import (
    ASKED_SEPARATELY,
    NEEDED_TO_REGISTER,
    Actor,
    ConsentKind,
    ConsentNeeded,
    GiveConsent,
    NotAStaffRole,
    OwnRoles,
    Person,
    Role,
    actor_of,
    appoint,
    check_consents,
    dismiss,
    give_consent,
    meet,
    missing_consents,
    switch_language,
    withdraw_consent,
)
from tests.registration.examples import ADMINISTRATOR, CANDIDATE, NOW
from tests.registration.fakes import Turn
from tests.stored import stored


@pytest.fixture
def work() -> Turn:
    return Turn()


async def zhang(work: Turn) -> Actor:
    return await actor_of(work, await meet(work, 500, "张伟"))


async def test_a_new_person_is_kept_once(work: Turn) -> None:
    person = await meet(work, 500, "张伟")
    assert (person.id, person.language, person.created_at) == (1, OFFICIAL, NOW)
    assert await meet(work, 500, "张伟") is person
    assert (len(work.people.persons), work.audited()) == (1, ["person.met"])


async def test_a_known_person_comes_back_under_the_name_now_shown(work: Turn) -> None:
    person = await meet(work, 500, "张伟")
    person.reachable = False
    await meet(work, 500, "Wei")
    assert (person.shown_name, person.reachable) == ("Wei", True)


async def test_a_person_acts_with_the_roles_granted(work: Turn) -> None:
    assert not (await zhang(work)).is_staff
    await appoint(work, None, 1, Role.FIRST_REVIEWER)
    reviewer = await zhang(work)
    assert reviewer.roles == {Role.CANDIDATE, Role.FIRST_REVIEWER}
    assert reviewer.is_staff


async def test_a_language_chosen(work: Turn) -> None:
    actor = await zhang(work)
    await switch_language(work, actor, "en")
    assert (await zhang(work)).language == "en"
    assert work.deeds[-1] == (1, "person.language", "person:1", {"language": "en"})


async def test_consents_are_separate_and_counted_once(work: Turn) -> None:
    actor = await zhang(work)
    first = await give_consent(work, actor, GiveConsent(ConsentKind.PHOTO, "1", "aa"))
    assert await give_consent(work, actor, GiveConsent(ConsentKind.PHOTO, "1", "aa")) is first
    held = await work.people.consents(1)
    assert [(each.kind, each.text_version, each.given_at) for each in held] == [(ConsentKind.PHOTO, "1", NOW)]
    assert missing_consents(held, NEEDED_TO_REGISTER) == (
        ConsentKind.TERMS,
        ConsentKind.ID_NUMBER,
        ConsentKind.CROSS_BORDER,
    )


async def test_a_newer_text_replaces_the_consent(work: Turn) -> None:
    actor = await zhang(work)
    first = await give_consent(work, actor, GiveConsent(ConsentKind.PHOTO, "1", "aa"))
    await give_consent(work, actor, GiveConsent(ConsentKind.PHOTO, "2", "bb"))
    assert first.withdrawn_at == NOW
    assert [each.text_version for each in await work.people.consents(1)] == ["2"]


async def test_a_consent_withdrawn_is_missing_again(work: Turn) -> None:
    actor = await zhang(work)
    for kind in ASKED_SEPARATELY:
        await give_consent(work, actor, GiveConsent(kind, "1", "aa"))
    check_consents(await work.people.consents(1), NEEDED_TO_REGISTER)
    await withdraw_consent(work, actor, ConsentKind.ID_NUMBER)
    with pytest.raises(ConsentNeeded) as raised:
        check_consents(work.people.given, NEEDED_TO_REGISTER)
    assert raised.value.kinds == (ConsentKind.ID_NUMBER,)
    with pytest.raises(Missing):
        await withdraw_consent(work, actor, ConsentKind.ID_NUMBER)


async def test_appointed_once_and_dismissed_at_once(work: Turn) -> None:
    await zhang(work)
    grant = await appoint(work, ADMINISTRATOR, 1, Role.DIRECTOR)
    assert await appoint(work, ADMINISTRATOR, 1, Role.DIRECTOR) is grant
    await dismiss(work, ADMINISTRATOR, 1, Role.DIRECTOR)
    assert grant.withdrawn_at == NOW
    assert (await zhang(work)).roles == {Role.CANDIDATE}
    with pytest.raises(Missing):
        await dismiss(work, ADMINISTRATOR, 1, Role.DIRECTOR)
    assert work.audited() == ["person.met", "role.granted", "role.withdrawn"]


async def test_who_may_not_appoint(work: Turn) -> None:
    await zhang(work)
    work.people.add(stored(Person(1015, "Admin"), ADMINISTRATOR.person_id))
    with pytest.raises(Forbidden):
        await appoint(work, CANDIDATE, 1, Role.DIRECTOR)
    with pytest.raises(OwnRoles):
        await appoint(work, ADMINISTRATOR, ADMINISTRATOR.person_id, Role.DIRECTOR)
    with pytest.raises(NotAStaffRole):
        await appoint(work, ADMINISTRATOR, 1, Role.CANDIDATE)
    with pytest.raises(Missing):
        await appoint(work, ADMINISTRATOR, 99, Role.DIRECTOR)
    assert work.people.granted == []
