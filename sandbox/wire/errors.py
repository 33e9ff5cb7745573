"""What can go wrong: `Refusal` answers the bot as Telegram would, `Misstep` tells a tester what was wrong."""

from sandbox.wire import Json


class Refusal(Exception):  # noqa: N818 - an answer, not an accident
    """A failed Bot API call: HTTP status, description and optional `parameters`, exactly as sent."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class Misstep(Exception):  # noqa: N818 - the tester's, not ours
    """A call of the people side that makes no sense; `text` is written for a tester."""

    def __init__(self, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.text = text
        self.status = status


def bad(text: str) -> Refusal:
    """400 `Bad Request: ...`; first letter lowered unless the word is a CONSTANT."""
    shout = len(text) > 1 and (text[1].isupper() or text[1] == "_")
    return Refusal(400, "Bad Request: " + (text if shout else text[:1].lower() + text[1:]))


def forbidden(text: str) -> Refusal:
    """403 `Forbidden: ...`."""
    return Refusal(403, "Forbidden: " + text)


def conflict(text: str) -> Refusal:
    """409 `Conflict: ...`."""
    return Refusal(409, "Conflict: " + text)


def too_many(seconds: int) -> Refusal:
    """429 with `retry_after` in whole seconds."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
