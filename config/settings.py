"""Loading of the settings: defaults, then the settings file, then the file of keys, then the environment.

What is wrong is said in one line that names the setting, the fault and an example.
"""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from config.model import TELEGRAM, WEBHOOK_PORTS, Group, Keys, Settings

PREFIX = "JIANDING_"
FILE_VARIABLE = "JIANDING_SETTINGS"
NESTED = "__"

Table = dict[str, Any]


class BadSettings(Exception):  # noqa: N818 - reads as what is wrong
    """A setting that is missing, unknown or malformed; its text is one clear line, without any secret."""


def load_settings(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """Merge defaults, the file (`path`, or the one that JIANDING_SETTINGS names), keys and environment.

    Raises `BadSettings`.
    """
    if path is None and environ.get(FILE_VARIABLE):
        path = Path(environ[FILE_VARIABLE])
    tables = read_defaults()
    if path is not None:
        overlay(tables, read_toml(path, "settings file"))
    given = read_environment(environ)
    overlay(tables, given)
    add_keys_of_file(tables, given)
    settings = build(tables)
    check_webhook(settings)
    return settings


def require_token(settings: Settings) -> str:
    """The bot's token. Raises `BadSettings` where none is set."""
    if settings.token is None:
        raise BadSettings(missing("token"))
    return settings.token.get_secret_value()


def require_keys(settings: Settings) -> Keys:
    """The keys that seal personal data. Raises `BadSettings` where none are set."""
    if settings.keys is None:
        raise BadSettings(
            "keys: missing, and personal data is never kept unsealed."
            ' Example: keys_file = "keys.toml" (docs/settings.md, "Keys")'
        )
    return settings.keys


def read_defaults() -> Table:
    """The defaults that come with the program."""
    return tomllib.loads(files("config").joinpath("default.toml").read_text("utf-8"))


def read_toml(path: Path, what: str) -> Table:
    """One TOML file. Raises `BadSettings` when it is missing, unreadable or malformed."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise BadSettings(f"{what} {path}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise BadSettings(f"{what} {path}: is not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        reason = " ".join(str(error).split())
        raise BadSettings(f'{what} {path}: is not TOML: {reason}. Example of a line: mode = "polling"') from error


def read_environment(environ: Mapping[str, str]) -> Table:
    """Settings out of variables: JIANDING_WEB__PORT=8080 is `port` of `[web]`; an empty one counts as not set.

    Raises `BadSettings` at a clash.
    """
    tables: Table = {}
    for variable, value in sorted(environ.items()):
        if variable.startswith(PREFIX) and variable != FILE_VARIABLE and value:
            put(tables, variable, value)
    return tables


def put(tables: Table, variable: str, value: str) -> None:
    """Put one variable's value where its name says; a whole table may be given as JSON."""
    *groups, name = variable.removeprefix(PREFIX).lower().split(NESTED)
    table = tables
    for group in groups:
        table = table.setdefault(group, {})
        if not isinstance(table, dict):
            raise BadSettings(f"{variable}: {group} was already given as a whole; set either it or its parts")
    table[name] = from_json(value)


def from_json(value: str) -> object:
    """A JSON object as a table; anything else stays the text that it is."""
    try:
        found = json.loads(value) if value.lstrip().startswith("{") else None
    except ValueError:
        found = None
    return value if found is None else found


def overlay(below: Table, above: Mapping[str, Any]) -> None:
    """Write one set of tables over another, table by table."""
    for name, value in above.items():
        if isinstance(value, dict) and isinstance(below.get(name), dict):
            overlay(below[name], value)
        else:
            below[name] = value


def add_keys_of_file(tables: Table, given: Table) -> None:
    """Write the keys of `keys_file` over those of the settings file, below those of the environment."""
    path = tables.get("keys_file")
    if not isinstance(path, str) or not path:
        return
    overlay(tables, {"keys": read_toml(Path(path), "keys_file")})
    overlay(tables, {"keys": given["keys"]} if "keys" in given else {})


def build(tables: Table) -> Settings:
    """Make the settings object. Raises `BadSettings` naming the first fault and counting the others."""
    try:
        return Settings(**tables)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        fault = faults[0]
        path = tuple(str(part) for part in fault["loc"])
        raise BadSettings(describe(path, fault["type"], fault["msg"]) + more) from None


def describe(path: tuple[str, ...], kind: str, message: str) -> str:
    """One line about one fault."""
    name = ".".join(path)
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(name, names(), n=1)
        return f"{name}: there is no such setting" + (f"; did you mean {near[0]}?" if near else " (docs/settings.md)")
    if kind == "missing":
        return missing(name)
    if kind == "model_type":
        return f"{name}: must be a table.{example(name)}"
    reason = message.removeprefix("Value error, ").replace("Input should", "it should")
    return f"{name}: {reason}.{example(name)}"


def missing(name: str) -> str:
    """One line about a setting that is needed."""
    return f"{name}: missing.{example(name)}"


def example(name: str) -> str:
    """An example of the setting, or of the first one of a table, in TOML and as a variable."""
    for setting, field in fields(Settings):
        if f"{setting}.".startswith(f"{name}.") and field.examples:
            table, _, key = setting.rpartition(".")
            line = f"{key} = {as_toml(field.examples[0])}" + (f" under [{table}]" if table else "")
            return f" Example: {line}, or the variable {variable_of(setting)}"
    return ""


def variable_of(name: str) -> str:
    """The environment variable of a setting, e.g. JIANDING_WEB__PORT of web.port."""
    return PREFIX + name.upper().replace(".", NESTED)


def as_toml(value: object) -> str:
    """A value as TOML writes it."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {as_toml(part)}" for key, part in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def names() -> list[str]:
    """The names of all settings, e.g. web.port."""
    return [name for name, _ in fields(Settings)]


def fields(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Every setting's dotted name and field, group by group, in the order of the model."""
    for attribute, field in model.model_fields.items():
        name = prefix + (field.alias or attribute)
        group = group_of(field)
        if group is None:
            yield name, field
        else:
            yield from fields(group, name + ".")


def group_of(field: FieldInfo) -> type[Group] | None:
    """The table that a field stands for, if it does."""
    kinds = getattr(field.annotation, "__args__", (field.annotation,))
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Group)), None)


def check_webhook(settings: Settings) -> None:
    """What mode = webhook needs, and what Telegram's own server accepts. Raises `BadSettings`."""
    if settings.mode != "webhook":
        return
    for name, value in (("webhook.url", settings.webhook.url), ("webhook.secret", settings.webhook.secret)):
        if value is None:
            raise BadSettings(f'{name}: missing, though mode = "webhook".{example(name)}')
    parts = urlsplit(settings.webhook.url or "")
    accepted = parts.scheme == "https" and (parts.port or 443) in WEBHOOK_PORTS
    if settings.api_base_url == TELEGRAM and not accepted:
        ports = ", ".join(map(str, WEBHOOK_PORTS))
        raise BadSettings(f"webhook.url: Telegram posts to https on port {ports} only.{example('webhook.url')}")
