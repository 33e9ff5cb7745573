"""The page's files: small, self-contained, both languages complete, readable in light and dark."""

import re
from pathlib import Path

import pytest

from sandbox.serving.app import POLICY

PAGE = Path(__file__).parents[2] / "sandbox" / "page"
FILES = sorted(path for path in PAGE.iterdir() if path.is_file())
SCRIPTS = [path for path in FILES if path.suffix == ".js"]
LIMIT = 120_000  # bytes
READABLE = 4.5

# Text on ground, as the style sheets pair them.
PAIRS = [
    ("text", "panel"), ("text", "field"), ("text", "talk"), ("text", "in"), ("text", "out"), ("text", "mild"),
    ("soft", "panel"), ("soft", "field"), ("soft", "talk"), ("soft", "in"), ("soft", "mild"), ("ink", "panel"),
    ("ink", "mild"), ("ink", "in"), ("ink", "out"), ("ink", "field"), ("out-soft", "out"), ("panel", "accent"),
    ("panel", "danger"), ("danger", "panel"),
]  # fmt: skip


def foreign(text: str) -> list[str]:
    """Addresses outside the sandbox that a text would load from; the SVG namespace is a name, not an address."""
    found: list[str] = re.findall(r"https?://(?!www\.w3\.org/2000/svg)[\w.-]+", text)
    return found


def inline(html: str) -> list[str]:
    """Scripts, styles and handlers that stand in the HTML itself."""
    found: list[str] = re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html)
    return found


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2 of #rrggbb; an alpha at the end is left out."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def colours(theme: str) -> dict[str, str]:
    """The colour variables of "light" or "dark"."""
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\);", (PAGE / "theme.css").read_text("utf-8"))
    return {name: light if theme == "light" else dark for name, light, dark in pairs}


def words() -> dict[str, tuple[str, str]]:
    """The table of words.js: Chinese and English by key."""
    text = (PAGE / "words.js").read_text("utf-8")
    entries = re.findall(r"^(\w+)\|([^|]*)\|([^|]*)$", text, re.MULTILINE)
    return {key: (chinese, english) for key, chinese, english in entries}


def test_the_page_is_small() -> None:
    assert sum(path.stat().st_size for path in FILES) <= LIMIT


def test_nothing_comes_from_elsewhere() -> None:
    code = [path for path in FILES if path.name != "words.js"]
    assert {path.name: foreign(path.read_text("utf-8")) for path in code if foreign(path.read_text("utf-8"))} == {}
    assert foreign('<script src="https://cdn.example.org/x.js">') == ["https://cdn.example.org"]


def test_the_html_holds_no_code() -> None:
    html = (PAGE / "index.html").read_text("utf-8")
    assert inline(html) == []
    assert "default-src 'none'" in POLICY
    assert "unsafe" not in POLICY
    assert inline('<p onclick="x()" style="a"><script>1</script>') != []


def test_no_script_makes_markup_from_text() -> None:
    risky = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
    assert [path.name for path in SCRIPTS if risky.search(path.read_text("utf-8"))] == []
    assert risky.search("node.innerHTML = text")


def test_both_languages_have_every_word() -> None:
    """Both say something, English without Chinese, and the same places are filled in both."""
    table = words()
    assert len(table) > 100
    assert [key for key, (zh, en) in table.items() if not zh or not en] == []
    english = {key for key, (_, en) in table.items() if re.search(r"[\u4e00-\u9fff]", en)}
    assert english == {"otherLanguage", "switchLanguage"}  # said to those who read the other one
    places = {key: [sorted(re.findall(r"\{\w+\}", text)) for text in pair] for key, pair in table.items()}
    assert [key for key, (zh, en) in places.items() if zh != en] == []


def test_every_word_asked_for_exists() -> None:
    asked = set(re.findall(r'say\("(\w+)"', "".join(path.read_text("utf-8") for path in SCRIPTS)))
    assert asked - words().keys() == set()
    assert len(asked) > 50


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_texts_can_be_read(theme: str) -> None:
    """Every pair of text and ground reaches WCAG AA (4.5 : 1); grey on grey is the control."""
    known = colours(theme)
    weak = {pair: round(contrast(known[pair[0]], known[pair[1]]), 2) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < READABLE} == {}
    assert contrast("#999999", "#ffffff") < READABLE


def test_modules_stay_small_and_say_what_they_are_for() -> None:
    for path in SCRIPTS:
        lines = path.read_text("utf-8").splitlines()
        assert len(lines) <= 300, path.name
        assert lines[0].startswith("// "), path.name
