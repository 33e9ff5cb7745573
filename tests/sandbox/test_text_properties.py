"""What holds for every text: escaped markup is the text itself, entities stay inside, nothing crashes."""

import html
import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.text.entities import QUOTES, STYLES, end_of, settled
from sandbox.text.find import find_entities
from sandbox.text.formatted import format_text, own_text
from sandbox.text.html import HtmlParser
from sandbox.text.legacy import parse_markdown
from sandbox.text.markdown import parse_markdown_v2
from sandbox.text.units import clean, utf16_length
from sandbox.wire.errors import Refusal

KINDS = [*STYLES, *sorted(QUOTES), "code", "pre", "text_link"]
MODES = ["HTML", "MarkdownV2", "Markdown", ""]
UNICODE = st.text(st.characters(exclude_categories=["Cs"]))
MARKUP = st.text(st.sampled_from("<>/&;b i'\"=a!#*_~`|[]()\\\n\r.@:😀字x1-"))
SPANS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 20), st.integers(1, 20)).map(
        lambda one: {"type": one[0], "offset": one[1], "length": one[2]}
    ),
    max_size=8,
)


@given(UNICODE)
def test_escaped_html_is_the_text(text: str) -> None:
    assert HtmlParser(html.escape(text)).parse() == (text, [])


@given(UNICODE)
def test_escaped_markdown_v2_is_the_text(text: str) -> None:
    escaped = re.sub(r"([_*\[\]()~`>#+\-=|{}.!\\])", r"\\\1", text)
    assert parse_markdown_v2(escaped) == (text, [])


@given(UNICODE)
def test_escaped_markdown_is_the_text(text: str) -> None:
    escaped = re.sub(r"([_*`\[])", r"\\\1", text)
    assert parse_markdown(escaped) == (text, [])


@given(UNICODE)
def test_bold_in_html_and_in_markdown_is_the_same(text: str) -> None:
    in_html = own_text(f"<b>{html.escape(text)}</b>", "HTML", None)
    escaped = re.sub(r"([_*\[\]()~`>#+\-=|{}.!\\])", r"\\\1", text)
    assert own_text(f"*{escaped}*", "MarkdownV2", None) == in_html


@pytest.mark.parametrize("mode", MODES)
@given(text=MARKUP | UNICODE)
def test_entities_stay_inside_the_text(mode: str, text: str) -> None:
    """Whatever is said, it is refused in Telegram's words, or the entities are sorted, not empty, and within."""
    try:
        plain, entities = format_text(text, mode, None)
    except Refusal as refusal:
        complaint = refusal.description
    else:
        complaint = ""
    if complaint:
        assert mode
        assert complaint.startswith("Bad Request: can't parse entities: ")
        return
    assert plain == plain.strip(" \n")
    assert [one["offset"] for one in entities] == sorted(one["offset"] for one in entities)
    assert all(0 <= one["offset"] < end_of(one) <= utf16_length(plain) for one in entities)


@given(UNICODE)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(UNICODE | MARKUP)
def test_found_entities_do_not_overlap(text: str) -> None:
    found = find_entities(text)
    assert all(end_of(one) <= other["offset"] for one, other in pairwise(found))


def covered(entities: list[dict[str, Any]], kind: str) -> set[int]:
    return {place for one in entities if one["type"] == kind for place in range(one["offset"], end_of(one))}


@given(SPANS)
def test_settling_settles(spans: list[dict[str, Any]]) -> None:
    """Nothing crosses, nothing stands in code, no style is lost outside of it, and it is settled for good."""
    entities = settled(spans)
    assert settled(entities) == entities
    verbatim = covered(entities, "code") | covered(entities, "pre")
    for style in STYLES:
        assert covered(entities, style) - verbatim == covered(spans, style) - verbatim
        assert not covered(entities, style) & verbatim
    for number, one in enumerate(entities):
        for other in entities[number + 1 :]:
            assert end_of(one) <= other["offset"] or end_of(other) <= end_of(one)
