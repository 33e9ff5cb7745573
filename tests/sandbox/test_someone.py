"""Somebody at the sandbox, over HTTP and near: what they do, and what counts as seen after it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox import NotDone, NotSeen, Someone
from tests.sandbox.rig import ANN, BOB, Rig, running
from tests.sandbox.samples import picture

KEYS = {"inline_keyboard": [[{"text": "One", "callback_data": "1"}], [{"text": "Two", "callback_data": "2"}]]}
LINK = {"inline_keyboard": [[{"text": "Home", "url": "https://example.org"}]]}

Meet = Callable[[int], Someone]


@pytest.fixture(params=["http", "near"])
def meet(rig: Rig, request: pytest.FixtureRequest) -> Meet:
    """A person of the rig, reached in one way or the other."""

    def met(person_id: int) -> Someone:
        http = request.param == "http"
        someone = Someone.at(rig.http, rig.base, person_id) if http else rig.sandbox.someone(person_id)
        someone.patience = 1
        return someone

    return met


@pytest.fixture
async def ann(meet: Meet) -> Someone:
    """Ann, after she pressed Start."""
    return await meet(ANN).start()


async def sent(rig: Rig, text: str, **more: object) -> int:
    """A message of the bot to Ann; its id."""
    return int((await rig.ok("sendMessage", chat_id=ANN, text=text, **more))["message_id"])


async def heard(rig: Rig) -> list[str]:
    """The kinds of updates that the bot gets."""
    return [kind for update in await rig.updates() for kind in update if kind != "update_id"]


async def test_what_comes_after_the_last_deed_is_seen(rig: Rig, ann: Someone) -> None:
    await sent(rig, "Hello, Ann")
    assert await ann.sees("Hello", "Ann") == "Hello, Ann"


async def test_what_stood_there_before_the_last_deed_does_not_count(rig: Rig, ann: Someone) -> None:
    message_id = await sent(rig, "How many?")
    await rig.ok("editMessageText", chat_id=ANN, message_id=message_id, text="How many chairs?")
    await ann.sees("How many chairs?")
    await ann.say("2")
    with pytest.raises(NotSeen, match=r"does not see .*How many chairs"):
        await ann.sees("How many chairs?")
    await rig.ok("editMessageText", chat_id=ANN, message_id=message_id, text="How many chairs? 2")
    await ann.sees("How many chairs? 2")


async def test_a_press_is_a_deed_as_well(rig: Rig, ann: Someone) -> None:
    await sent(rig, "One or two?", reply_markup=KEYS)
    await ann.press("Two")
    with pytest.raises(NotSeen):
        await ann.sees("One or two?")


async def test_what_changed_at_once_was_seen_all_the_same(rig: Rig, ann: Someone) -> None:
    message_id = await sent(rig, "Wait …")
    await rig.ok("editMessageText", chat_id=ANN, message_id=message_id, text="Done")
    await ann.sees("Done")
    await ann.sees("Wait …")
    await ann.does_not_see("Wait …")
    with pytest.raises(NotSeen, match="is there"):
        await ann.does_not_see("Done")


async def test_the_own_words_are_not_what_is_seen(ann: Someone) -> None:
    await ann.say("Hello")
    with pytest.raises(NotSeen, match=r"the last messages are:\n/start\n---\nHello"):
        await ann.sees("Hello")


async def test_one_of_several_texts_is_enough(rig: Rig, ann: Someone) -> None:
    await sent(rig, "Full")
    assert await ann.sees_one_of("Come in", "Full") == "Full"


async def test_the_newest_button_of_a_label_is_pressed(rig: Rig, ann: Someone) -> None:
    await sent(rig, "Old", reply_markup=KEYS)
    new = await sent(rig, "New", reply_markup=KEYS)
    assert await ann.buttons() == ["One", "Two", "One", "Two"]
    await ann.press("Tw", times=2)
    presses = [update["callback_query"] for update in await rig.updates() if "callback_query" in update]
    assert [(press["message"]["message_id"], press["data"]) for press in presses] == [(new, "2")] * 2


async def test_a_note_to_the_last_press_is_told(rig: Rig, ann: Someone) -> None:
    await sent(rig, "One or two?", reply_markup=KEYS)
    for note in ("First", "Second"):
        await ann.press("One")
        (press,) = [update["callback_query"] for update in await rig.updates(offset=-1)]
        await rig.ok("answerCallbackQuery", callback_query_id=press["id"], text=note)
    assert await ann.told("Sec") == "Second"
    with pytest.raises(NotSeen, match="is not told “First”"):
        await ann.told("First")


async def test_a_key_below_the_input_line_is_typed(rig: Rig, ann: Someone) -> None:
    await sent(rig, "Where?", reply_markup={"keyboard": [["Here", "There"]]})
    assert await ann.buttons() == ["Here", "There"]
    await ann.press("There")
    assert (await ann.messages())[-1]["text"] == "There"
    assert ann.deeds == ["start", "say"]


async def test_a_link_is_no_button_that_a_bot_hears_of(rig: Rig, ann: Someone) -> None:
    await sent(rig, "Look", reply_markup=LINK)
    with pytest.raises(NotDone):
        await ann.press("Home")


async def test_a_missing_button_is_told(rig: Rig, ann: Someone) -> None:
    await sent(rig, "One or two?", reply_markup=KEYS)
    with pytest.raises(NotSeen, match=r"finds no button “Three”.*\n(.*\n)*\[Two\]"):
        await ann.press("Three")


async def test_files_contacts_and_small_things_are_sent(rig: Rig, ann: Someone) -> None:
    await ann.send_photo(picture(90, 90, "JPEG"))
    await ann.send_document(b"abc", "a.txt", "mine")
    await ann.share_contact()
    await ann.share_contact(of=BOB)
    await ann.send("sticker")
    await ann.forward((await ann.messages())[-1]["message_id"])
    assert ann.deeds == ["start", "photo", "document", "contact", "contact", "send", "forward"]
    photo, document, *_ = (await ann.messages())[1:]
    assert photo["photo"]
    assert (document["document"]["file_name"], document["caption"]) == ("a.txt", "mine")
    assert await ann.saves(document) == b"abc"
    assert await heard(rig) == ["message"] * 7


async def test_a_file_of_the_bot_is_found_by_its_ending(rig: Rig, ann: Someone) -> None:
    for name in ("a.pdf", "b.pdf", "c.csv"):
        await rig.bot("sendDocument", {"document": (name, name.encode())}, chat_id=ANN)
    assert await ann.file(".pdf") == ("b.pdf", b"b.pdf")


async def test_data_without_a_button_is_pressed_on_the_newest_message(rig: Rig, meet: Meet) -> None:
    bob = await meet(BOB).press_data("forged")
    assert bob.deeds == ["start", "forge_press"]
    await bob.press_data("again", on=(await bob.messages())[0]["message_id"])
    assert await heard(rig) == ["message", "callback_query", "callback_query"]


async def test_commands_are_told_apart_from_words(rig: Rig, ann: Someone) -> None:
    await rig.ok("setMyCommands", commands=[{"command": "help", "description": "Help"}])
    assert await ann.commands() == ["help"]
    await ann.say("/help")
    await ann.say("help")
    assert ann.deeds == ["start", "command", "say"]


async def test_what_cannot_be_done_is_told(meet: Meet) -> None:
    ann = await meet(ANN).start()
    with pytest.raises(NotDone, match="there is no message 99"):
        await ann.forward(99)


async def test_a_chat_is_followed_over_a_restart(tmp_path: Path) -> None:
    for _ in range(2):
        async with running(path=tmp_path) as rig:
            ann = Someone.at(rig.http, rig.base, ANN)
            if not await ann.messages():
                await ann.start()
                await sent(rig, "Where?", reply_markup={"keyboard": [["Here"]]})
    assert [seen.text for seen in ann.chat.messages.values()] == ["/start", "Where?"]
    assert ann.chat.reply_keyboard == {"keyboard": [[{"text": "Here"}]]}


async def test_each_deed_tells_where_the_chat_has_come_to(rig: Rig) -> None:
    """So that what comes after it can be told from what was there before."""
    assert (await rig.do(ANN, "start"))["seq"] == 1
    await sent(rig, "Hello")
    assert (await rig.do(ANN, "say", text="Hi"))["seq"] == 3
