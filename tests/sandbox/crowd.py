"""A group in the hands of a test: what people do in it, what a bot hears of it, what a bot may do there."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.wire.specification import check_update
from tests.sandbox.rig import ANN, BOB, Rig

CAT = 103
EVERY_KIND = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member", "chat_join_request"]


@dataclass
class Crowd:
    """Ann owns it. `heard` gives what a bot was told since the last time."""

    rig: Rig
    id: int
    seen: dict[str, int] = field(default_factory=dict)

    async def do(self, person: int, deed: str, **given: Any) -> Any:
        return await self.rig.post(f"/people/{person}/chats/{self.id}/{deed}", **given)

    async def refused(self, person: int, deed: str, **given: Any) -> str:
        path = f"/people/{person}/chats/{self.id}/{deed}"
        status, answer = await self.rig.request("POST", path, json=given)
        assert status in (400, 404), answer
        return str(answer["error"])

    async def ok(self, method: str, **params: Any) -> Any:
        return await self.rig.ok(method, chat_id=self.id, **params)

    async def error(self, method: str, **params: Any) -> str:
        return (await self.rig.error(method, chat_id=self.id, **params)).removeprefix("Bad Request: ")

    async def heard(self, bot: str = "sandbox_bot") -> list[Any]:
        last = self.seen.get(bot, 0)
        told = (await self.rig.see(f"/updates?after={last}&bot={bot}"))["updates"]
        found = [one["update"] for one in told]
        assert [wrong for update in found for wrong in check_update(update)] == []
        self.seen[bot] = max([last, *(update["update_id"] for update in found)])
        return [{key: value for key, value in update.items() if key != "update_id"} for update in found]

    async def screen(self, person: int = ANN) -> Any:
        return await self.rig.see(f"/people/{person}/chats/{self.id}/screen")

    async def member(self, user_id: int) -> Any:
        return await self.ok("getChatMember", user_id=user_id)

    async def raise_bot(self, *rights: str) -> None:
        """Ann makes the bot an administrator; what it hears of it is not of interest."""
        rights = rights or ("can_manage_chat",)
        await self.do(ANN, "promote", who=self.rig.bot_id, rights=dict.fromkeys(rights, True))
        await self.heard()


async def gather(rig: Rig, kind: str = "supergroup", *, bot: bool = True, **more: Any) -> Crowd:
    """A group of Ann, Bob, Cat and the bot, which hears every kind of update and has heard all so far."""
    if CAT not in rig.sandbox.people:
        rig.sandbox.add_person({"id": CAT, "first_name": "Cat", "language_code": "de"})
    rig.sandbox.first_bot.set_allowed(EVERY_KIND)
    members = [BOB, CAT, *([rig.bot_id] if bot else [])]
    card = await rig.post("/groups", title="Team", type=kind, by=ANN, members=members, **more)
    crowd = Crowd(rig, card["peer"])
    await crowd.heard()
    return crowd


def kinds(heard: list[Any]) -> list[str]:
    """What kind of updates they are."""
    return [next(iter(update)) for update in heard]


def statuses(change: Any) -> tuple[str, str]:
    """The old and the new status in an update of a member."""
    return change["old_chat_member"]["status"], change["new_chat_member"]["status"]
