"""The photo: fetched, judged and cleaned by a job outside the turn; the step learns of it by an event."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from telegram.error import BadRequest

from bot.documents.photos import PhotoUnreadable, clean_jpeg, inspect_photo, side_needed
from bot.engine.dialogue import View
from bot.engine.jobs import JobHandler
from bot.engine.request import BotApi, TooLong
from bot.registration.draft import Target
from bot.registration.refusals import PhotoNotFetched
from domain.errors import Refusal
from domain.registration import refusals, rules
from domain.standards import PhotoProfile
from storage.engine.files import FileStore
from storage.engine.jobs import Job

KIND = "photo"
MOST_BYTES = PhotoProfile.max_bytes  # what is not worth fetching; a profile may ask for less
FETCHED = 20 * 2**20  # the most that Telegram lets a bot fetch
PROBLEMS: Mapping[str, type[Refusal]] = {
    kind.__name__: kind
    for kind in (
        PhotoNotFetched,
        refusals.PhotoAnimated,
        refusals.PhotoBackground,
        refusals.PhotoTooBig,
        refusals.PhotoTooFewBytes,
        refusals.PhotoTooManyPixels,
        refusals.PhotoTooSmall,
        refusals.PhotoWrongAspect,
        refusals.PhotoWrongFormat,
    )
}


@dataclass(frozen=True)
class PhotoJudged:
    """To the step that waits under `key`: the photo's `sha`, or the `problem` (a refusal's name) and its facts."""

    key: str
    sha: str = ""
    problem: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def job_of(view: View) -> Mapping[str, Any]:
    """The profile that the photo is held against."""
    return {"profile": asdict(profile_of(view))}


def profile_of(view: View) -> PhotoProfile:
    """What the standard asks of a photo."""
    target: Target = view.draft.offer
    return view.turn.work.standards.standard(target.occupation, target.edition).photo


def outcome(event: PhotoJudged) -> str:
    """The SHA-256 of the stored photo. Raises the refusal that the job came to."""
    if event.problem:
        raise PROBLEMS[event.problem](**event.facts)
    return event.sha


@dataclass(frozen=True)
class PhotoJob:
    """How the job is done: with the Bot API and the file store."""

    api: BotApi
    files: FileStore

    def handler(self) -> JobHandler:
        """The work, and the event that tells when it was given up."""
        return JobHandler(self.judge, lambda job: _refused(job, PhotoNotFetched()))

    async def judge(self, job: Job, order: Mapping[str, Any]) -> PhotoJudged:
        """Fetch, judge, clean, keep. Raises telegram.error.NetworkError, to be tried again."""
        profile: PhotoProfile = _profile_form().validate_python(order["profile"])
        try:
            data = await self._fetch(order["file_id"], profile)
            # In a thread: decoding 40 megapixels takes seconds, in which nobody else would be answered.
            cleaned = await asyncio.to_thread(_judged, data, profile)
        except Refusal as refusal:
            return _refused(job, refusal)
        return PhotoJudged(job.key, await self.files.put(cleaned))

    async def _fetch(self, file_id: str, profile: PhotoProfile) -> bytes:
        """The file's bytes. Raises `PhotoTooBig`, `PhotoNotFetched`."""
        try:
            file = await self.api.call("getFile", {"file_id": file_id})
        except BadRequest as bad:
            # Telegram tells no code for it, only these words.
            if "too big" in str(bad):
                raise refusals.PhotoTooBig(FETCHED, profile.max_bytes) from bad
            raise PhotoNotFetched from bad
        try:
            return await self.api.download(file["file_path"], profile.max_bytes)
        except TooLong as long:
            raise refusals.PhotoTooBig(file.get("file_size", FETCHED), profile.max_bytes) from long


@cache
def _profile_form() -> TypeAdapter[PhotoProfile]:
    """What turns a profile into JSON and back; making it costs more than judging a photo."""
    return TypeAdapter(PhotoProfile)


def _judged(data: bytes, profile: PhotoProfile) -> bytes:
    """The cleaned photo. Raises the refusals of a photo."""
    photo = inspect_photo(data, side_needed(profile))
    rules.check_photo(photo.facts, profile)
    try:
        return clean_jpeg(photo, profile)
    except PhotoUnreadable as unreadable:
        raise refusals.PhotoWrongFormat("", profile.formats) from unreadable


def _refused(job: Job, refusal: Refusal) -> PhotoJudged:
    return PhotoJudged(job.key, problem=type(refusal).__name__, facts=refusal.facts())
