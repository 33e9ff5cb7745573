"""Places, also those that move, venues, dice, contacts: sent by the bot and by people."""

import asyncio
from typing import Any

import pytest

from tests.sandbox.rig import ANN, BOB, Rig

HERE = {"latitude": 39.9, "longitude": 116.4}
THERE = {"latitude": 40.0, "longitude": 116.5}
MARKUP = {"inline_keyboard": [[{"text": "b", "callback_data": "x"}]]}


async def send(rig: Rig, method: str, **given: Any) -> dict[str, Any]:
    return dict(await rig.ok(method, chat_id=ANN, **given))


async def refused(rig: Rig, method: str, **given: Any) -> str:
    known = {name: value for name, value in given.items() if value is not None}
    return (await rig.error(method, chat_id=ANN, **known)).removeprefix("Bad Request: ")


async def heard(rig: Rig) -> dict[str, Any]:
    return dict((await rig.updates(offset=-1))[0])


async def stumbles(rig: Rig, deed: str, **given: Any) -> str:
    status, answer = await rig.request("POST", f"/people/{ANN}/{deed}", json=given)
    assert status == 400
    return str(answer["error"])


async def test_a_location_is_a_point(chat: Rig) -> None:
    assert (await send(chat, "sendLocation", **HERE))["location"] == HERE
    assert (await send(chat, "sendLocation", latitude="39.9", longitude="116.4"))["location"] == HERE


@pytest.mark.parametrize(("given", "kept"), [(12.3, 13.0), (2000, 1500.0), (-1, None), (0, None)])
async def test_the_accuracy_of_a_location_is_held_in_bounds(chat: Rig, given: float, kept: float | None) -> None:
    sent = await send(chat, "sendLocation", **HERE, horizontal_accuracy=given)
    assert sent["location"].get("horizontal_accuracy") == kept


async def test_a_live_location_tells_more(chat: Rig) -> None:
    live = {"live_period": 600, "heading": 90, "proximity_alert_radius": 100}
    assert (await send(chat, "sendLocation", **HERE, **live))["location"] == {**HERE, **live}


async def test_a_location_without_period_tells_no_heading(chat: Rig) -> None:
    """Negative control."""
    assert (await send(chat, "sendLocation", **HERE, heading=90))["location"] == HERE


async def test_a_live_location_may_live_for_ever(chat: Rig) -> None:
    sent = await send(chat, "sendLocation", **HERE, live_period=0x7FFFFFFF)
    await chat.post("/clock", advance_seconds=10_000_000)
    moved = await send(chat, "editMessageLiveLocation", message_id=sent["message_id"], **THERE)
    assert moved["location"]["latitude"] == 40.0


LOCATIONS_REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"latitude": None}, "latitude is empty"),
    ({"longitude": None}, "longitude is empty"),
    ({"latitude": 90.1}, "invalid location specified"),
    ({"longitude": -180.1}, "invalid location specified"),
    ({"latitude": "nan"}, "invalid location specified"),
    ({"latitude": 100, "live_period": 600}, "invalid live location specified"),
    ({"live_period": 59}, "wrong live location period specified"),
    ({"live_period": 86_401}, "wrong live location period specified"),
    ({"live_period": 600, "heading": 361}, "wrong live location heading specified"),
    ({"live_period": 600, "proximity_alert_radius": 100_001}, "wrong live location proximity alert radius specified"),
]


@pytest.mark.parametrize(("given", "description"), LOCATIONS_REFUSED)
async def test_a_location_is_refused(chat: Rig, given: dict[str, Any], description: str) -> None:
    assert await refused(chat, "sendLocation", **{**HERE, **given}) == description


async def test_a_live_location_moves_and_stops(chat: Rig) -> None:
    sent = await send(chat, "sendLocation", **HERE, live_period=600, heading=90, reply_markup=MARKUP)
    place = {"message_id": sent["message_id"]}
    moved = await send(chat, "editMessageLiveLocation", **place, **THERE, heading=45, reply_markup=MARKUP)
    assert moved["location"] == {**THERE, "live_period": 600, "heading": 45}
    assert moved["edit_date"] >= moved["date"]
    assert moved["reply_markup"] == MARKUP
    longer = await send(chat, "editMessageLiveLocation", **place, **THERE, live_period=900)
    assert longer["location"] == {**THERE, "live_period": 900}
    stopped = await send(chat, "stopMessageLiveLocation", **place)
    assert stopped["location"] == THERE
    assert await refused(chat, "editMessageLiveLocation", **place, **HERE) == "message can't be edited"
    assert await refused(chat, "stopMessageLiveLocation", **place) == "message can't be edited"


async def test_a_live_location_that_does_not_move_is_not_modified(chat: Rig) -> None:
    sent = await send(chat, "sendLocation", **HERE, live_period=600)
    told = await refused(chat, "editMessageLiveLocation", message_id=sent["message_id"], **HERE)
    assert told.startswith("message is not modified")


async def test_a_live_location_stays_on_the_map(chat: Rig) -> None:
    sent = await send(chat, "sendLocation", **HERE, live_period=600)
    beyond = {**THERE, "latitude": -90.1}
    told = await refused(chat, "editMessageLiveLocation", message_id=sent["message_id"], **beyond)
    assert told == "invalid location specified"


async def test_a_live_location_ends_after_its_period(chat: Rig) -> None:
    sent = await send(chat, "sendLocation", **HERE, live_period=600)
    await chat.post("/clock", advance_seconds=600)
    told = await refused(chat, "editMessageLiveLocation", message_id=sent["message_id"], **THERE)
    assert told == "message can't be edited"


async def test_only_live_locations_move(chat: Rig) -> None:
    text = await send(chat, "sendMessage", text="x")
    still = await send(chat, "sendLocation", **HERE)
    cases = [
        ({"message_id": 999}, "message to edit not found"),
        ({}, "message identifier is not specified"),
        ({"message_id": text["message_id"]}, "there is no live location in the message to edit"),
        ({"message_id": still["message_id"]}, "message can't be edited"),
        ({"message_id": 1}, "message can't be edited"),
    ]
    for given, description in cases:
        assert await refused(chat, "editMessageLiveLocation", **given, **THERE) == description
    assert await refused(chat, "editMessageLiveLocation", message_id=still["message_id"]) == "latitude is empty"


async def test_a_venue_is_a_place_with_a_name(chat: Rig) -> None:
    sent = await send(chat, "sendVenue", **HERE, title="国图", address="白石桥", google_place_id="g")
    assert sent["venue"] == {"location": HERE, "title": "国图", "address": "白石桥", "google_place_id": "g"}
    assert sent["location"] == HERE


@pytest.mark.parametrize(
    ("given", "description"),
    [
        ({"title": None}, 'parameter "title" is required'),
        ({"address": ""}, 'parameter "address" is required'),
        ({"latitude": None}, "latitude is empty"),
        ({"longitude": 181}, "wrong venue location specified"),
    ],
)
async def test_a_venue_is_refused(chat: Rig, given: dict[str, Any], description: str) -> None:
    assert await refused(chat, "sendVenue", **{**HERE, "title": "t", "address": "a", **given}) == description


FACES = [("🎲", 6), ("🎯", 6), ("🎳", 6), ("🏀", 5), ("⚽", 5), ("🎰", 64)]


@pytest.mark.parametrize(("emoji", "faces"), FACES)
async def test_dice_show_their_values(chat: Rig, emoji: str, faces: int) -> None:
    thrown = [(await send(chat, "sendDice", emoji=emoji))["dice"] for _ in range(8)]
    assert {dice["emoji"] for dice in thrown} == {emoji}
    assert {dice["value"] for dice in thrown} <= set(range(1, faces + 1))


async def test_the_usual_dice_is_thrown(chat: Rig) -> None:
    assert (await send(chat, "sendDice"))["dice"]["emoji"] == "🎲"
    assert (await send(chat, "sendDice", emoji="⚽\ufe0f"))["dice"]["emoji"] == "⚽"


async def test_nothing_else_is_a_dice(chat: Rig) -> None:
    assert await refused(chat, "sendDice", emoji="🍕") == "EMOTICON_INVALID"


async def test_a_contact_is_told_as_given(chat: Rig) -> None:
    given = {"phone_number": "+100", "first_name": "X", "last_name": "Y", "vcard": "BEGIN:VCARD"}
    assert (await send(chat, "sendContact", **given))["contact"] == given


async def test_the_contact_of_a_person_has_an_id(chat: Rig) -> None:
    sent = await send(chat, "sendContact", phone_number="+86 138 0000 0101", first_name="安")
    assert sent["contact"]["user_id"] == ANN


@pytest.mark.parametrize("name", ["phone_number", "first_name"])
async def test_a_contact_needs_number_and_name(chat: Rig, name: str) -> None:
    given = {"phone_number": "+1", "first_name": "X", name: None}
    assert await refused(chat, "sendContact", **given) == f'parameter "{name}" is required'


SENDS = [
    ("sendLocation", HERE),
    ("sendVenue", {**HERE, "title": "t", "address": "a"}),
    ("sendDice", {}),
    ("sendContact", {"phone_number": "+1", "first_name": "X"}),
    ("sendPoll", {"question": "?", "options": ["a"]}),
]


@pytest.mark.parametrize(("method", "given"), SENDS)
async def test_all_of_them_answer_protect_and_carry_keys(chat: Rig, method: str, given: dict[str, Any]) -> None:
    more = {"reply_parameters": {"message_id": 1}, "reply_markup": MARKUP, "protect_content": True}
    sent = await send(chat, method, **given, **more)
    assert sent["reply_to_message"]["message_id"] == 1
    assert (sent["reply_markup"], sent["has_protected_content"]) == (MARKUP, True)


@pytest.mark.parametrize(("method", "given"), SENDS)
async def test_none_of_them_reaches_who_never_wrote(chat: Rig, method: str, given: dict[str, Any]) -> None:
    told = await chat.error(method, chat_id=BOB, **given)
    assert told == "Forbidden: bot can't initiate conversation with a user"
    assert await chat.error(method, **given) == "Bad Request: chat_id is empty"


async def test_a_person_sends_a_venue(chat: Rig) -> None:
    await chat.do(ANN, "venue", title="国图", address="白石桥", **HERE)
    message = (await heard(chat))["message"]
    assert message["venue"] == {"location": HERE, "title": "国图", "address": "白石桥"}
    assert await stumbles(chat, "venue", title="", address="a") == "a venue has a title and an address"


@pytest.mark.parametrize(("emoji", "faces"), FACES)
async def test_a_person_throws_dice(chat: Rig, emoji: str, faces: int) -> None:
    await chat.do(ANN, "dice", emoji=emoji, value=faces)
    assert (await heard(chat))["message"]["dice"] == {"emoji": emoji, "value": faces}
    assert await stumbles(chat, "dice", emoji=emoji, value=faces + 1) == f"{emoji} shows 1 to {faces}"


async def test_a_person_throws_no_other_dice(chat: Rig) -> None:
    assert await stumbles(chat, "dice", emoji="🍕") == "dice are 🎲 🎯 🎳 🏀 ⚽ 🎰"


async def test_a_person_on_the_move(chat: Rig) -> None:
    sent = await chat.do(ANN, "location", **HERE, live_period=600)
    assert (await heard(chat))["message"]["location"] == {**HERE, "live_period": 600}
    await chat.do(ANN, "move", message_id=sent["message_id"], **THERE, heading=45)
    assert (await heard(chat))["edited_message"]["location"] == {**THERE, "live_period": 600, "heading": 45}
    await chat.do(ANN, "move", message_id=sent["message_id"], stop=True)
    assert (await heard(chat))["edited_message"]["location"] == THERE
    told = await stumbles(chat, "move", message_id=sent["message_id"], **HERE)
    assert told == "only an own live location can be moved, as long as it lives"


async def test_a_person_sends_no_impossible_place(chat: Rig) -> None:
    assert "latitude is -90 to 90" in await stumbles(chat, "location", latitude=91)
    assert await stumbles(chat, "location", live_period=5) == "live_period is 60 to 86400 seconds"


SMALL: list[tuple[str, dict[str, Any]]] = [
    ("venue", {"title": "t", "address": "a"}),
    ("poll", {"question": "?", "options": ["a"]}),
    ("dice", {}),
    ("location", {}),
]


@pytest.mark.parametrize(("kind", "more"), SMALL)
async def test_small_things_go_by_one_name(chat: Rig, kind: str, more: dict[str, Any]) -> None:
    await chat.do(ANN, "send", kind=kind, **more)
    assert kind in (await heard(chat))["message"]


async def test_places_come_at_once(chat: Rig) -> None:
    """What people send wakes a long poll."""
    poll = asyncio.create_task(chat.updates(timeout=5))
    await asyncio.sleep(0.05)
    await chat.do(ANN, "location", **HERE)
    assert (await poll)[0]["message"]["location"] == HERE
