"""At the door: who acts, roles and their menus, language, help, and those who are not alone."""

from __future__ import annotations

from sqlalchemy import update

from bot.app.staff import work_at
from domain.people import Role, appoint_chat, dismiss_chat
from storage.engine.chats import chat
from storage.people import acting_in
from tests.languages import LANGUAGES
from tests.town import Town


async def test_everybody_gets_the_menu_of_his_roles(town: Town) -> None:
    for person in (town.zhang, town.wang, town.chen):
        await person.say("/start")
    await town.settle()
    own = await town.zhang.commands()
    assert (own[:3], own[-2:]) == (["start", "todo", "status"], ["language", "help"])
    assert "follow" in own
    assert not {"queue", "overview", "board", "batch"} & set(own)
    assert "queue" in await town.wang.commands()
    assert "overview" in await town.chen.commands()
    assert "queue" not in await town.chen.commands()


async def test_a_role_given_is_told_and_a_role_taken_ends_at_once(town: Town) -> None:
    await town.zhang.say("/start")
    await town.settle()
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        await appoint_chat(work, 1001, Role.FIRST_REVIEWER, "张伟")
    await town.zhang.sees("权限已更新", "初审员")
    await town.zhang.say("/queue")
    await town.zhang.sees("待审")
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        await dismiss_chat(work, 1001, Role.FIRST_REVIEWER)
    await town.zhang.say("/queue")
    await town.zhang.sees("没有做这件事的权限")
    await town.settle()
    assert "queue" not in await town.zhang.commands()


async def test_language_is_switched_at_any_time_and_kept(town: Town) -> None:
    await town.zhang.say("/start")
    await town.zhang.press("🌐")  # the other language, or the list where there are more
    if len(LANGUAGES) > 2:
        await town.zhang.press("English")
    await town.zhang.sees("Hello")
    await town.restart()
    await town.zhang.say("/help")
    await town.zhang.sees("Need help?")
    await town.zhang.say("/language")
    await town.zhang.press("中文")
    await town.zhang.sees("您好")


async def test_whoever_chose_a_language_that_is_gone_is_spoken_to_in_the_official_one(town: Town) -> None:
    await town.zhang.say("/start")
    await town.zhang.say("/language")
    await town.zhang.press("English")
    await town.zhang.sees("Hello")
    await town.settle()
    async with town.centre.parts.database.begin() as connection:
        await connection.execute(update(chat).values(language="gone"))
    await town.zhang.say("/language")
    await town.zhang.sees("请选择语言")


async def test_what_nobody_understands_shows_the_way(town: Town) -> None:
    await town.zhang.say("/start")
    await town.zhang.say("我想考证")
    await town.zhang.sees("没看懂", "现在可以报名")


async def test_who_blocked_the_bot_is_known_and_comes_back(town: Town) -> None:
    await town.zhang.say("/start")
    await town.zhang.sees("张伟")
    await town.zhang.do("block")
    await town.settle()
    assert await reachable(town, 1001) is False
    await town.zhang.do("unblock")
    await town.settle()
    assert await reachable(town, 1001) is True


async def reachable(town: Town, chat_id: int) -> bool:
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        person = await work.people.by_chat(chat_id)
    assert person is not None
    return person.reachable


def message(chat: dict[str, object], user: int, text: str) -> dict[str, object]:
    sender = {"id": user, "is_bot": False, "first_name": "张伟"}
    return {"message_id": 1, "date": 1, "chat": chat, "from": sender, "text": text}


async def test_in_a_group_nobody_is_served(town: Town) -> None:
    group = {"id": -100, "type": "group", "title": "焊工群"}
    await town.centre.parts.intake.receive([{"update_id": 900_000_001, "message": message(group, 1001, "/status")}])
    await town.settle()
    async with town.centre.parts.database.read() as connection:
        assert await acting_in(connection, [-100]) == {}


async def test_a_press_by_somebody_else_does_nothing(town: Town) -> None:
    await town.zhang.say("/start")
    await town.zhang.sees("张伟")
    card = message({"id": 1001, "type": "private"}, 1, "card")
    other = {"id": 1002, "is_bot": False, "first_name": "李娜"}
    query = {"id": "77", "from": other, "message": card, "chat_instance": "1", "data": "language:en"}
    await town.centre.parts.intake.receive([{"update_id": 900_000_002, "callback_query": query}])
    await town.settle()
    await town.zhang.say("/help")
    await town.zhang.sees("需要帮助")
