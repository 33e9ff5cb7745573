"""What is sealed opens only with its key, at its place, unchanged; and nothing shows a key."""

from __future__ import annotations

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.engine.sealing import KeyRing, SealBroken, Unsealable

OLD, NEW, INDEX = b"o" * 32, b"n" * 32, b"x" * 32
PLACE = b"person.name"


def ring_of(current: str = "new") -> KeyRing:
    return KeyRing(current, {"old": OLD, "new": NEW}, INDEX)


@given(st.binary(max_size=300))
def test_what_is_sealed_opens_again(plain: bytes) -> None:
    assert ring_of().open(ring_of().seal(plain, PLACE), PLACE) == plain


def test_sealing_twice_gives_different_tokens_that_hide_the_value() -> None:
    first, second = (ring_of().seal("张伟".encode(), PLACE) for _ in range(2))
    assert first != second
    assert "张伟".encode() not in first


def test_every_changed_byte_is_noticed() -> None:
    token = ring_of().seal(b"secret", PLACE)
    for position in range(len(token)):
        changed = bytearray(token)
        changed[position] ^= 1
        with pytest.raises(SealBroken):
            ring_of().open(bytes(changed), PLACE)


@pytest.mark.parametrize("length", range(20))
def test_a_cut_token_does_not_open(length: int) -> None:
    with pytest.raises(SealBroken):
        ring_of().open(ring_of().seal(b"secret", PLACE)[:length], PLACE)


def test_a_token_does_not_open_at_another_place() -> None:
    with pytest.raises(SealBroken, match=r"person\.phone: does not open"):
        ring_of().open(ring_of().seal(b"secret", PLACE), b"person.phone")


def test_a_token_does_not_open_under_another_key_of_the_same_name() -> None:
    with pytest.raises(SealBroken):
        KeyRing("new", {"new": b"z" * 32}, INDEX).open(ring_of().seal(b"secret", PLACE), PLACE)


def test_a_token_under_a_key_that_the_ring_lacks_says_so() -> None:
    with pytest.raises(SealBroken, match="does not hold"):
        KeyRing("other", {"other": NEW}, INDEX).open(ring_of().seal(b"secret", PLACE), PLACE)


def test_the_older_key_still_opens_and_the_ring_knows_what_is_current() -> None:
    token = ring_of("old").seal(b"secret", PLACE)
    assert ring_of("new").open(token, PLACE) == b"secret"
    assert not ring_of("new").is_current(token)
    assert ring_of("old").is_current(token)


def test_the_blind_index_is_the_same_for_the_same_text_and_purpose_only() -> None:
    index = ring_of().blind_index("11010519491231002X", "application.id_number")
    assert index == ring_of("old").blind_index("11010519491231002X", "application.id_number")
    others = {
        ring_of().blind_index("440524188001010014", "application.id_number"),
        ring_of().blind_index("11010519491231002X", "person.id_number"),
        KeyRing("new", {"new": NEW}, b"y" * 32).blind_index("11010519491231002X", "application.id_number"),
    }
    assert len(others) == 3
    assert index not in others
    assert len(index) == 32


def test_purpose_and_text_cannot_be_shifted_into_one_another() -> None:
    assert ring_of().blind_index("b", "a") != ring_of().blind_index("", "ab")


def test_the_ring_shows_no_keys() -> None:
    shown = repr(ring_of()) + str(ring_of())
    assert "new" in shown
    assert not any(key.decode() in shown for key in (OLD, NEW, INDEX))


@pytest.mark.parametrize(
    ("current", "keys", "index", "says"),
    [
        ("gone", {"old": OLD}, INDEX, "no key with the current id 'gone'"),
        ("old", {"old": b"short"}, INDEX, "key 'old': 32 bytes"),
        ("old", {"old": OLD}, b"short", "key 'index': 32 bytes"),
        ("", {"": OLD}, INDEX, "1 to 64 bytes"),
        ("k" * 65, {"k" * 65: OLD}, INDEX, "1 to 64 bytes"),
    ],
)
def test_a_malformed_ring_is_refused(current: str, keys: dict[str, bytes], index: bytes, says: str) -> None:
    with pytest.raises(Unsealable, match=says):
        KeyRing(current, keys, index)


def test_keys_come_from_settings_in_base64() -> None:
    ring = KeyRing.from_settings("new", {"new": b64encode(NEW).decode()}, b64encode(INDEX).decode())
    assert ring.open(ring_of().seal(b"secret", PLACE), PLACE) == b"secret"


def test_a_key_that_is_not_base64_is_named_and_not_shown() -> None:
    with pytest.raises(Unsealable, match="key 'new' is not base64") as refused:
        KeyRing.from_settings("new", {"new": "not*base64"}, b64encode(INDEX).decode())
    assert "not*base64" not in str(refused.value)
