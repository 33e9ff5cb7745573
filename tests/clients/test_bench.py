"""The examples are what was published, all of them are played or excused, and what goes wrong with one is noticed."""

import asyncio
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from sandbox import NotSeen
from tests.clients.page import HEADING, section
from tests.clients.stage import Stage
from tests.clients.tale import Tale, Tales, row, wrong_calls
from tests.clients.told import ALL, PTB

HERE = Path(__file__).parent
PARTS = {"multi_file_bot/handlers/__init__.py", "multi_file_bot/handlers/echo.py", "multi_file_bot/handlers/start.py"}


def published(folder: Path) -> dict[str, str]:
    """The checksums of the published source distribution by path."""
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    return {path: checksum for checksum, path in (line.split() for line in lines)}


def changed(folder: Path) -> set[str]:
    """Files that are not as they were published, or were not published at all."""
    sums = published(folder)
    held = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.suffix in {"", ".py", ".txt"}}
    files = {name: path for name, path in held.items() if path.is_file() and name != "SHA256SUMS"}
    wrong = {name for name, path in files.items() if sha256(path.read_bytes()).hexdigest() != sums.get(name)}
    return wrong | (sums.keys() - files.keys())


def listed(tales: Tales, lines: list[str]) -> list[str]:
    """The examples in the table of a client, in order."""
    start = next((number for number, line in enumerate(lines) if line.startswith(f"| {tales.title} |")), len(lines))
    rows = lines[start + 2 :]
    end = next((number for number, line in enumerate(rows) if not line.startswith("|")), len(rows))
    return [line.split("|")[1].strip() for line in rows[:end]]


@pytest.mark.parametrize("tales", ALL, ids=lambda tales: tales.client)
def test_the_examples_are_as_they_were_published(tales: Tales) -> None:
    """Byte for byte, with their licence."""
    assert changed(HERE / tales.client) == set()
    assert any(name.startswith("LICENSE") for name in published(HERE / tales.client))


def test_a_changed_example_would_be_seen(tmp_path: Path) -> None:
    """Negative control: changed, added, gone."""
    (tmp_path / "SHA256SUMS").write_text(f"{sha256(b'a').hexdigest()}  a.py\n{'0' * 64}  gone.py\n")
    (tmp_path / "a.py").write_bytes(b"a")
    assert changed(tmp_path) == {"gone.py"}
    (tmp_path / "a.py").write_bytes(b"b")
    (tmp_path / "new.py").write_bytes(b"")
    assert changed(tmp_path) == {"a.py", "gone.py", "new.py"}


@pytest.mark.parametrize("tales", ALL, ids=lambda tales: tales.client)
def test_every_example_is_played_or_excused(tales: Tales) -> None:
    """Each file that was taken over has a tale, or a reason why not."""
    files = {name for name in published(HERE / tales.client) if name.endswith(".py")} - PARTS
    assert files - tales.told.keys() - tales.untold.keys() == set()
    assert tales.told.keys() <= files


@pytest.mark.parametrize("tales", ALL, ids=lambda tales: tales.client)
def test_the_table_lists_what_is_told(tales: Tales) -> None:
    """In its order; the results and steps are held by the tests of the tales."""
    lines = section()
    assert listed(tales, lines) == [*tales.told, *tales.untold]
    assert all(row(example, f"not played: {why}") in lines for example, why in tales.untold.items())


def test_an_example_missing_from_the_table_would_be_seen() -> None:
    """Negative control: the table of this very page, without one line."""
    page = HEADING + "\n".join(line for line in section() if "echobot.py" not in line) + "\n## Limits\n"
    assert len(listed(PTB, section(page))) == len(PTB.told) + len(PTB.untold) - 1
    assert listed(PTB, section("# Another page")) == []


async def hears_another_name(stage: Stage) -> None:
    await stage.ann.start()
    await stage.ann.reads("Hi Bob!")


async def looks_away(stage: Stage) -> None:
    await stage.ann.start()
    await stage.ann.say("/help")
    await stage.ann.reads("Hi Ann!")
    while (await stage.ann.screen())["messages"][-1].get("text") != "Help!":
        await asyncio.sleep(0.01)


async def causes_an_error(stage: Stage) -> None:
    await stage.bob.start()
    await stage.bob.reads("Use /bad_command to cause an error.", "Your chat id is")
    await stage.ann.say("/bad_command")
    await stage.bob.reads("An exception was raised", "while handling an update")


def echo(**more: object) -> Tale:
    return replace(PTB.told["echobot.py"], **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tale", "wrong"),
    [
        (echo(tell=hears_another_name), "instead of .*Hi Bob!.* there is 'Hi Ann!'"),
        (echo(tell=looks_away), "Help!"),
        (echo(codes=(1,)), "it ended with 0"),
        (replace(PTB.told["errorhandlerbot.py"], tell=causes_an_error, tracebacks=0), "1 tracebacks"),
    ],
    ids=["a wrong word", "one word too many", "a wrong end", "a traceback"],
)
async def test_what_goes_wrong_with_an_example_is_noticed(tale: Tale, wrong: str) -> None:
    """Negative controls."""
    with pytest.raises(AssertionError, match=wrong):
        await tale.play()


async def test_a_constant_that_is_not_there_is_noticed() -> None:
    """Negative control: the example does not start, and its last words stand in the complaint."""
    with pytest.raises(NotSeen) as complaint:
        await echo(put={'"NO SUCH TOKEN"': "''"}, tell=hears_another_name).play()
    assert 'there is no "NO SUCH TOKEN" in it' in complaint.value.__notes__[0]


def test_refused_and_strange_calls_are_noticed() -> None:
    """Negative control; only a poll that was given up may end with a conflict."""
    given_up = {"method": "getUpdates", "status": 409, "error": "Conflict: terminated by other getUpdates request"}
    refused = {"method": "sendMessage", "status": 400, "error": "Bad Request: chat not found"}
    strange = {"method": "sendMessage", "status": 200, "warnings": ["there is no field txt"]}
    fine = {"method": "sendMessage", "status": 200, "result": {}}
    assert wrong_calls([given_up, refused, strange, fine]) == [refused, strange]
