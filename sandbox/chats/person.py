"""A person of the sandbox: who they are, and the User and Chat objects the bots see of them."""

from dataclasses import asdict, dataclass

from sandbox.wire import Json


@dataclass(eq=False)
class Person:
    """One account. `deleted`: it is no more; bots get 403. `photo`: PhotoSize objects, smallest first."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str = "zh-hans"
    phone: str = ""
    role_hint: str | None = None
    deleted: bool = False
    photo: list[Json] | None = None

    def __post_init__(self) -> None:
        names = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        known = {key: value for key, value in names.items() if value is not None}
        self.user: Json = {"id": self.id, "is_bot": False, **known, "language_code": self.language_code}
        self.chat: Json = {"id": self.id, **known, "type": "private"}

    @property
    def language(self) -> str:
        """The language in two letters."""
        return self.language_code.split("-", maxsplit=1)[0].lower()

    def delete(self) -> None:
        """End the account: of its user nothing is left but the id."""
        self.deleted = True
        self.first_name, self.last_name, self.username, self.photo = "", None, None, None
        self.user = {"id": self.id, "is_bot": False, "first_name": ""}
        self.chat = {"id": self.id, "type": "private"}

    def record(self) -> Json:
        """All fields, as they are kept on disk."""
        return asdict(self)
