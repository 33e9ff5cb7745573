"""The commands of the operator: what they do, and the one clear line when something is wrong."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path

import pytest
import typer
from sqlalchemy import literal, select
from telegram.error import InvalidToken
from typer.testing import CliRunner, Result

from bot.app.cli import app
from bot.app.staff import operator_database
from bot.app.terminal import run_to_end
from config.settings import load_settings
from storage.engine import audit, broadcasts
from tests.registration.examples import NOW

TOKEN = "123456:a-token-of-at-least-twenty-letters"
EXAMPLE = Path(__file__).parents[2] / "config" / "batch-example.toml"


@pytest.fixture
def environ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What an operator has set: token, keys, a database of its own."""
    keys = tmp_path / "keys.toml"
    assert invoke("make-keys", str(keys)).exit_code == 0
    given = {
        "JIANDING_TOKEN": TOKEN,
        "JIANDING_KEYS_FILE": str(keys),
        "JIANDING_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'a.sqlite3'}",
        "JIANDING_DATA_DIR": str(tmp_path),
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return given


def invoke(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_settings_that_are_right_are_told(environ: dict[str, str]) -> None:
    told = invoke("check-config")
    assert (told.exit_code, told.stdout[:4]) == (0, "ok: ")
    assert TOKEN not in told.stdout


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        (("JIANDING_TOKEN", ""), "token"),
        (("JIANDING_TOKEN", "nonsense"), "token"),
        (("JIANDING_DATABASE_URL", "mysql://x"), "database_url"),
        (("JIANDING_REVIEW__LEVELS", "3"), "review.levels"),
        (("JIANDING_NO_SUCH_THING", "1"), "no_such_thing"),
        (("JIANDING_KEYS_FILE", ""), "keys"),
    ],
)
@pytest.mark.parametrize("command", ["check-config", "run", "migrate"])
def test_a_bad_setting_is_one_line_and_exit_2(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, command: str, bad: tuple[str, str], named: str
) -> None:
    monkeypatch.setenv(*bad)
    told = invoke(command)
    assert told.exit_code == 2
    assert len(told.stderr.strip().splitlines()) == 1
    assert named in told.stderr
    assert environ["JIANDING_TOKEN"] not in told.stderr


def test_keys_are_for_their_owner_only_and_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    assert invoke("make-keys", str(path)).exit_code == 0
    before = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again = invoke("make-keys", str(path))
    assert again.exit_code == 1
    assert "never written over" in again.stderr
    assert path.read_bytes() == before


def test_the_database_is_brought_to_the_newest_schema(environ: dict[str, str]) -> None:
    assert invoke("migrate").exit_code == 0
    assert invoke("migrate").exit_code == 0


def test_a_broadcast_is_held_gone_on_with_and_taken_back(environ: dict[str, str]) -> None:
    assert invoke("migrate").exit_code == 0
    assert invoke("broadcasts", "list").stdout == "0 broadcasts\n"

    async def begin() -> None:
        async with operator_database(load_settings(None, environ)) as database, database.begin() as connection:
            await broadcasts.begin(connection, "{}", select(literal(7)), NOW)

    asyncio.run(begin())
    for deed, state in (("pause", "paused"), ("resume", "going"), ("withdraw", "withdrawn")):
        assert (invoke("broadcasts", deed, "1").exit_code, state) == (0, state)
        assert state in invoke("broadcasts", "list").stdout
    over = invoke("broadcasts", "resume", "1")
    assert (over.exit_code, "is on its way" in over.stderr) == (1, True)
    assert invoke("verify-audit").exit_code == 0


def test_a_role_is_granted_and_withdrawn(environ: dict[str, str]) -> None:
    assert invoke("appoint", "42", "first_reviewer", "--name", "王芳").exit_code == 0
    assert invoke("appoint", "42", "first_reviewer").exit_code == 0
    assert invoke("dismiss", "42", "first_reviewer").exit_code == 0
    gone = invoke("dismiss", "42", "first_reviewer")
    assert gone.exit_code == 1
    assert "Missing" in gone.stderr
    assert invoke("dismiss", "43", "first_reviewer").exit_code == 1
    assert invoke("appoint", "42", "emperor").exit_code == 2


def test_a_batch_is_opened_once(environ: dict[str, str]) -> None:
    assert invoke("open-batch", str(EXAMPLE)).exit_code == 0
    again = invoke("open-batch", str(EXAMPLE))
    assert again.exit_code == 1
    assert "BatchExists" in again.stderr


@pytest.mark.parametrize("text", ["year = ", "year = 2027", 'year = 2027\ncolour = "red"'])
def test_a_broken_batch_is_named(environ: dict[str, str], tmp_path: Path, text: str) -> None:
    path = tmp_path / "batch.toml"
    path.write_text(text, encoding="utf-8")
    told = invoke("open-batch", str(path))
    assert told.exit_code == 1
    assert "batch-example.toml" in told.stderr
    assert invoke("open-batch", str(tmp_path / "none.toml")).exit_code == 1


def test_the_audit_trail_is_verified(environ: dict[str, str]) -> None:
    invoke("appoint", "42", "director")
    assert invoke("verify-audit").exit_code == 0
    asyncio.run(tamper(environ))
    broken = invoke("verify-audit")
    assert broken.exit_code == 1
    assert "row 1" in broken.stderr


async def tamper(environ: dict[str, str]) -> None:
    """Change the first row behind everybody's back."""
    async with operator_database(load_settings(None, environ)) as database, database.begin() as connection:
        await connection.execute(audit.audit.update().where(audit.audit.c.id == 1).values(at=NOW))


def test_help_is_worth_reading() -> None:
    told = invoke("--help").stdout
    for command in ("demo", "run", "migrate", "check-config", "bench", "chaos"):
        assert command in told


def test_the_first_command_makes_the_folder_of_the_database(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As README has it: nobody has made `var` before."""
    assert environ
    monkeypatch.setenv("JIANDING_DATABASE_URL", f"sqlite:///{tmp_path / 'new' / 'var' / 'a.sqlite3'}")
    assert invoke("appoint", "123456789", "planner").exit_code == 0


@pytest.mark.parametrize("url", ["sqlite:////proc/none/a.sqlite3", "sqlite:////proc", "postgresql://x@127.0.0.1:1/x"])
def test_a_database_that_cannot_be_opened_is_one_line(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    assert environ
    monkeypatch.setenv("JIANDING_DATABASE_URL", url)
    told = invoke("migrate")
    assert (told.exit_code, len(told.stderr.strip().splitlines())) == (1, 1)


def test_telegram_that_cannot_be_reached_is_one_line(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, unused_tcp_port: int
) -> None:
    assert environ
    monkeypatch.setenv("JIANDING_API_BASE_URL", f"http://127.0.0.1:{unused_tcp_port}")
    told = invoke("run")
    assert (told.exit_code, len(told.stderr.strip().splitlines())) == (1, 1)
    assert "Telegram" in told.stderr


def test_a_refused_token_is_told_and_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """python-telegram-bot's own words for it show the token."""

    async def refused() -> None:
        raise InvalidToken(f"The token `{TOKEN}` was rejected by the server.")

    with pytest.raises(typer.Exit) as ended:
        run_to_end(refused())
    said = capsys.readouterr().err
    assert (ended.value.exit_code, said) == (1, "jianding: Telegram: the token is refused\n")
