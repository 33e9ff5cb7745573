"""Sending a sample of each kind by the bot, and what its bytes tell."""

from typing import Any

from tests.sandbox.rig import ANN, Rig
from tests.sandbox.samples import SAMPLES

TOLD: dict[str, dict[str, Any]] = {
    "photo": {},
    "video": {"duration": 12, "width": 640, "height": 480, "mime_type": "video/mp4", "file_name": "film.mp4"},
    "animation": {"duration": 3, "width": 60, "height": 40, "mime_type": "image/gif", "file_name": "cat.gif"},
    "audio": {"duration": 7, "mime_type": "audio/mpeg", "file_name": "song.mp3"},
    "document": {"mime_type": "application/pdf", "file_name": "paper.pdf"},
    "voice": {"duration": 4, "mime_type": "audio/ogg"},
    "video_note": {"duration": 5, "length": 240},
    "sticker": {"width": 512, "height": 512, "type": "regular", "is_animated": False, "is_video": False},
}
CAPTIONED = ["photo", "video", "animation", "audio", "document", "voice"]
COVERED = ["photo", "video", "animation"]


def method(kind: str) -> str:
    return "send" + "".join(word.title() for word in kind.split("_"))


Files = dict[str, tuple[str, bytes]]


async def send(rig: Rig, kind: str, files: Files | None = None, **more: Any) -> Any:
    answer = await rig.bot(method(kind), {kind: SAMPLES[kind], **(files or {})}, chat_id=ANN, **more)
    assert answer["ok"], answer
    return answer["result"]


def held(message: Any, kind: str) -> Any:
    return message[kind][-1] if kind == "photo" else message[kind]
