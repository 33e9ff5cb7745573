"""The documents: every command and option is described, and every link leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import typer

from bot.app import cli
from tests.project.source import ROOT, files

COMMANDS = ROOT / "docs" / "commands.md"
EVERYWHERE = {"--help", "--install-completion", "--show-completion"}
LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)\s>]+)")
NAMED = re.compile(r"`((?:bot|config|docs|domain|sandbox|storage|tests|\.ci)/[\w./-]*)`")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def spoken(command: Any, name: str) -> Iterator[str]:
    """`jianding demo` and `--port`: each command and each long option that it takes."""
    yield name
    for option in command.params:
        yield from (f"{name} {text}" for text in option.opts if text.startswith("--") and text not in EVERYWHERE)
    for inner, child in sorted(getattr(command, "commands", {}).items()):
        yield from spoken(child, f"{name} {inner}")


def undescribed(command: Any, page: str) -> list[str]:
    """Commands without a heading of their own, options not named under it."""
    sections = dict(re.findall(r"^#+ `?(jianding[ \w-]*?)`?\s*\n(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL))
    missing = []
    for text in spoken(command, "jianding"):
        name, dashes, option = text.partition(" --")
        if name not in sections or (dashes and f"`--{option}" not in sections[name]):
            missing.append(text)
    return missing


def dead_links(page: Path, text: str) -> Iterator[str]:
    """Relative links of a page that lead to no file."""
    for target in LINK.findall(FENCE.sub("", text)):
        path = unquote(target.split("#")[0])
        if path and not re.match(r"[a-z]+:", path) and not (page.parent / path).exists():
            yield f"{page.name}: {target}"


def missing_files(page: str, text: str) -> Iterator[str]:
    """Files and folders of the project that a page names and that are not there."""
    yield from (f"{page}: {name}" for name in NAMED.findall(FENCE.sub("", text)) if not (ROOT / name).exists())


def sample() -> Any:
    """A command line with one command that has one option."""
    app = typer.Typer(add_completion=False)

    @app.callback()
    def jianding() -> None: ...

    @app.command()
    def demo(port: int = 8080) -> None: ...

    return typer.main.get_command(app)


def test_every_command_and_option_is_described() -> None:
    """docs/commands.md has a heading for each command, and names each option under it."""
    assert undescribed(typer.main.get_command(cli.app), COMMANDS.read_text("utf-8")) == []


def test_an_undescribed_command_or_option_would_be_seen() -> None:
    """Negative control."""
    page = "# jianding\n\nAll of it.\n\n## `jianding demo`\n\n`--port` is the port.\n"
    assert undescribed(sample(), page) == []
    assert undescribed(sample(), page.replace("`--port`", "The")) == ["jianding demo --port"]
    assert undescribed(sample(), "# jianding\n") == ["jianding demo", "jianding demo --port"]


def test_no_link_is_dead() -> None:
    """Every relative link of every page leads to a file or folder."""
    pages = [ROOT / path for path in files() if path.endswith(".md")]
    assert [link for page in pages for link in dead_links(page, page.read_text("utf-8"))] == []


def test_a_dead_link_would_be_seen(tmp_path: Path) -> None:
    """Negative control: live, outside and code are passed over, the dead one is named."""
    page = tmp_path / "a.md"
    text = "[a](a.md#x) [b](https://example.org/b) [c](#c) [d](gone.md) ![e](<e%20f.png>)\n```\n[f](gone.md)\n```\n"
    page.write_text(text, "utf-8")
    assert list(dead_links(page, text)) == ["a.md: gone.md", "a.md: e%20f.png"]


def test_every_file_that_is_named_exists() -> None:
    """In every page but those of decisions and changes, which tell of their day."""
    pages = [path for path in files() if path.endswith(".md") and not path.startswith(("docs/decisions/", "CHANGELOG"))]
    texts = {path: (ROOT / path).read_text("utf-8") for path in pages}
    assert len(NAMED.findall(texts["docs/architecture.md"])) > 20
    assert [line for path, text in texts.items() for line in missing_files(path, text)] == []


def test_a_file_that_is_gone_would_be_seen() -> None:
    """Negative control: what is there, what is no file of ours, what is gone."""
    text = "`bot/engine/` `domain/errors.py` `var/demo` `a/b.py` `bot/gone.py`\n```\n`bot/x.py`\n```\n"
    assert list(missing_files("a.md", text)) == ["a.md: bot/gone.py"]
