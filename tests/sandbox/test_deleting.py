"""What a bot may delete: its own, as administrator what others wrote, nothing that is too old."""

from tests.sandbox.crowd import gather
from tests.sandbox.rig import ANN, BOB, Rig


async def test_a_bot_deletes_its_own_and_as_administrator_what_others_wrote(rig: Rig) -> None:
    crowd = await gather(rig)
    own = (await crowd.ok("sendMessage", text="x"))["message_id"]
    others = (await crowd.do(BOB, "say", text="y"))["message_id"]
    assert await crowd.ok("deleteMessage", message_id=own) is True
    assert await crowd.error("deleteMessage", message_id=others) == "message can't be deleted"
    await crowd.raise_bot("can_delete_messages")
    assert await crowd.ok("deleteMessage", message_id=others) is True
    assert await crowd.error("deleteMessage", message_id=1) == "message can't be deleted"


async def test_several_are_deleted_together_or_not_at_all(rig: Rig) -> None:
    crowd = await gather(rig)
    own = (await crowd.ok("sendMessage", text="x"))["message_id"]
    others = (await crowd.do(BOB, "say", text="y"))["message_id"]
    assert await crowd.error("deleteMessages", message_ids=[own, others]) == "message can't be deleted"
    assert await crowd.ok("deleteMessages", message_ids=[own, 999]) is True


async def test_what_is_older_than_48_hours_stays(chat: Rig) -> None:
    sent = [(await chat.ok("sendMessage", chat_id=ANN, text="x"))["message_id"] for _ in range(2)]
    await chat.post("/clock", advance_seconds=48 * 3600 - 60)
    assert await chat.ok("deleteMessage", chat_id=ANN, message_id=sent[0]) is True
    await chat.post("/clock", advance_seconds=120)
    assert "message can't be deleted" in await chat.error("deleteMessage", chat_id=ANN, message_id=sent[1])


async def test_a_dice_stays_for_a_day(chat: Rig) -> None:
    thrown = (await chat.do(ANN, "dice"))["message_id"]
    assert "message can't be deleted" in await chat.error("deleteMessage", chat_id=ANN, message_id=thrown)
    await chat.post("/clock", advance_seconds=24 * 3600)
    assert await chat.ok("deleteMessage", chat_id=ANN, message_id=thrown) is True
