"""The shapes of all settings. Defaults stand in default.toml; what has none is optional here.

Every field says what it is for and gives an example: docs/settings.md and the error messages are made of these.
"""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    IPvAnyNetwork,
    SecretStr,
    model_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from config.checks import (
    check_address,
    check_database,
    check_key,
    check_path,
    check_secret,
    check_token,
    split_numbers,
    split_words,
)

TELEGRAM = "https://api.telegram.org"
WEBHOOK_PORTS = (80, 88, 443, 8443)
KEY_EXAMPLE = "<32 random bytes in base64>"

Address = Annotated[str, AfterValidator(check_address)]
Key = Annotated[SecretStr, AfterValidator(check_key)]


class Group(BaseModel):
    """A table of settings."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, hide_input_in_errors=True)


class Webhook(Group):
    """How Telegram reaches this machine when mode is webhook."""

    url: Address | None = Field(
        None,
        description="Public address that Telegram posts to, without the path",
        examples=["https://bot.example.org"],
    )
    secret: Annotated[SecretStr, AfterValidator(check_secret)] | None = Field(
        None, description="Shared secret that each request of Telegram carries", examples=["a-long-random-word"]
    )
    path: Annotated[str, AfterValidator(check_path)] = Field(
        description="Path of the address, on the web server below", examples=["/telegram"]
    )
    check_seconds: float = Field(
        gt=0, description="Seconds between two looks whether Telegram still has the address", examples=[60]
    )


class Web(Group):
    """The web server of a process: webhook, health, metrics, the page where certificates are verified."""

    host: str = Field(description="Address to listen on", examples=["127.0.0.1"])
    port: int = Field(ge=0, le=65535, description="Port to listen on; 0 takes a free one", examples=[8080])
    public_url: Address | None = Field(
        None,
        description="Public address of this server: certificates' codes lead there; else to the bot",
        examples=["https://verify.example.org"],
    )
    trusted_proxies: Annotated[tuple[IPvAnyNetwork, ...], BeforeValidator(split_words)] = Field(
        description="Addresses or networks of proxies whose X-Forwarded-For is believed", examples=[["127.0.0.1"]]
    )
    metrics_from: Annotated[tuple[IPvAnyNetwork, ...], BeforeValidator(split_words)] = Field(
        description="Addresses or networks that are answered on /metrics; for others it does not exist",
        examples=[["127.0.0.1"]],
    )


class Keys(Group):
    """Keys that seal personal data."""

    current: str = Field(description="Id of the key that seals from now on", examples=["k1"])
    ring: dict[str, Key] = Field(
        min_length=1,
        description="All keys by id, 32 bytes in base64 each; retired ones still open",
        examples=[{"k1": KEY_EXAMPLE}],
    )
    index: Key = Field(
        description="Key of the look-up index, 32 bytes in base64; never changes", examples=[KEY_EXAMPLE]
    )

    @model_validator(mode="after")
    def current_is_held(self) -> Self:
        """The current key must be in the ring."""
        if self.current not in self.ring:
            raise ValueError(f"current names {self.current!r}, but ring holds only {', '.join(self.ring)}")
        return self

    @property
    def ring_texts(self) -> dict[str, str]:
        """The keys in base64 by id, unmasked."""
        return {name: key.get_secret_value() for name, key in self.ring.items()}

    @property
    def index_text(self) -> str:
        """The look-up index's key in base64, unmasked."""
        return self.index.get_secret_value()


class Limits(Group):
    """How fast messages may leave."""

    overall_per_second: float = Field(gt=0, description="Messages a second over all chats", examples=[30])
    chat_per_second: float = Field(gt=0, description="Messages a second in one private chat", examples=[1])
    chat_burst: int = Field(ge=1, description="Messages that one private chat may get at once", examples=[3])
    group_per_minute: float = Field(gt=0, description="Messages a minute in one group", examples=[20])


class Review(Group):
    """How applications are reviewed (facts §2.5)."""

    levels: int = Field(ge=1, le=2, description="Reviews that an application needs, by different persons", examples=[2])
    max_returns: int = Field(ge=0, description="Times an application may be returned for mending", examples=[3])
    mend_working_days: int = Field(ge=1, description="Working days to mend a returned application", examples=[3])
    claim_minutes: int = Field(ge=1, description="Minutes that a claimed application stays locked", examples=[10])


class Doors(Group):
    """When people are let into a room (facts §3.2)."""

    open_before: int = Field(ge=1, description="Minutes before the start from which people are let in", examples=[30])
    late_limit: int = Field(ge=1, description="Minutes after the start until which people are let in", examples=[30])


class Room(Group):
    """What holds while an exam is sat (facts §3.2)."""

    earliest_end: int = Field(ge=1, description="Minutes after the start before which nobody leaves", examples=[30])


class Duties(Group):
    """How duties are offered to invigilators and examiners (facts §4)."""

    answer_days_before: int = Field(ge=0, description="Days before the sitting until which to answer", examples=[3])
    remind_hours_before: int = Field(ge=0, description="Hours before that time at which to remind", examples=[24])
    short_hours: int = Field(ge=1, description="Hours to answer what is offered later than that", examples=[2])


class Scores(Group):
    """How scores are audited, made public and checked (facts §5)."""

    public_days: int = Field(ge=0, description="Working days that results stay on the public list", examples=[5])
    check_days: int = Field(ge=0, description="Working days in which to ask for a score check", examples=[10])
    answer_days: int = Field(ge=0, description="Working days in which a score check is answered", examples=[10])
    certificate_days: int = Field(ge=0, description="Working days to the certificates, as people read", examples=[15])
    spread: int = Field(ge=0, description="Points between examiners that an auditor must look at", examples=[10])


class Retake(Group):
    """How a single part that was passed is kept (facts §5)."""

    kept_months: int = Field(ge=0, description="Months from the end of registration that it is kept", examples=[12])


class QuietHours(Group):
    """When nothing is sent that can wait (facts §9), in Asia/Shanghai; equal times: never quiet."""

    from_: time = Field(alias="from", description="Reminders and notices wait from this time", examples=["22:00"])
    until: time = Field(description="End of the quiet time", examples=["08:00"])


class Centre(Group):
    """What people read about the centre."""

    name_zh: str = Field(min_length=1, description="Name in Chinese", examples=["示例职业技能鉴定中心"])
    name_en: str = Field(min_length=1, description="Name in English", examples=["Example Appraisal Centre"])
    names: dict[str, str] = Field(description="Names in further languages, by their codes", examples=[{}])
    phone: str = Field(description="Number that people may ring", examples=["400-000-0000"])

    @property
    def name(self) -> dict[str, str]:
        """The names by language."""
        return {"zh": self.name_zh, "en": self.name_en, **self.names}


class Body(Group):
    """The body that issues certificates, as it is filed: the first 13 characters of their numbers (facts §6.1)."""

    kind: Literal["Y", "S", "J"] = Field(
        description="Y: employer, S: social evaluation body, J: technical school", examples=["S"]
    )
    code: str = Field(
        pattern=r"^\d{4}$",
        description="Code given by the ministry; 0000: first filed with a province",
        examples=["0000"],
    )
    province: str = Field(pattern=r"^\d{2}$", description="Province: first two digits of GB/T 2260", examples=["31"])
    sequence: str = Field(pattern=r"^\d{6}$", description="Sequence given by the province", examples=["450001"])
    seal: bool = Field(
        description="Print a drawn seal on certificates; off where a real one is stamped", examples=[True]
    )
    certificate_query: str = Field(
        description="Address printed for looking up certificates", examples=["http://jndj.osta.org.cn"]
    )
    body_query: str = Field(description="Address printed for looking up bodies", examples=["http://pjjg.osta.org.cn"])


class Workers(Group):
    """How turns are taken."""

    group: int = Field(ge=1, le=1000, description="Chats that share one commit", examples=[50])


class Log(Group):
    """What the process says about itself."""

    level: Literal["debug", "info", "warning", "error"] = Field(
        description="Least level that is shown", examples=["info"]
    )
    as_json: bool = Field(alias="json", description="One JSON object a line instead of text", examples=[True])


class Settings(BaseSettings):
    """All settings of one process, frozen. Made by `config.settings.load_settings` only."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    token: Annotated[SecretStr, AfterValidator(check_token)] | None = Field(
        None, description="Token of the bot, from @BotFather", examples=["123456:the-token-from-BotFather"]
    )
    mode: Literal["polling", "webhook"] = Field(description="How updates come in", examples=["polling"])
    api_base_url: Address = Field(description="The Bot API server", examples=[TELEGRAM])
    database_url: Annotated[str, AfterValidator(check_database)] = Field(
        repr=False,
        description="SQLite file or PostgreSQL database",
        examples=["postgresql+asyncpg://jianding@localhost/jianding"],
    )
    data_dir: Path = Field(description="Folder for files, relative to where the process starts", examples=["var"])
    keys_file: Path | None = Field(
        None, description="TOML file that holds `current`, `index` and `[ring]` of keys", examples=["keys.toml"]
    )
    operators: Annotated[tuple[int, ...], BeforeValidator(split_numbers)] = Field(
        description="Chats that get alerts", examples=[[123456789]]
    )
    webhook: Webhook
    web: Web
    keys: Keys | None = None
    centre: Centre
    body: Body
    limits: Limits
    review: Review
    doors: Doors
    room: Room
    duties: Duties
    scores: Scores
    retake: Retake
    quiet_hours: QuietHours
    workers: Workers
    log: Log

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is pydantic's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take only what `load_settings` merged: the environment is an argument there."""
        return (init_settings,)
