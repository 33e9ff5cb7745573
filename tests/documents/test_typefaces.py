"""The typefaces of documents: made once, in a folder that the user owns, and never half."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pylopdf_fonts_zh_cn as noto
import pytest
from fontTools import subset
from fontTools.ttLib import TTFont, TTLibError

from bot.documents import typefaces
from bot.documents.typefaces import Face, made


@pytest.fixture(scope="module")
def few_letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The typeface of lists with a handful of letters, so that it is made in no time."""
    path = tmp_path_factory.mktemp("font") / "few.otf"
    options = subset.Options()
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GPOS", "GSUB"]
    with subset.load_font(noto.sans_path(), options) as font:
        maker = subset.Subsetter(options)
        maker.populate(text="张伟鉴定 A1")
        maker.subset(font)
        subset.save_font(font, path, options)
    return path


@pytest.fixture
def cache(tmp_path: Path, few_letters: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setitem(typefaces.SOURCES, Face.SANS, lambda: few_letters)
    return tmp_path / "jianding"


def tables(path: Path) -> list[str]:
    """What a font file is made of."""
    with TTFont(path) as font:
        return list(font.keys())


def test_it_lies_in_the_cache_of_the_user(cache: Path) -> None:
    path = made(Face.SANS)
    assert path.parent == cache
    assert "glyf" in tables(path)
    made_at = path.stat().st_mtime_ns
    assert made(Face.SANS).stat().st_mtime_ns == made_at


def test_two_who_make_it_at_once_get_one_whole_file(cache: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        (path, *others) = pool.map(made, [Face.SANS] * 4)
    assert {path, *others} == {path}
    assert "glyf" in tables(path)
    assert list(cache.iterdir()) == [path]


def test_what_cannot_be_made_leaves_nothing_behind(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = cache.parent / "broken.otf"
    broken.write_bytes(b"no font")
    monkeypatch.setitem(typefaces.SOURCES, Face.SANS, lambda: broken)
    with pytest.raises(TTLibError):
        made(Face.SANS)
    assert list(cache.iterdir()) == []
