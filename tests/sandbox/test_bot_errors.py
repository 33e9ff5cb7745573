"""What the bot is refused, word for word."""

from typing import Any

import pytest

from sandbox.methods.polling import KINDS
from sandbox.methods.table import all_methods
from sandbox.wire.specification import specification
from tests.sandbox.rig import ANN, BOB, Rig

INLINE = "can't parse inline keyboard button: "


def keys(*buttons: Any) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


SENDING: list[tuple[dict[str, Any], str]] = [
    ({"text": None}, "Bad Request: message text is empty"),
    ({"text": ""}, "Bad Request: message text is empty"),
    ({"text": " \n "}, "Bad Request: text must be non-empty"),
    ({"text": "\u200b"}, "Bad Request: text must be non-empty"),
    ({"text": "<b> </b>", "parse_mode": "HTML"}, "Bad Request: text must be non-empty"),
    ({"text": "x" * 4097}, "Bad Request: message is too long"),
    ({"text": "中" * 10_923}, "Bad Request: text is too long"),
    ({"parse_mode": "BBCode"}, "Bad Request: unsupported parse_mode"),
    ({"chat_id": None}, "Bad Request: chat_id is empty"),
    ({"chat_id": 999}, "Bad Request: chat not found"),
    ({"chat_id": "@ann"}, "Bad Request: chat not found"),
    ({"chat_id": BOB}, "Forbidden: bot can't initiate conversation with a user"),
    ({"reply_parameters": {"message_id": 999}}, "Bad Request: message to be replied not found"),
    ({"reply_parameters": {}}, 'Bad Request: can\'t find field "message_id"'),
    ({"reply_parameters": {"message_id": "x"}}, 'Bad Request: field "message_id" must be of type Number'),
    ({"reply_parameters": []}, "Bad Request: object expected as reply parameters"),
    ({"reply_to_message_id": 999}, "Bad Request: message to be replied not found"),
    ({"link_preview_options": "["}, "Bad Request: can't parse link preview options JSON object"),
    ({"text": "\ud800"}, "Bad Request: strings must be encoded in UTF-8"),
    ({"entities": [5]}, "Bad Request: can't parse MessageEntity: expected an Object"),
    ({"entities": [{"type": "bold"}]}, "Bad Request: can't parse MessageEntity: Can't find field \"offset\""),
    (
        {"reply_markup": {"keyboard": [[5]]}},
        "Bad Request: can't parse keyboard button: KeyboardButton must be a String or an Object",
    ),
    ({"reply_parameters": "{"}, "Bad Request: can't parse reply parameters JSON object"),
    ({"reply_markup": "{"}, "Bad Request: can't parse reply keyboard markup JSON object"),
    ({"reply_markup": "[]"}, "Bad Request: object expected as reply markup"),
    ({"reply_markup": keys({"text": "a"})}, f"Bad Request: {INLINE}Text buttons are unallowed in the inline keyboard"),
    (
        {"reply_markup": keys({"text": "a", "callback_data": ""})},
        f"Bad Request: {INLINE}Text buttons are unallowed in the inline keyboard",
    ),
    ({"reply_markup": keys({"callback_data": "a"})}, f'Bad Request: {INLINE}Can\'t find field "text"'),
    ({"reply_markup": keys("a")}, f"Bad Request: {INLINE}InlineKeyboardButton must be an Object"),
    ({"reply_markup": keys({"text": "a", "callback_data": "数" * 22})}, "Bad Request: BUTTON_DATA_INVALID"),
    (
        {"reply_markup": keys({"text": "a", "url": "nowhere"})},
        "Bad Request: inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
    ),
    ({"reply_markup": {"keyboard": ["a"]}}, 'Bad Request: field "keyboard" must be an Array of Arrays'),
    ({"reply_markup": {"remove_keyboard": "yes"}}, 'Bad Request: field "remove_keyboard" must be of type Boolean'),
    ({"link_preview_options": {"is_disabled": "1"}}, 'Bad Request: field "is_disabled" must be of type Boolean'),
]


@pytest.mark.parametrize(("change", "description"), SENDING)
async def test_send_message_is_refused(chat: Rig, change: dict[str, Any], description: str) -> None:
    params = {"chat_id": ANN, "text": "hi", **change}
    given = {key: value for key, value in params.items() if value is not None}
    assert await chat.error("sendMessage", **given) == description
    assert len((await chat.see(f"/people/{ANN}/screen"))["messages"]) == 1  # the person's /start only


OTHERS: list[tuple[str, dict[str, Any], str]] = [
    ("sendChatAction", {"chat_id": ANN, "action": "dance"}, "wrong parameter action in request"),
    ("sendPhoto", {"chat_id": ANN}, "there is no photo in the request"),
    ("sendDocument", {"chat_id": ANN}, "there is no document in the request"),
    ("sendDocument", {"chat_id": ANN, "document": "x"}, "wrong remote file identifier specified: Wrong string length"),
    ("sendDocument", {"chat_id": ANN, "document": "http://a.cn/x"}, "wrong file identifier/HTTP URL specified"),
    ("sendPhoto", {"chat_id": ANN, "photo": "x", "caption": "c" * 1025}, "message caption is too long"),
    ("getFile", {}, "file_id not specified"),
    ("getFile", {"file_id": "x"}, "invalid file_id"),
    ("getChat", {}, "chat_id is empty"),
    ("editMessageText", {"chat_id": ANN, "text": "x"}, "message identifier is not specified"),
    ("editMessageText", {"chat_id": ANN, "text": "x", "message_id": 999}, "message to edit not found"),
    ("editMessageText", {"chat_id": ANN, "text": "x", "message_id": 1}, "message can't be edited"),
    ("deleteMessage", {"chat_id": ANN, "message_id": 999}, "message to delete not found"),
    ("deleteMessages", {"chat_id": ANN, "message_ids": {}}, "expected an Array of message identifiers"),
    ("deleteMessages", {"chat_id": ANN, "message_ids": [-1]}, "invalid message identifier specified"),
    ("editMessageMedia", {"chat_id": ANN, "message_id": 1}, 'parameter "media" is required'),
    ("editMessageCaption", {"chat_id": ANN, "message_id": 0}, "message identifier is not specified"),
    ("getMyCommands", {"scope": {}}, "can't parse BotCommandScope: Can't find field \"type\""),
    ("getMyCommands", {"scope": {"type": "x"}}, "can't parse BotCommandScope: Unsupported type specified"),
    ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    (
        "setWebhook",
        {"url": "https://example.org/"},
        "bad webhook: Failed to resolve host: the sandbox pushes to this machine only",
    ),
    ("deleteMessages", {"chat_id": ANN}, "message identifiers are not specified"),
    (
        "answerCallbackQuery",
        {"callback_query_id": "1"},
        "query is too old and response timeout expired or query ID is invalid",
    ),
    ("setMyCommands", {"commands": "["}, "can't parse commands JSON object"),
    ("setMyCommands", {"commands": {}}, "expected an Array of BotCommand"),
    ("setMyCommands", {"commands": [None]}, "can't parse BotCommand: expected an Object"),
    ("setMyCommands", {"commands": [{"command": "a"}]}, "can't parse BotCommand: Can't find field \"description\""),
    ("setMyCommands", {"commands": [{"command": "", "description": "d"}]}, "command must be non-empty"),
    ("setMyCommands", {"commands": [{"command": "a" * 33, "description": "d"}]}, "command length must not exceed 32"),
    ("setMyCommands", {"commands": [{"command": "Ä", "description": "d"}]}, "BOT_COMMAND_INVALID"),
    ("setWebhook", {"url": "http://example.org/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
    ("setWebhook", {"url": "http://127.0.0.1:1/", "secret_token": "ä"}, "secret token contains unallowed characters"),
]


@pytest.mark.parametrize(("method", "params", "description"), OTHERS)
async def test_other_methods_are_refused(chat: Rig, method: str, params: dict[str, Any], description: str) -> None:
    assert await chat.error(method, **params) == f"Bad Request: {description}"


HTML = [
    ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
    ("中<br>", 'Unsupported start tag "br" at byte offset 3'),
    ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("a</b>", "Unexpected end tag at byte offset 1"),
    ("a<b", "Unclosed start tag at byte offset 1"),
    ("<b>a</b", "Unclosed end tag at byte offset 4"),
    ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<a ="x">a</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href=x:y>a</a>", "Unexpected end of name token at byte offset 8"),
    ("年龄 < 18", 'Unsupported start tag "" at byte offset 7'),
]


@pytest.mark.parametrize(("text", "complaint"), HTML)
async def test_broken_html_is_refused(chat: Rig, text: str, complaint: str) -> None:
    text += " >" if text.endswith("18") else ""
    description = await chat.error("sendMessage", chat_id=ANN, text=text, parse_mode="HTML")
    assert description == f"Bad Request: can't parse entities: {complaint}"


async def test_tokens_and_paths(rig: Rig) -> None:
    """A wrong token is unauthorized, a method nobody knows is not found, whatever its case."""
    wrong = {
        "/bot1:other/getMe": (401, "Unauthorized"),
        "/bot0:other/getMe": (401, "Unauthorized: invalid token specified"),
        "/botnonsense/getMe": (401, "Unauthorized: invalid token specified"),
        f"/bot{rig.sandbox.token}": (404, "Not Found"),
        f"/bot{rig.sandbox.token}/getNothing": (404, "Not Found: method not found"),
    }
    for path, (status, description) in wrong.items():
        expected = {"ok": False, "error_code": status, "description": description}
        assert await rig.request("GET", path) == (status, expected)
    assert (await rig.ok("GETME"))["is_bot"] is True


def test_every_method_is_in_the_specification(rig_methods: dict[str, Any]) -> None:
    assert set(rig_methods) <= set(specification()["methods"])


def test_kinds_of_updates_are_those_of_the_specification() -> None:
    assert {"update_id", *KINDS} == {field["name"] for field in specification()["types"]["Update"]["fields"]}


async def test_required_parameters_are_required(chat: Rig, rig_methods: dict[str, Any]) -> None:
    """Each method without any parameter answers an error, if the specification requires one of it."""
    for name in rig_methods:
        required = [field["name"] for field in specification()["methods"][name].get("fields", []) if field["required"]]
        if required and name not in ("setWebhook", "setMyCommands"):  # the real server lets these two pass
            assert (await chat.bot(name))["error_code"] in (400, 403), name


@pytest.fixture
def rig_methods() -> dict[str, Any]:
    return dict(all_methods())
