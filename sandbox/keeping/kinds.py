"""The kinds of files that messages hold: one row each, for sending, editing, albums, people and downloads."""

from dataclasses import dataclass

from sandbox.wire.bounds import MEDIA_SECONDS, MEDIA_SIDE

NUMBERS = {"duration": MEDIA_SECONDS, "width": MEDIA_SIDE, "height": MEDIA_SIDE, "length": MEDIA_SIDE}

CAPTION, COVER, POSTER, NAME, MIME = "caption", "cover", "poster", "name", "mime"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file.

    `name`: its field in a Message and its parameter; `noun` and `type`: how errors call it and its file; `folder`:
    where getFile finds it; `family`: its MIME types, `usual` stands for any other; `facts`: what its
    object tells besides; `traits`: CAPTION, COVER (spoiler, caption above), POSTER (thumbnail), NAME, MIME;
    `album`: with what it can be grouped; `web`: MIME types that may come from a URL.
    """

    name: str
    type: str
    folder: str
    usual: str = ""
    family: tuple[str, ...] = ("",)
    facts: tuple[str, ...] = ()
    traits: frozenset[str] = frozenset()
    album: str = ""
    web: tuple[str, ...] = ()

    @property
    def noun(self) -> str:
        """Its name in words."""
        return self.name.replace("_", " ")

    @property
    def captioned(self) -> bool:
        """Whether there can be a caption below it."""
        return CAPTION in self.traits

    def mime_of(self, mime: str) -> str:
        """The MIME type it goes by when it came as `mime`."""
        return mime if mime.startswith(self.family) else self.usual


_SEEN = frozenset({CAPTION, COVER})
_NAMED = frozenset({CAPTION, POSTER, NAME, MIME})
_FILM = ("duration", "width", "height")

_SENT = (
    Kind("photo", "Photo", "photos", "image/jpeg", traits=_SEEN, album="pictures", web=("image/",)),
    Kind("video", "Video", "videos", "video/mp4", ("video/",), _FILM, _NAMED | _SEEN, "pictures", ("video/",)),
    Kind(
        "animation", "Animation", "animations", "video/mp4", ("video/", "image/gif"), _FILM, _NAMED | _SEEN,
        web=("video/", "image/gif"),
    ),
    Kind(
        "audio", "Audio", "music", "audio/mpeg", ("audio/",), ("duration", "performer", "title"), _NAMED,
        "audio", ("audio/",),
    ),
    Kind(
        "document", "Document", "documents", traits=_NAMED, album="document",
        web=("application/pdf", "application/zip", "image/gif"),
    ),
    Kind(
        "voice", "VoiceNote", "voice", "audio/ogg", ("audio/",), ("duration",), frozenset({CAPTION, MIME}),
        web=("audio/", "application/ogg"),
    ),
    Kind(
        "video_note", "VideoNote", "video_notes", "video/mp4", ("video/",), ("duration", "length"), frozenset({POSTER}),
    ),
    Kind(
        "sticker", "Sticker", "stickers", "image/webp", ("image/", "video/webm", "application/x-tgsticker"),
        ("emoji",), web=("image/webp", "video/webm"),
    ),
)  # fmt: skip
_PARTS = (Kind("thumbnail", "Thumbnail", "thumbnails"), Kind("profile_photo", "ChatPhoto", "profile_photos"))

KINDS = {kind.name: kind for kind in (*_SENT, *_PARTS)}
FILES = tuple(kind.name for kind in _SENT)
EDITABLE = ("photo", "video", "animation", "audio", "document")
