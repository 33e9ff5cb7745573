"""Photos of strangers: named as what they are, measured upright, cleaned; hostile ones cost little, break nothing."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.documents import photos
from bot.documents.headers import read_header
from bot.documents.photos import MOST_PIXELS, PhotoUnreadable, clean_jpeg, inspect_photo, side_needed
from domain.language import Words
from domain.registration.rules import PhotoFacts, check_photo
from domain.standards import PhotoProfile
from tests.documents.samples import RED, chunk, many_passes, png, portrait, saved, turned

PROFILE = PhotoProfile("inch", Words({"zh": "一寸", "en": "1 inch"}), width=295, height=413)
MEGABYTE = 1_000_000
SECONDS = 3.0
NOISES = ("noise after the size", "noise behind a reserved marker", "noise in a photo")


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def rewritten(data: bytes) -> bytes:
    return clean_jpeg(inspect_photo(data, side_needed(PROFILE)), PROFILE)


def test_a_good_photo_is_measured_and_passes() -> None:
    """Size, bytes, one frame, and a white border although the body touches the edge below."""
    data = saved(portrait(), quality=95)
    facts = inspect_photo(data).facts
    assert (facts.format, facts.width, facts.height, facts.bytes, facts.frames) == ("JPEG", 590, 826, len(data), 1)
    assert facts.border_mean is not None
    assert min(facts.border_mean) > 250
    check_photo(facts, PROFILE)


def test_a_coloured_wall_is_seen() -> None:
    """Negative control of the border: it is measured where the wall is."""
    facts = inspect_photo(saved(portrait(background=(90, 140, 220)))).facts
    assert facts.border_mean == pytest.approx((90, 140, 220), abs=3)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP", "BMP", "TIFF"])
def test_a_file_is_named_as_what_it_is(kind: str) -> None:
    """Whatever it is called: the content decides."""
    assert inspect_photo(saved(portrait((60, 84)), kind)).facts.format == kind


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\0\0\0\x18ftypheic", "HEIC"),
        (b"\0\0\0\x18ftypavif", "AVIF"),
        (b"\0\0\0\x18ftypisom", "MP4"),
        (b"%PDF-1.7", "PDF"),
        (b"hello", ""),
        (b"", ""),
        (b"\xff\xd8\xff", ""),
        (b"\x89PNG\r\n\x1a\n", ""),
    ],
)
def test_other_files_are_named_too(start: bytes, kind: str) -> None:
    """What phones and people send instead of a photo; the empty kind is no picture at all."""
    assert inspect_photo(start + bytes(4)).facts == PhotoFacts(kind, 0, 0, len(start) + 4)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_measured_and_cleaned_upright(orientation: int) -> None:
    """However the camera was held; afterwards no note of camera or place is left."""
    data = turned(orientation)
    facts = inspect_photo(data).facts
    assert (facts.width, facts.height) == (590, 826)
    assert facts.border_mean is not None
    assert min(facts.border_mean) > 250
    cleaned = opened(rewritten(data))
    assert (cleaned.size, cleaned.format, cleaned.mode) == ((590, 826), "JPEG", "RGB")
    assert not cleaned.getexif()
    assert b"camera" not in rewritten(data)
    assert b"camera" in data
    assert cleaned.getpixel((295, 330)) == pytest.approx(RED, abs=12)


def test_a_large_photo_becomes_twice_the_profile() -> None:
    """12 megapixels are not kept; a photo that is small already is not blown up."""
    large = opened(rewritten(saved(portrait((2950, 4130)))))
    assert large.size == (590, 826)
    assert opened(rewritten(saved(portrait((295, 413))))).size == (295, 413)


@pytest.mark.parametrize(
    ("mode", "colour"),
    [("L", 255), ("1", 1), ("RGBA", (0, 0, 0, 0)), ("LA", (0, 0)), ("I;16", 65535), ("CMYK", (0, 0, 0, 0))],
)
def test_every_kind_of_pixel_is_understood(mode: str, colour: int | tuple[int, ...]) -> None:
    """Grey, black and white, print colours, 16 bit; what is transparent lies on white."""
    data = saved(Image.new(mode, (295, 413), colour), "JPEG" if mode == "CMYK" else "PNG")
    assert inspect_photo(data).facts.border_mean == pytest.approx((255, 255, 255), abs=1)
    assert opened(rewritten(data)).getpixel((9, 9)) == pytest.approx((255, 255, 255), abs=1)


def test_a_picture_that_moves_is_told_by_its_frames() -> None:
    """An animated PNG has its frames counted, and no border."""
    still = portrait((60, 84))
    facts = inspect_photo(saved(still, "PNG", save_all=True, append_images=[portrait((60, 84), RED)])).facts
    assert (facts.format, facts.frames, facts.border_mean) == ("PNG", 2, None)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_cut_off_is_no_photo(kind: str, share: float) -> None:
    """A broken upload has the empty kind, and cannot be cleaned."""
    data = saved(Image.effect_noise((295, 413), 90), kind)
    half = data[: int(len(data) * share)]
    assert (inspect_photo(data).facts.format, inspect_photo(half).facts.format) == (kind, "")
    with pytest.raises(PhotoUnreadable):
        rewritten(half)


def frugal(look: Callable[[], object]) -> object:
    """The result of a look that took no more seconds of CPU than a hostile file may cost."""
    begun = time.process_time()
    result = look()
    assert time.process_time() - begun < SECONDS
    return result


@pytest.mark.parametrize("size", [(20_000, 20_000), (65_535, 65_535), (1, 2**31 - 1)])
def test_four_hundred_megapixels_are_never_decoded(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """The header alone tells the size; the rule then refuses it with its figures."""
    monkeypatch.setattr(photos, "decode", lambda *_: pytest.fail("was decoded"))
    stated = png(1, 1).replace(chunk(b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])), b"")
    header = chunk(b"IHDR", size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big") + b"\x08\0\0\0\0")
    facts = inspect_photo(stated[:8] + header + stated[8:]).facts
    assert (facts.format, facts.width, facts.height, facts.border_mean) == ("PNG", *size, None)
    with pytest.raises(PhotoUnreadable):
        rewritten(stated[:8] + header + stated[8:])


def test_a_jpeg_states_its_size_too() -> None:
    """A JPEG whose header was changed to 400 megapixels is not decoded; the same one unchanged is."""
    data = saved(portrait())
    at = data.index(b"\xff\xc0") + 5
    bomb = data[:at] + (20_000).to_bytes(2, "big") * 2 + data[at + 4 :]
    facts = inspect_photo(bomb).facts
    assert (facts.width, facts.height, facts.border_mean) == (20_000, 20_000, None)
    assert inspect_photo(data).facts.border_mean is not None


def test_the_greatest_photo_that_is_decoded_takes_seconds_at_most() -> None:
    """40 megapixels out of a few kilobytes."""
    data = png(8_000, 5_000)
    assert len(data) < MEGABYTE
    assert read_header(data).pixels == MOST_PIXELS
    facts = frugal(lambda: inspect_photo(data).facts)
    assert isinstance(facts, PhotoFacts)
    assert facts.border_mean == (0, 0, 0)


def floods() -> dict[str, bytes]:
    """Files of 20 megabytes that ask for endless work."""
    photo = saved(portrait())
    head, tail = photo[:2], photo[2:]
    filler = 20 * MEGABYTE
    return {
        "empty comments": head + b"\xff\xfe\0\2" * (filler // 4) + tail,
        "padding": head + b"\xff" * filler + tail,
        "empty chunks": png(60, 84, chunk(b"tEXt") * (filler // 12)),
        "passes": many_passes(20_000),
        "noise": bytes(range(256)) * (filler // 256),
        "noise after the size": photo[: photo.index(b"\xff\xc0") + 19] + b"\x55" * filler,
        "noise behind a reserved marker": head + b"\xff\xf0\xff\xff" + b"\x55" * filler + tail,
        "noise in a photo": photo[:300] + bytes(range(256)) * (filler // 256),
    }


@pytest.mark.parametrize("name", ["empty comments", "padding", "empty chunks", "passes", "noise", *NOISES])
def test_a_hostile_file_costs_little(name: str) -> None:
    """Each is found out without the work that it asks for."""
    data = floods()[name]
    facts = frugal(lambda: inspect_photo(data).facts)
    assert isinstance(facts, PhotoFacts)
    assert facts.format == ""


def test_an_ordinary_progressive_photo_is_taken() -> None:
    """Negative control of the passes: ten of them are what every progressive photo has."""
    facts = inspect_photo(saved(portrait(), progressive=True)).facts
    assert facts.border_mean is not None
    assert inspect_photo(many_passes(3)).facts.border_mean is not None


def test_text_bombs_in_a_png_break_nothing() -> None:
    """A compressed text that would fill 100 megabytes."""
    bomb = chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(100 * MEGABYTE)))
    facts = frugal(lambda: inspect_photo(png(60, 84, bomb)).facts)
    assert isinstance(facts, PhotoFacts)
    assert facts.format == ""


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a"]))
def test_any_bytes_are_answered(noise: bytes, start: bytes) -> None:
    """Whatever arrives, there are facts, and cleaning either works or says no."""
    facts = inspect_photo(start + noise).facts
    assert facts.bytes == len(start + noise)
    with pytest.raises(PhotoUnreadable):
        rewritten(start + noise)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(["JPEG", "PNG"]))
def test_a_damaged_photo_is_answered(data: st.DataObject, kind: str) -> None:
    """A few bytes changed anywhere: facts come back, and a cleaned file is a proper JPEG or refused."""
    file = bytearray(saved(portrait((60, 84)), kind))
    for _ in range(data.draw(st.integers(1, 8))):
        file[data.draw(st.integers(3, len(file) - 1))] = data.draw(st.integers(0, 255))
    facts = inspect_photo(bytes(file)).facts
    assert facts.format in {kind, ""}
    try:
        cleaned = opened(rewritten(bytes(file)))
    except PhotoUnreadable:
        return
    assert cleaned.format == "JPEG"
    assert cleaned.width <= 2 * PROFILE.width
    assert cleaned.height <= 2 * PROFILE.height


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 1500), st.integers(1, 1500), st.sampled_from(["JPEG", "PNG"]))
def test_size_is_measured_exactly(width: int, height: int, kind: str) -> None:
    """Of any proportion; the cleaned photo fits into twice the profile."""
    data = saved(Image.new("RGB", (width, height), "white"), kind)
    facts = inspect_photo(data).facts
    assert (facts.format, facts.width, facts.height) == (kind, width, height)
    cleaned = opened(rewritten(data))
    assert cleaned.width <= min(width, 590)
    assert cleaned.height <= min(height, 826)
