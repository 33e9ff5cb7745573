"""A person of the sandbox: who they are, and the User and Chat objects the bot sees of them."""

from dataclasses import asdict, dataclass

from sandbox.wire import Json


@dataclass(eq=False)
class Person:
    """One account. `started`: has written to the bot; `blocked`: has stopped it."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str = "zh-hans"
    phone: str = ""
    role_hint: str | None = None
    started: bool = False
    blocked: bool = False

    def __post_init__(self) -> None:
        names = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        known = {key: value for key, value in names.items() if value}
        self.user: Json = {"id": self.id, "is_bot": False, **known, "language_code": self.language_code}
        self.chat: Json = {"id": self.id, **known, "type": "private"}

    def card(self, unread: int) -> Json:
        """The Person object of the people side."""
        shown = {key: value for key, value in self.record().items() if value is not None}
        return {**shown, "unread": unread}

    def record(self) -> Json:
        """All fields, as they are kept on disk."""
        return asdict(self)
