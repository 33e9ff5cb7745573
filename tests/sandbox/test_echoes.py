"""What a person has sent, a bot can send back by its file_id: it is the same thing with all its facts."""

import pytest

from tests.sandbox.rig import ANN, Rig, form_of
from tests.sandbox.samples import film, picture, sound

NAMED = {
    "document": ("a.csv", b"1,2"),
    "animation": ("a.mp4", film(320, 320, 2)),
    "video": ("a.mp4", film(320, 320, 2)),
    "video_note": ("a.mp4", film(320, 320, 2)),
    "audio": ("a.mp3", sound(2)),
    "photo": ("a.png", picture(320, 240)),
}


async def received(rig: Rig, kind: str) -> object:
    """The update's file object of a person's sticker, voice message, file ..."""
    if kind in NAMED:
        status, told = await rig.request("POST", f"/people/{ANN}/{kind}", data=form_of({}, {"file": NAMED[kind]}))
        assert status == 200, told
    else:
        await rig.do(ANN, "send", kind=kind)
    return (await rig.updates())[-1]["message"][kind]


@pytest.mark.parametrize("kind", ["sticker", "voice", *NAMED])
async def test_what_a_person_sent_is_sent_back_whole(chat: Rig, kind: str) -> None:
    sent = await received(chat, kind)
    file_id = sent[-1]["file_id"] if isinstance(sent, list) else sent["file_id"]  # type: ignore[index]
    method = "send" + kind.title().replace("_", "")
    assert (await chat.ok(method, chat_id=ANN, **{kind: file_id}))[kind] == sent
