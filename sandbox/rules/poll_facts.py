"""What a poll asks, read from what a bot or a person gives, and held against Telegram's limits."""

import json
from typing import Any

from sandbox.text.formatted import own_text
from sandbox.text.units import is_blank
from sandbox.wire import Json
from sandbox.wire.bounds import POLL_OPTION, POLL_OPTIONS, POLL_QUESTION
from sandbox.wire.errors import Refusal, bad
from sandbox.wire.params import Params

_NUMBER = "correct option identifier"


def read_poll(asked: Params) -> Json:
    """The fields of a Poll that are given, not yet checked for length and number."""
    question, entities = _emoji_text(asked.text("question"), asked, "question_")
    options = _options(asked.given("options", "options"), "options" in asked.params)
    kind = asked.text("type") or "regular"
    if kind not in ("regular", "quiz"):
        raise bad("unsupported poll type specified")
    quiz = kind == "quiz"
    revoting = asked.flag("allows_revoting") if asked.text("allows_revoting") else not quiz
    facts: Json = {"question": question, **({"question_entities": entities} if entities else {}), "options": options}
    facts |= {"is_anonymous": asked.flag("is_anonymous") if asked.text("is_anonymous") else True, "type": kind}
    facts |= {"allows_multiple_answers": asked.flag("allows_multiple_answers"), "allows_revoting": revoting}
    correct = {"correct_option_ids": _correct(asked)} if quiz else {}
    return {**facts, "members_only": False, **correct}


def check_poll(facts: Json, longest: int = POLL_QUESTION) -> None:
    """Refusal when a poll asks too much or too little."""
    question, options = facts["question"], facts["options"]
    if is_blank(question):
        raise bad("text must be non-empty")
    if len(question) > longest:
        raise bad(f"poll question length must not exceed {longest}")
    if not options:
        raise bad("poll must have at least one answer option")
    if len(options) > POLL_OPTIONS:
        raise bad(f"poll can't have more than {POLL_OPTIONS} options")
    for option in options:
        if is_blank(option["text"]):
            raise bad("text must be non-empty")
        if len(option["text"]) > POLL_OPTION:
            raise bad(f"poll options length must not exceed {POLL_OPTION}")
    if facts["type"] == "quiz":
        _check_correct(facts["correct_option_ids"], len(options))


def _check_correct(correct: list[int], options: int) -> None:
    if not correct:
        raise bad("correct quiz option list must be non-empty")
    if correct != sorted(set(correct)):
        raise bad("correct quiz option list must be increasing")
    if not 0 <= correct[0] <= correct[-1] < options:
        raise bad("wrong quiz correct_option_id")


def _emoji_text(raw: str, asked: Params, prefix: str) -> tuple[str, list[Json]]:
    """A text in which only custom emoji stay."""
    text, entities = own_text(raw, asked.text(f"{prefix}parse_mode"), asked.params.get(f"{prefix}entities"))
    return text, [entity for entity in entities if entity["type"] == "custom_emoji"]


def _options(given: Any, present: bool) -> list[Json]:
    if given is None and not present:
        raise bad("can't parse options JSON object")
    if given is None:
        return []
    if not isinstance(given, list):
        raise bad("expected an Array of InputPollOption")
    return [{"persistent_id": str(at), **_option(one)} for at, one in enumerate(given)]


def _option(given: Any) -> Json:
    if isinstance(given, str):
        given = {"text": given}
    if not isinstance(given, dict):
        raise _unreadable("Expected InputPollOption to be an Object")
    if "text" not in given:
        raise _unreadable('Can\'t find field "text"')
    if not isinstance(given["text"], str):
        raise _unreadable('Field "text" must be of type String')
    text, entities = _emoji_text(given["text"], Params(given), "text_")
    media = {"media": given["media"]} if given.get("media") else {}
    return {"text": text, **({"text_entities": entities} if entities else {}), **media}


def _unreadable(why: str) -> Refusal:
    return bad(f"can't parse InputPollOption: {why}")


def _correct(asked: Params) -> list[int]:
    given = asked.params.get("correct_option_ids")
    if given in (None, ""):
        return [asked.integer("correct_option_id", -1)] if "correct_option_id" in asked.params else []
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError:
            raise bad("can't parse correct option identifiers JSON object") from None
    if not isinstance(given, list):
        raise bad("expected an Array of correct option identifiers")
    for one in given:
        if isinstance(one, bool) or not isinstance(one, int | float):
            raise bad(f"{_NUMBER} must be of type Number")
        if not isinstance(one, int):
            raise bad(f"invalid {_NUMBER} specified")
    return given
