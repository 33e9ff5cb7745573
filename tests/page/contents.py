"""A chat and a group that hold one of everything, put in as they stand: what is looked at here is the page."""

import io
import time
from typing import Any

import segno
from PIL import Image

from sandbox import Sandbox
from sandbox.chats.chat import Chat, Screen
from sandbox.chats.group import Group
from sandbox.chats.person import Person
from sandbox.media.samples import make_sticker, make_voice
from sandbox.wire.uploads import Upload
from tests.page.town import Town

Json = dict[str, Any]
KEYS = {"inline_keyboard": [[{"text": "查看", "callback_data": "a"}, {"text": "公示", "url": "https://example.org"}]]}


def qr(text: str) -> bytes:
    """A QR code as PNG."""
    out = io.BytesIO()
    segno.make(text).save(out, kind="png", scale=8)
    return out.getvalue()


class Filler:
    """Puts messages into one chat."""

    def __init__(self, sandbox: Sandbox, chat: Chat) -> None:
        self.sandbox = sandbox
        self.chat = chat

    def put(self, sender: Json, **content: Any) -> int:
        """One message; its id."""
        number = self.sandbox.next_message_id(self.chat)
        head = {"message_id": number, "from": sender, "chat": self.chat.info, "date": int(time.time())}
        self.sandbox.put(self.chat, {**head, **content})
        return number

    async def file(self, kind: str, upload: Upload, **facts: Any) -> Json:
        """A stored file as messages carry it."""
        stored = await self.sandbox.files.add(kind, upload)
        return {**stored.ids(), **facts}

    async def photo(self, content: bytes | None = None) -> list[Json]:
        """The one size of a photo."""
        out = io.BytesIO()
        Image.new("RGB", (320, 240), "#7799aa").save(out, "PNG")
        upload = Upload("photo.png", "image/png", content or out.getvalue())
        return [await self.file("photo", upload, width=320, height=240)]


async def ask(town: Town, person: Person, votes: list[int], **more: Any) -> None:
    """A poll of the bot with two options, and this person's votes."""
    options = [{"text": "满意"}, {"text": "一般"}]
    sent = await town.bot.call("sendPoll", chat_id=person.id, question="满意吗？", options=options, **more)
    if votes:
        vote = {"message_id": sent["result"]["message_id"], "options": votes}
        await town.post(f"/people/{person.id}/vote", vote)


async def fill_chat(town: Town, person: Person) -> None:
    """One of everything in the chat with the bot."""
    sandbox = town.sandbox
    chat, bot = sandbox.private(sandbox.first_bot, person), sandbox.first_bot.user
    chat.started = True
    into = Filler(sandbox, chat)
    first = into.put(person.user, text="/start", entities=[{"type": "bot_command", "offset": 0, "length": 6}])
    into.put(bot, text="您好", reply_markup=KEYS, reply_to_message=chat.messages[first].message)
    into.put(bot, text="谜底", entities=[{"type": "spoiler", "offset": 0, "length": 2}])
    for _ in range(3):
        into.put(person.user, photo=await into.photo(), media_group_id="1")
    into.put(bot, photo=await into.photo(qr(f"https://t.me/{bot['username']}?start=seat_12")), caption="准考证")
    await put_files(into, person.user, bot)
    await ask(town, person, [0])
    await ask(town, person, [], allows_multiple_answers=True)
    await ask(town, person, [1], type="quiz", correct_option_ids=[0], explanation="先断电。")
    where = {"latitude": 39.9, "longitude": 116.4}
    into.put(bot, venue={"location": where, "title": "第三考场", "address": "工人路 12 号"})
    into.put(person.user, location=where)
    into.put(person.user, contact={"phone_number": person.phone, "first_name": person.first_name})
    last = into.put(bot, dice={"emoji": "🎲", "value": 5})
    await town.post(f"/people/{person.id}/react", {"message_id": last, "emoji": "👍"})
    chat.pinned = [first + 1]
    sandbox.set_keyboard(chat.screen, {"keyboard": [[{"text": "手机号", "request_contact": True}], ["上一步"]]})


async def put_files(into: Filler, own: Json, bot: Json) -> None:
    """A document, and everything that plays."""
    pdf = Upload("准考证.pdf", "application/pdf", b"%PDF-1.4")
    into.put(bot, document=await into.file("document", pdf, file_name=pdf.name, mime_type=pdf.mime, file_size=8))
    voice = Upload("voice.oga", "audio/ogg", make_voice(2))
    into.put(own, voice=await into.file("voice", voice, duration=2, mime_type="audio/ogg"))
    into.put(own, audio=await into.file("audio", voice, duration=2, title="听力"))
    film = Upload("film.mp4", "video/mp4", b"\0\0\0\x18ftypisom")
    for kind in ("video", "animation", "video_note"):
        into.put(bot, **{kind: await into.file(kind, film, width=320, height=240, duration=1, mime_type="video/mp4")})
    face = Upload("s.webp", "image/webp", make_sticker())
    into.put(own, sticker=await into.file("sticker", face, emoji="👍", width=512, height=512))


def fill_group(sandbox: Sandbox, people: list[Person]) -> Group:
    """A group of these people and the bot, in which each has said something."""
    group = Group(-1_000_000 - len(sandbox.groups), "supergroup", "审核工作群")
    sandbox.groups[group.id] = group
    into = Filler(sandbox, group)
    into.put(people[0].user, supergroup_chat_created=True)
    for person in people:
        group.members[person.id] = {"status": "member"}
        Screen(group, person)
        into.put(person.user, text=f"我是{person.first_name}")
    group.members[sandbox.first_bot.id] = {"status": "member"}
    group.present[sandbox.first_bot.id] = sandbox.first_bot
    into.put(sandbox.first_bot.user, text="大家好", reply_markup=KEYS)
    return group
