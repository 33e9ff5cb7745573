"""Nothing that is committed names a machine's folders or a registry's hosts, or holds a secret."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.project.source import ROOT, files

LEAKS = {
    "a folder of one machine": r"(?<![\w.:/])/(?:home|root|Users|work|workspace|builds|farm|mnt|media)/[\w.]",
    "a folder of one machine, on Windows": r"\b[A-Z]:\\(?:Users|work)\b",
    "a registry's host": r"\b(?:pypi|[\w.-]*pythonhosted|registry\.npmjs|[\w.]*debian|proxy\.golang)\.org\b",
    "an index of packages": r"--(?:extra-)?index-url[ =]\S",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "a bot token": r"\b\d{8,10}:AA[A-Za-z0-9_-]{33}\b",
    "a cloud key": r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|sk-[A-Za-z0-9]{32,})\b",
    "a password in an address": r"://[\w.-]+:(?!(?:p|password|pass|secret|hunter2|hush)@)[^\s/@:{}$<>]+@",
}
PATTERNS = {what: re.compile(pattern) for what, pattern in LEAKS.items()}
NO_TEXTS = (".png", ".jpg", ".jpeg", ".gif", ".ico", ".pdf", ".otf", ".ttf", ".woff2", ".gz")


def leaks(path: str, text: str) -> Iterator[str]:
    """What a text gives away, by line."""
    for number, line in enumerate(text.splitlines(), start=1):
        yield from (f"{path}:{number}: {what}" for what, pattern in PATTERNS.items() if pattern.search(line))


def test_nothing_is_given_away() -> None:
    """Every text file of the project, but not the third-party specification that the sandbox checks against."""
    texts = [path for path in files() if not path.endswith(NO_TEXTS) and not path.startswith("sandbox/wire/spec/")]
    found = [leak for path in texts for leak in leaks(path, (ROOT / path).read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "cd /" + "home/anna/jianding",
        'open("/' + 'root/x")',
        "C:\\" + "Users\\anna",
        "https://" + "pypi" + ".org/simple",
        "http://" + "deb.debian" + ".org",
        "pip install --index-" + "url https://example.org",
        "-----BEGIN RSA " + "PRIVATE KEY-----",
        "token = 12345678" + "90:AA" + "x" * 33,
        "AKIA" + "A" * 16,
        "postgresql://anna:" + "s3same@db/x",
    ],
)
def test_a_leak_would_be_seen(line: str) -> None:
    """Negative controls, put together here so that this file does not hold them."""
    assert list(leaks("a.txt", line)) != []


@pytest.mark.parametrize(
    "line", ["docs/work/x.md", "/bot123:abc/getMe", "https://example.org/home/x", "postgresql://u:p@h/d", "/tmp/x"]
)
def test_the_harmless_is_passed_over(line: str) -> None:
    """Relative paths, addresses and examples are no leaks."""
    assert list(leaks("a.txt", line)) == []
