"""Keyboards: what each kind of button becomes, what is refused and how, what is cut."""

from typing import Any

import pytest

from sandbox.chats.chat import Screen
from sandbox.chats.group import Group
from tests.sandbox.crowd import gather
from tests.sandbox.rig import ANN, BOB, Rig

GROUP = -4_000_000_777
INLINE = "can't parse inline keyboard button: "
KEYBOARD = "can't parse keyboard button: "


def inline(*buttons: Any) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


def below(*buttons: Any) -> dict[str, Any]:
    return {"keyboard": [list(buttons)]}


async def send(rig: Rig, markup: Any, chat_id: int = ANN) -> dict[str, Any]:
    return dict(await rig.ok("sendMessage", chat_id=chat_id, text="?", reply_markup=markup))


async def refused(rig: Rig, markup: Any, chat_id: int = ANN) -> str:
    return await rig.error("sendMessage", chat_id=chat_id, text="?", reply_markup=markup)


def with_group(rig: Rig) -> None:
    """A group with the bot and the first person."""
    world = rig.sandbox
    group = world.groups[GROUP] = Group(GROUP, "group", "Group")
    group.members = {ANN: {"status": "creator"}, world.first_bot.id: {"status": "member"}}
    group.present[world.first_bot.id] = world.first_bot
    Screen(group, world.people[ANN])


ECHOED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"callback_data": "x" * 64}, {"callback_data": "x" * 64}),
    ({"url": "Example.org"}, {"url": "http://example.org/"}),
    ({"url": "tg://user?id=5"}, {"url": "tg://user?id=5"}),
    ({"switch_inline_query": ""}, {"switch_inline_query": ""}),
    ({"switch_inline_query_current_chat": "q"}, {"switch_inline_query_current_chat": "q"}),
    (
        {"switch_inline_query_chosen_chat": {"query": "q", "allow_user_chats": True, "allow_bot_chats": False}},
        {"switch_inline_query_chosen_chat": {"query": "q", "allow_user_chats": True}},
    ),
    ({"copy_text": {"text": "c" * 256}}, {"copy_text": {"text": "c" * 256}}),
    ({"web_app": {"url": "https://a.cn/x"}}, {"web_app": {"url": "https://a.cn/x"}}),
    ({"login_url": {"url": "https://a.cn/", "request_write_access": True}}, {"url": "https://a.cn/"}),
    ({"callback_data": "x", "style": "danger"}, {"callback_data": "x", "style": "danger"}),
    ({"callback_data": "x", "style": "default"}, {"callback_data": "x"}),
    ({"callback_data": "x", "icon_custom_emoji_id": "5"}, {"callback_data": "x", "icon_custom_emoji_id": "5"}),
    ({"callback_data": "x", "unknown": 1}, {"callback_data": "x"}),
    ({"url": "a.cn", "callback_data": "x"}, {"url": "http://a.cn/"}),
]


@pytest.mark.parametrize(("given", "echoed"), ECHOED)
async def test_an_inline_button_is_echoed(chat: Rig, given: dict[str, Any], echoed: dict[str, Any]) -> None:
    sent = await send(chat, inline({"text": "b", **given}))
    assert sent["reply_markup"] == inline({"text": "b", **echoed})


INLINE_REFUSED: list[tuple[Any, str]] = [
    ({"callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
    ({"callback_data": "数" * 22}, "BUTTON_DATA_INVALID"),
    ({"callback_data": ""}, f"{INLINE}Text buttons are unallowed in the inline keyboard"),
    ({"pay": False}, f"{INLINE}Text buttons are unallowed in the inline keyboard"),
    ({"callback_data": 5}, f'{INLINE}Field "callback_data" must be of type String'),
    ({"text": 5, "callback_data": "x"}, f'{INLINE}Field "text" must be of type String'),
    ({"url": "not-a-url"}, "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL"),
    ({"url": "http://localhost:5"}, "inline keyboard button URL 'http://localhost:5' is invalid: Wrong HTTP URL"),
    ({"url": "ftp://a.cn"}, "inline keyboard button URL 'ftp://a.cn' is invalid: Unsupported URL protocol"),
    ({"url": "https://"}, "inline keyboard button URL 'https://' is invalid: URL host is empty"),
    ({"web_app": {"url": "bad"}}, "inline keyboard button Web App URL 'bad' is invalid: Only HTTPS links are allowed"),
    (
        {"web_app": {"url": "http://a.cn"}},
        "inline keyboard button Web App URL 'http://a.cn' is invalid: Only HTTPS links are allowed",
    ),
    ({"web_app": {"url": ""}}, "inline keyboard button Web App URL '' is invalid: URL host is empty"),
    (
        {"login_url": {"url": "http://a.cn"}},
        "inline keyboard button login URL 'http://a.cn' is invalid: Only HTTPS links are allowed",
    ),
    (
        {"login_url": {"url": "https://a.cn", "request_write_access": "yes"}},
        f'{INLINE}Field "request_write_access" must be of type Boolean',
    ),
    ({"copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
    ({"copy_text": {"text": "c" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
    ({"pay": True}, "BUTTON_TYPE_INVALID"),
    ({"callback_game": {}}, "BUTTON_TYPE_INVALID"),
    (
        {"switch_inline_query_chosen_chat": {"allow_user_chats": "yes"}},
        f'{INLINE}Field "allow_user_chats" must be of type Boolean',
    ),
    ({"switch_inline_query_chosen_chat": {}}, "at least one chat type must be allowed"),
    ({"callback_data": "x", "style": "warning"}, "invalid button style specified"),
]


@pytest.mark.parametrize(("given", "description"), INLINE_REFUSED)
async def test_an_inline_button_is_refused(chat: Rig, given: dict[str, Any], description: str) -> None:
    assert await refused(chat, inline({"text": "b", **given})) == f"Bad Request: {description}"


MARKUPS_REFUSED: list[tuple[Any, str]] = [
    ({"inline_keyboard": "bad"}, 'field "inline_keyboard" must be of type Array'),
    ({"inline_keyboard": ["bad"]}, 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
    ({"keyboard": "bad"}, 'field "keyboard" must be of type Array'),
    ({"keyboard": ["bad"]}, 'field "keyboard" must be an Array of Arrays'),
    ({"force_reply": "yes"}, 'field "force_reply" must be of type Boolean'),
    ({"remove_keyboard": 1}, 'field "remove_keyboard" must be of type Boolean'),
    ({**below("a"), "selective": "yes"}, 'field "selective" must be of type Boolean'),
    ({**below("a"), "resize_keyboard": "yes"}, 'field "resize_keyboard" must be of type Boolean'),
    ({**below("a"), "one_time_keyboard": "yes"}, 'field "one_time_keyboard" must be of type Boolean'),
    ({**below("a"), "is_persistent": "yes"}, 'field "is_persistent" must be of type Boolean'),
    (below(5), f"{KEYBOARD}KeyboardButton must be a String or an Object"),
    (below({}), f'{KEYBOARD}Can\'t find field "text"'),
    (below({"text": "a", "request_contact": "yes"}), f'{KEYBOARD}Field "request_contact" must be of type Boolean'),
    (below({"text": "a", "request_chat": {"chat_is_channel": True}}), f'{KEYBOARD}Can\'t find field "request_id"'),
    (
        below({"text": "a", "request_chat": {"request_id": 1, "chat_is_forum": "yes"}}),
        f'{KEYBOARD}Field "chat_is_forum" must be of type Boolean',
    ),
    (below({"text": "a", "request_users": {"request_id": 1, "max_quantity": 11}}), "BUTTON_QUANTITY_MAX_INVALID"),
    (
        below({"text": "a", "web_app": {"url": "http://a.cn"}}),
        "keyboard button Web App URL 'http://a.cn' is invalid: Only HTTPS links are allowed",
    ),
    ("[]", "object expected as reply markup"),
    ("{", "can't parse reply keyboard markup JSON object"),
]


@pytest.mark.parametrize(("markup", "description"), MARKUPS_REFUSED)
async def test_a_markup_is_refused(chat: Rig, markup: Any, description: str) -> None:
    assert await refused(chat, markup) == f"Bad Request: {description}"


async def test_buttons_without_text_are_left_out(chat: Rig) -> None:
    sent = await send(chat, inline({"text": "", "callback_data": "x"}, {"text": "b", "callback_data": "y"}))
    assert sent["reply_markup"] == inline({"text": "b", "callback_data": "y"})
    assert "reply_markup" not in await send(chat, inline({"text": "", "callback_data": "x"}))


async def test_a_row_is_cut_at_twelve(chat: Rig) -> None:
    sent = await send(chat, inline(*({"text": str(n), "callback_data": str(n)} for n in range(13))))
    assert [button["text"] for button in sent["reply_markup"]["inline_keyboard"][0]] == [str(n) for n in range(12)]


async def test_a_keyboard_is_cut_at_three_hundred(chat: Rig) -> None:
    rows = [[{"text": str(n), "callback_data": "x"}] for n in range(301)]
    sent = await send(chat, {"inline_keyboard": rows})
    assert len(sent["reply_markup"]["inline_keyboard"]) == 300


async def test_a_keyboard_that_says_too_much_is_too_long(chat: Rig) -> None:
    rows = [[{"text": "t" * 90, "callback_data": "x" * 10}] for _ in range(103)]
    assert await refused(chat, {"inline_keyboard": rows}) == "Bad Request: reply markup is too long"
    await send(chat, {"inline_keyboard": rows[:102]})


REQUESTS = [
    ({"request_contact": True}, "phone number can be requested in private chats only"),
    ({"request_location": True}, "location can be requested in private chats only"),
    ({"request_poll": {}}, "poll can be requested in private chats only"),
    ({"request_users": {"request_id": 1}}, "users can be requested in private chats only"),
    ({"request_chat": {"request_id": 1, "chat_is_channel": False}}, "chats can be requested in private chats only"),
    ({"web_app": {"url": "https://a.cn/"}}, "web App buttons can be used in private chats only"),
]


@pytest.mark.parametrize(("asked", "description"), REQUESTS)
async def test_people_are_asked_in_private_only(chat: Rig, asked: dict[str, Any], description: str) -> None:
    with_group(chat)
    assert await refused(chat, below({"text": "a", **asked}), GROUP) == f"Bad Request: {description}"
    await send(chat, below({"text": "a", **asked}))
    shown = (await chat.see(f"/people/{ANN}/screen"))["reply_keyboard"]
    assert shown["keyboard"] == [[{"text": "a", **asked}]]


async def test_a_web_app_below_a_message_is_for_private_chats(chat: Rig) -> None:
    with_group(chat)
    markup = inline({"text": "a", "web_app": {"url": "https://a.cn/"}})
    assert await refused(chat, markup, GROUP) == "Bad Request: BUTTON_TYPE_INVALID"
    await send(chat, markup)


async def test_a_plain_keyboard_goes_to_a_group(chat: Rig) -> None:
    """Negative control of the private-only requests."""
    with_group(chat)
    await send(chat, below("a"), GROUP)
    shown = (await chat.see(f"/people/{ANN}/chats/{GROUP}/screen"))["reply_keyboard"]
    assert shown["keyboard"] == [[{"text": "a"}]]


async def test_the_looks_of_a_reply_keyboard_are_kept(chat: Rig) -> None:
    looks = {"resize_keyboard": True, "is_persistent": True, "input_field_placeholder": "say"}
    await send(chat, {**below({"text": "a", "style": "success"}), **looks, "one_time_keyboard": False})
    shown = (await chat.see(f"/people/{ANN}/screen"))["reply_keyboard"]
    assert shown == {"keyboard": [[{"text": "a", "style": "success"}]], **looks}


async def test_force_reply_names_its_message(chat: Rig) -> None:
    sent = await send(chat, {"force_reply": True, "input_field_placeholder": "say"})
    shown = (await chat.see(f"/people/{ANN}/screen"))["force_reply"]
    assert shown == {"force_reply": True, "input_field_placeholder": "say", "message_id": sent["message_id"]}
    assert "reply_markup" not in sent


async def test_a_selective_keyboard_is_for_those_mentioned_or_answered(rig: Rig) -> None:
    """In a group; who is called almost like somebody mentioned is not meant."""
    crowd = await gather(rig)
    for number, name in ((104, "welder"), (105, "welder_2")):
        rig.sandbox.add_person({"id": number, "first_name": name, "username": name})
        await crowd.do(ANN, "add", who=number)
    keys = {"keyboard": [[{"text": "Mine"}]], "selective": True}

    async def seen(**said: Any) -> list[int]:
        await crowd.ok("sendMessage", **said, reply_markup=keys)
        held = [one for one in (ANN, BOB, 104, 105) if (await crowd.screen(one))["reply_keyboard"]]
        await crowd.ok("sendMessage", text="away", reply_markup={"remove_keyboard": True})
        return held

    assert await seen(text="For @welder_2 only") == [105]
    assert await seen(text="For @WELDER only") == [104]
    assert await seen(text="For nobody") == []
    asked = await crowd.do(BOB, "say", text="/which")
    assert await seen(text="For you", reply_to_message_id=asked["message_id"]) == [BOB]
    assert await seen(
        text="Bob!", entities=[{"type": "text_mention", "offset": 0, "length": 3, "user": {"id": BOB}}]
    ) == [BOB]
