"""Settings: what is given is found again, in the right order; what is wrong is told in one line."""

from __future__ import annotations

from base64 import b64encode
from datetime import time
from pathlib import Path

import pytest

from config.model import Settings
from config.settings import (
    BadSettings,
    as_toml,
    example,
    fields,
    load_settings,
    read_defaults,
    require_keys,
    require_token,
    variable_of,
)

TOKEN = "1000001:sandbox-token-sandbox-token"
KEY = b64encode(bytes(range(32))).decode()
OTHER_KEY = b64encode(bytes(32)).decode()
WEBHOOK = {
    "JIANDING_MODE": "webhook",
    "JIANDING_WEBHOOK__URL": "https://bot.example.org/",
    "JIANDING_WEBHOOK__SECRET": "s3cret",
}


def written(folder: Path, text: str, name: str = "jianding.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def fault(environ: dict[str, str], path: Path | None = None) -> str:
    with pytest.raises(BadSettings) as caught:
        load_settings(path, environ)
    return str(caught.value)


def test_defaults_are_those_of_the_field() -> None:
    """Without a file and variables: the defaults, as the facts sheet has them (§2.5, §9)."""
    settings = load_settings(None, {})
    review, quiet = settings.review, settings.quiet_hours
    assert (review.levels, review.max_returns, review.mend_working_days, review.claim_minutes) == (2, 3, 3, 10)
    assert (quiet.from_, quiet.until) == (time(22), time(8))
    assert (settings.mode, settings.api_base_url) == ("polling", "https://api.telegram.org")
    assert settings.database_url == "sqlite+aiosqlite:///var/jianding.sqlite3"


def test_the_environment_wins_over_the_file_and_the_file_over_the_defaults(tmp_path: Path) -> None:
    """Each layer changes only what it names."""
    path = written(tmp_path, "[limits]\nchat_burst = 5\ngroup_per_minute = 10\n")
    limits = load_settings(path, {"JIANDING_LIMITS__CHAT_BURST": "7"}).limits
    assert (limits.chat_burst, limits.group_per_minute, limits.overall_per_second) == (7, 10, 30)


def test_the_real_environment_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment is an argument: a stray TOKEN or MODE of the machine changes nothing."""
    for name in ("TOKEN", "MODE", "JIANDING_MODE", "JIANDING_TOKEN"):
        monkeypatch.setenv(name, "stray")
    assert load_settings(None, {}).token is None


def test_the_file_may_be_named_by_a_variable(tmp_path: Path) -> None:
    """JIANDING_SETTINGS names the file; an explicit path wins over it."""
    named = written(tmp_path, "operators = [1]\n")
    other = written(tmp_path, "operators = [2]\n", "other.toml")
    environ = {"JIANDING_SETTINGS": str(named)}
    assert load_settings(None, environ).operators == (1,)
    assert load_settings(other, environ).operators == (2,)


@pytest.mark.parametrize(("text", "numbers"), [("1,2", (1, 2)), ("[1, -2]", (1, -2)), ("7", (7,)), ("[]", ())])
def test_operators_from_the_environment(text: str, numbers: tuple[int, ...]) -> None:
    """A list is written with commas, with or without brackets."""
    assert load_settings(None, {"JIANDING_OPERATORS": text}).operators == numbers


def test_an_empty_variable_counts_as_not_set() -> None:
    """Container files often pass variables on that are empty."""
    assert load_settings(None, {"JIANDING_TOKEN": "", "JIANDING_WEB__PORT": ""}).web.port == 8080


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///a.db", "sqlite+aiosqlite:///a.db"),
        ("postgresql://u:p@h/d", "postgresql+asyncpg://u:p@h/d"),
        ("postgres://h/d", "postgresql+asyncpg://h/d"),
        ("postgresql+asyncpg://h/d", "postgresql+asyncpg://h/d"),
    ],
)
def test_the_database_gets_its_driver(given: str, used: str) -> None:
    """A plain address is completed with the driver that the program uses."""
    assert load_settings(None, {"JIANDING_DATABASE_URL": given}).database_url == used


def test_keys_come_from_their_own_file(tmp_path: Path) -> None:
    """`keys_file` wins over the settings file, the environment over both."""
    keys = written(tmp_path, f'current = "k2"\nindex = "{KEY}"\n[ring]\nk2 = "{OTHER_KEY}"\n', "keys.toml")
    path = written(tmp_path, f'keys_file = "{keys}"\n[keys]\ncurrent = "k1"\n[keys.ring]\nk1 = "{KEY}"\n')
    held = require_keys(load_settings(path, {}))
    assert (held.current, held.ring_texts, held.index_text) == ("k2", {"k1": KEY, "k2": OTHER_KEY}, KEY)
    assert require_keys(load_settings(path, {"JIANDING_KEYS__CURRENT": "k1"})).current == "k1"


def test_keys_may_come_from_the_environment() -> None:
    """One variable per key, or one table as JSON."""
    parts = {"JIANDING_KEYS__CURRENT": "k1", "JIANDING_KEYS__INDEX": KEY, "JIANDING_KEYS__RING__K1": KEY}
    whole = {"JIANDING_KEYS": f'{{"current": "k1", "index": "{KEY}", "ring": {{"k1": "{KEY}"}}}}'}
    assert load_settings(None, parts).keys == load_settings(None, whole).keys != None  # noqa: E711 - of three


def test_settings_are_frozen() -> None:
    """Neither the whole nor a group can be changed."""
    settings = load_settings(None, {})
    with pytest.raises(ValueError, match="frozen"):
        settings.mode = "webhook"
    with pytest.raises(ValueError, match="frozen"):
        settings.limits.chat_burst = 9


def test_no_secret_is_shown() -> None:
    """Token, keys, webhook secret and the database's password stand in neither repr nor str."""
    environ = WEBHOOK | {
        "JIANDING_TOKEN": TOKEN,
        "JIANDING_DATABASE_URL": "postgresql://u:hunter2@h/d",
        "JIANDING_KEYS": f'{{"current": "k1", "index": "{KEY}", "ring": {{"k1": "{OTHER_KEY}"}}}}',
    }
    settings = load_settings(None, environ)
    shown = repr(settings) + str(settings)
    assert require_token(settings) == TOKEN
    assert "k1" in shown
    for secret in (TOKEN, KEY, OTHER_KEY, "hunter2", "s3cret"):
        assert secret not in shown


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"JIANDING_TOKEN": "hush"}, ("token: this is no bot token", "JIANDING_TOKEN")),
        ({"JIANDING_TOKEN": TOKEN + "\n"}, ("token:",)),
        ({"JIANDING_MODE": "pull"}, ("mode:", "'polling' or 'webhook'", 'mode = "polling"')),
        ({"JIANDING_WEB__PORT": "70000"}, ("web.port:", "port = 8080 under [web]", "JIANDING_WEB__PORT")),
        ({"JIANDING_WEB__PORTT": "1"}, ("web.portt: there is no such setting", "did you mean web.port?")),
        ({"JIANDING_TOKNE": "1"}, ("tokne: there is no such setting", "did you mean token?")),
        ({"JIANDING_WEB": "{port: 1}"}, ("web: must be a table", "JIANDING_WEB__HOST")),
        ({"JIANDING_WEB": "x"}, ("web: must be a table", "[web]")),
        ({"JIANDING_WEB__PORT": "1", "JIANDING_WEB__PORT__X": "1"}, ("JIANDING_WEB__PORT__X:",)),
        ({"JIANDING_REVIEW__LEVELS": "3"}, ("review.levels:", "less than or equal to 2")),
        ({"JIANDING_LIMITS__CHAT_PER_SECOND": "0"}, ("limits.chat_per_second:", "greater than 0")),
        ({"JIANDING_LIMITS__CHAT_PER_SECOND": "nan"}, ("limits.chat_per_second:", "finite")),
        ({"JIANDING_QUIET_HOURS__FROM": "25:00"}, ("quiet_hours.from:", 'from = "22:00"')),
        ({"JIANDING_API_BASE_URL": "api.telegram.org"}, ("api_base_url:", "https://")),
        ({"JIANDING_API_BASE_URL": "http://h:99999"}, ("api_base_url:", "ort")),
        ({"JIANDING_DATABASE_URL": "mysql://u:hush@h/d"}, ("database_url: an address of SQLite or PostgreSQL",)),
        ({"JIANDING_WEBHOOK__PATH": "telegram"}, ("webhook.path:", "begin with /")),
        ({"JIANDING_WEBHOOK__SECRET": "hush hush"}, ("webhook.secret:", "A-Z a-z 0-9")),
        ({"JIANDING_OPERATORS": "me"}, ("operators", "integer")),
        ({"JIANDING_KEYS__CURRENT": "k1"}, ("keys.ring: missing", "(and 1 more)")),
        ({"JIANDING_MODE": "webhook"}, ("webhook.url: missing", 'mode = "webhook"')),
        (WEBHOOK | {"JIANDING_WEBHOOK__SECRET": ""}, ("webhook.secret: missing",)),
        (WEBHOOK | {"JIANDING_WEBHOOK__URL": "http://bot.example.org"}, ("webhook.url:", "https", "8443")),
        (WEBHOOK | {"JIANDING_WEBHOOK__URL": "https://bot.example.org:8080"}, ("webhook.url:", "8443")),
        ({"JIANDING_SETTINGS": "nowhere.toml"}, ("settings file nowhere.toml: cannot be read",)),
        ({"JIANDING_KEYS_FILE": "nowhere.toml"}, ("keys_file nowhere.toml: cannot be read",)),
    ],
)
def test_a_fault_is_one_line_that_names_it(environ: dict[str, str], words: tuple[str, ...]) -> None:
    """The line names the setting, the fault and an example, and holds no secret."""
    line = fault(environ)
    assert "\n" not in line
    assert "hush" not in line
    for word in words:
        assert word in line


@pytest.mark.parametrize(
    ("ring", "index", "words"),
    [
        (f'{{"k2": "{KEY}"}}', KEY, "keys: current names 'k1', but ring holds only k2"),
        (f'{{"k1": "{KEY}"}}', "c2hvcnQ=", "keys.index: 32 bytes in base64 are needed, these are 5"),
        ('{"k1": "no base64!"}', KEY, "keys.ring.k1: this is not base64"),
        ("{}", KEY, "keys.ring:"),
    ],
)
def test_a_fault_of_the_keys_never_shows_one(ring: str, index: str, words: str) -> None:
    """Wrong keys are named by their id alone."""
    line = fault({"JIANDING_KEYS__CURRENT": "k1", "JIANDING_KEYS__RING": ring, "JIANDING_KEYS__INDEX": index})
    assert words in line
    assert KEY not in line


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"mode = polling", "is not TOML"), (b"\xff\xfe", "is not UTF-8"), (b"[web]\nport = [1]", "web.port")],
)
def test_a_broken_file_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    """Where the file cannot be understood, its name and the place stand in one line."""
    path = tmp_path / "broken.toml"
    path.write_bytes(content)
    line = fault({}, path)
    assert words in line
    assert "\n" not in line


def test_a_folder_is_no_settings_file(tmp_path: Path) -> None:
    """A path that is no file is told like a missing one."""
    assert f"settings file {tmp_path}: cannot be read" in fault({}, tmp_path)


def test_token_and_keys_are_asked_for_only_where_needed() -> None:
    """Without them the settings load; what needs them says so."""
    settings = load_settings(None, {})
    with pytest.raises(BadSettings, match=r"^token: missing.*BotFather"):
        require_token(settings)
    with pytest.raises(BadSettings, match=r"^keys: missing.*keys_file"):
        require_keys(settings)


def test_webhook_of_an_own_server_may_be_plain() -> None:
    """Telegram's own server wants https on four ports; a Bot API server of one's own takes any address."""
    environ = WEBHOOK | {"JIANDING_WEBHOOK__URL": "http://127.0.0.1:9000"}
    assert "webhook.url" in fault(environ)
    settings = load_settings(None, environ | {"JIANDING_API_BASE_URL": "http://127.0.0.1:8081/"})
    assert (settings.webhook.url, settings.api_base_url) == ("http://127.0.0.1:9000", "http://127.0.0.1:8081")


def test_every_setting_has_a_default_or_is_optional() -> None:
    """The defaults stand in default.toml alone, and name no setting that does not exist."""
    tables = read_defaults()
    flat = {f"{t}.{k}" for t, v in tables.items() if isinstance(v, dict) for k in v}
    flat |= {name for name, value in tables.items() if not isinstance(value, dict)}
    needed = {name for name, field in fields(Settings) if field.is_required() and not name.startswith("keys.")}
    assert flat == needed


@pytest.mark.parametrize("name", [name for name, _ in fields(Settings) if not name.startswith("keys.")])
def test_every_example_is_a_value_that_loads(name: str, tmp_path: Path) -> None:
    """What an error message proposes is accepted, in the file and in the environment."""
    field = dict(fields(Settings))[name]
    assert field.description
    table, _, key = name.rpartition(".")
    value = as_toml(field.examples[0]) if field.examples else ""
    keys = written(tmp_path, f'current = "a"\nindex = "{KEY}"\nring = {{ a = "{KEY}" }}\n', "keys.toml")
    value = f'"{keys}"' if name == "keys_file" else value
    path = written(tmp_path, (f"[{table}]\n" if table else "") + f"{key} = {value}\n")
    load_settings(path, {})
    load_settings(None, {variable_of(name): value.strip('"')})
    assert variable_of(name) in example(name)
