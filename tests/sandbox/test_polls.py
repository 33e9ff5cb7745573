"""Polls of the bot: what can be asked, what is refused, how they end and what the bot hears of votes."""

from typing import Any

import pytest

from tests.sandbox.rig import ANN, BOB, Rig

QUIZ = {"type": "quiz", "options": ["2", "4", "5"]}


async def ask(rig: Rig, **given: Any) -> dict[str, Any]:
    params = {"chat_id": ANN, "question": "Lunch?", "options": ["Pizza", {"text": "Salad"}], **given}
    return dict(await rig.ok("sendPoll", **params))


async def refused(rig: Rig, **given: Any) -> str:
    params = {"chat_id": ANN, "question": "Lunch?", "options": ["Pizza", "Salad"], **given}
    return await rig.error("sendPoll", **{name: value for name, value in params.items() if value is not None})


async def heard(rig: Rig) -> list[dict[str, Any]]:
    """What the bot hears besides messages."""
    updates = await rig.updates()
    if updates:
        await rig.updates(offset=updates[-1]["update_id"] + 1)
    return [update for update in updates if "message" not in update]


async def test_a_poll_is_as_it_was_asked(chat: Rig) -> None:
    poll = (await ask(chat))["poll"]
    assert isinstance(poll.pop("id"), str)
    assert poll == {
        "question": "Lunch?",
        "options": [
            {"persistent_id": "0", "text": "Pizza", "voter_count": 0},
            {"persistent_id": "1", "text": "Salad", "voter_count": 0},
        ],
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
        "total_voter_count": 0,
        "is_closed": False,
    }


async def test_question_and_options_are_trimmed_and_keep_custom_emoji_only(chat: Rig) -> None:
    emoji = '<tg-emoji emoji-id="5">👍</tg-emoji>'
    poll = (
        await ask(
            chat,
            question=f" <b>Lunch</b> {emoji} ",
            question_parse_mode="HTML",
            options=[{"text": f"<i>a</i>{emoji}", "text_parse_mode": "HTML"}, " b "],
        )
    )["poll"]
    assert poll["question"] == "Lunch 👍"
    assert [one["type"] for one in poll["question_entities"]] == ["custom_emoji"]
    assert [one["text"] for one in poll["options"]] == ["a👍", "b"]
    assert [one["type"] for one in poll["options"][0]["text_entities"]] == ["custom_emoji"]


async def test_entities_of_the_question_can_be_given(chat: Rig) -> None:
    entities = [{"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "5"}]
    poll = (await ask(chat, question="👍?", question_entities=entities))["poll"]
    assert poll["question_entities"] == entities


async def test_limits_count_characters(chat: Rig) -> None:
    poll = (await ask(chat, question="🦄" * 300, options=["🦄" * 100] * 12))["poll"]
    assert (len(poll["question"]), len(poll["options"])) == (300, 12)


async def test_one_option_is_enough(chat: Rig) -> None:
    assert len((await ask(chat, options=["Yes"]))["poll"]["options"]) == 1


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"question": None}, "text must be non-empty"),
    ({"question": " "}, "text must be non-empty"),
    ({"question": "q" * 301}, "poll question length must not exceed 300"),
    ({"question": "_", "question_parse_mode": "MarkdownV2"}, (
        "can't parse entities: Can't find end of Italic entity at byte offset 0"
    )),
    ({"options": None}, "can't parse options JSON object"),
    ({"options": "["}, "can't parse options JSON object"),
    ({"options": {}}, "expected an Array of InputPollOption"),
    ({"options": [5]}, "can't parse InputPollOption: Expected InputPollOption to be an Object"),
    ({"options": [{}]}, "can't parse InputPollOption: Can't find field \"text\""),
    ({"options": [{"text": 5}]}, 'can\'t parse InputPollOption: Field "text" must be of type String'),
    ({"options": []}, "poll must have at least one answer option"),
    ({"options": ["o"] * 13}, "poll can't have more than 12 options"),
    ({"options": ["a", ""]}, "text must be non-empty"),
    ({"options": ["a", "o" * 101]}, "poll options length must not exceed 100"),
    ({"type": "survey"}, "unsupported poll type specified"),
    (QUIZ, "correct quiz option list must be non-empty"),
    ({**QUIZ, "correct_option_ids": []}, "correct quiz option list must be non-empty"),
    ({**QUIZ, "correct_option_ids": [2, 0]}, "correct quiz option list must be increasing"),
    ({**QUIZ, "correct_option_ids": [1, 1]}, "correct quiz option list must be increasing"),
    ({**QUIZ, "correct_option_ids": [3]}, "wrong quiz correct_option_id"),
    ({**QUIZ, "correct_option_id": -1}, "wrong quiz correct_option_id"),
    ({**QUIZ, "correct_option_ids": "[0"}, "can't parse correct option identifiers JSON object"),
    ({**QUIZ, "correct_option_ids": {}}, "expected an Array of correct option identifiers"),
    ({**QUIZ, "correct_option_ids": ["0"]}, "correct option identifier must be of type Number"),
    ({**QUIZ, "correct_option_ids": [0.5]}, "invalid correct option identifier specified"),
    ({**QUIZ, "correct_option_ids": [0], "explanation": "e" * 201}, "MESSAGE_TOO_LONG"),
    ({**QUIZ, "correct_option_ids": [0], "explanation": "a\nb\nc\nd"}, "MESSAGE_TOO_LONG"),
    ({"description": "d" * 1025}, "message caption is too long"),
    ({"members_only": True}, "poll voters can be restricted only in channel chats"),
    ({"country_codes": ["DE"]}, "poll voters can be restricted only in channel chats"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "description"), REFUSED)
async def test_a_poll_is_refused(chat: Rig, given: dict[str, Any], description: str) -> None:
    assert await refused(chat, **given) == f"Bad Request: {description}"


async def test_a_refused_poll_leaves_no_message(chat: Rig) -> None:
    await refused(chat, options=[])
    assert len((await chat.see(f"/people/{ANN}/screen"))["messages"]) == 1


async def test_the_bot_knows_the_answers_of_its_quiz(chat: Rig) -> None:
    sent = await ask(
        chat, **QUIZ, correct_option_ids=[0, 2], allows_multiple_answers=True,
        explanation="<b>prime</b>", explanation_parse_mode="HTML",
    )  # fmt: skip
    poll = sent["poll"]
    assert (poll["type"], poll["correct_option_ids"], poll["allows_revoting"]) == ("quiz", [0, 2], False)
    assert (poll["explanation"], poll["explanation_entities"]) == (
        "prime",
        [{"type": "bold", "offset": 0, "length": 5}],
    )


async def test_the_older_correct_option_id_is_understood(chat: Rig) -> None:
    assert (await ask(chat, **QUIZ, correct_option_id=1))["poll"]["correct_option_ids"] == [1]


async def test_a_regular_poll_has_no_answers(chat: Rig) -> None:
    poll = (await ask(chat, correct_option_ids=[0], explanation="why"))["poll"]
    assert not poll.keys() & {"correct_option_ids", "explanation"}


async def test_a_description_stands_in_the_message_only(chat: Rig) -> None:
    sent = await ask(chat, description="*noon*", description_parse_mode="MarkdownV2")
    assert (sent["poll"]["description"], sent["poll"]["description_entities"][0]["type"]) == ("noon", "bold")
    stopped = await chat.ok("stopPoll", chat_id=ANN, message_id=sent["message_id"])
    assert not stopped.keys() & {"description", "description_entities"}


async def test_a_poll_is_stopped_once(chat: Rig) -> None:
    sent = await ask(chat, reply_markup={"inline_keyboard": [[{"text": "b", "callback_data": "x"}]]})
    place = {"chat_id": ANN, "message_id": sent["message_id"]}
    markup = {"inline_keyboard": [[{"text": "c", "callback_data": "y"}]]}
    assert (await chat.ok("stopPoll", **place, reply_markup=markup))["is_closed"] is True
    assert await chat.error("stopPoll", **place) == "Bad Request: poll has already been closed"
    shown = (await chat.see(f"/people/{ANN}/screen"))["messages"][-1]
    assert (shown["poll"]["is_closed"], shown["reply_markup"]) == (True, markup)
    assert "edit_date" not in shown


async def test_a_stopped_poll_loses_its_keyboard(chat: Rig) -> None:
    sent = await ask(chat, reply_markup={"inline_keyboard": [[{"text": "b", "callback_data": "x"}]]})
    await chat.ok("stopPoll", chat_id=ANN, message_id=sent["message_id"])
    assert "reply_markup" not in (await chat.see(f"/people/{ANN}/screen"))["messages"][-1]


async def test_what_cannot_be_stopped(chat: Rig) -> None:
    text = await chat.ok("sendMessage", chat_id=ANN, text="no poll")
    own = await chat.do(ANN, "poll", question="?", options=["a", "b"])
    cases = [
        ({"message_id": 999}, "message with poll to stop not found"),
        ({}, "message with poll to stop not found"),
        ({"message_id": text["message_id"]}, "message is not a poll"),
        ({"message_id": own["message_id"]}, "poll can't be stopped"),
    ]
    for given, description in cases:
        assert await chat.error("stopPoll", chat_id=ANN, **given) == f"Bad Request: {description}"
    sent = await ask(chat)
    markup = {"keyboard": [["a"]]}
    told = await chat.error("stopPoll", chat_id=ANN, message_id=sent["message_id"], reply_markup=markup)
    assert told == "Bad Request: inline keyboard expected"


async def test_a_poll_can_be_sent_closed(chat: Rig) -> None:
    sent = await ask(chat, is_closed=True)
    assert sent["poll"]["is_closed"] is True
    told = await chat.error("stopPoll", chat_id=ANN, message_id=sent["message_id"])
    assert told == "Bad Request: poll has already been closed"


async def test_the_bot_hears_that_its_poll_has_ended(chat: Rig) -> None:
    sent = await ask(chat)
    stopped = await chat.ok("stopPoll", chat_id=ANN, message_id=sent["message_id"])
    assert [update["poll"] for update in await heard(chat)] == [stopped]


async def test_an_anonymous_vote_is_told_as_a_count(chat: Rig) -> None:
    sent = await ask(chat)
    await chat.do(ANN, "vote", message_id=sent["message_id"], options=[1])
    (update,) = await heard(chat)
    assert [one["voter_count"] for one in update["poll"]["options"]] == [0, 1]
    assert update["poll"]["total_voter_count"] == 1


async def test_a_visible_vote_is_told_with_its_voter(chat: Rig) -> None:
    sent = await ask(chat, is_anonymous=False)
    voted = await chat.do(ANN, "vote", message_id=sent["message_id"], options=[1])
    await chat.do(ANN, "vote", message_id=sent["message_id"], options=[])
    answered, counted, taken, _ = await heard(chat)
    assert answered["update_id"] == voted["update_id"]
    answer = answered["poll_answer"]
    assert (answer["poll_id"], answer["user"]["id"]) == (sent["poll"]["id"], ANN)
    assert (answer["option_ids"], answer["option_persistent_ids"]) == ([1], ["1"])
    assert counted["poll"]["total_voter_count"] == 1
    assert (taken["poll_answer"]["option_ids"], taken["poll_answer"]["option_persistent_ids"]) == ([], [])


async def test_a_vote_that_changes_nothing_is_not_told(chat: Rig) -> None:
    sent = await ask(chat)
    for _ in range(2):
        await chat.do(ANN, "vote", message_id=sent["message_id"], options=[0])
    assert len(await heard(chat)) == 1


async def test_votes_in_a_poll_of_a_person_are_not_told(chat: Rig) -> None:
    own = await chat.do(ANN, "poll", question="?", options=["a", "b"], is_anonymous=False)
    message = (await chat.updates(offset=-1))[0]["message"]
    assert message["poll"]["options"][0]["text"] == "a"
    await chat.do(ANN, "vote", message_id=own["message_id"], options=[0])
    await chat.do(ANN, "stop_poll", message_id=own["message_id"])
    assert await heard(chat) == []


async def test_a_poll_has_nothing_else_to_edit(chat: Rig) -> None:
    place = {"chat_id": ANN, "message_id": (await ask(chat))["message_id"]}
    told = await chat.error("editMessageText", **place, text="x")
    assert told == "Bad Request: there is no text in the message to edit"
    told = await chat.error("editMessageCaption", **place, caption="x")
    assert told == "Bad Request: there is no caption in the message to edit"
    markup = {"inline_keyboard": [[{"text": "b", "callback_data": "x"}]]}
    edited = await chat.ok("editMessageReplyMarkup", **place, reply_markup=markup)
    assert (edited["poll"]["question"], edited["reply_markup"]) == ("Lunch?", markup)


async def test_a_forwarded_poll_is_the_same_poll(chat: Rig) -> None:
    """Votes count once, wherever they are given; the answers of a quiz are not forwarded."""
    await chat.hello(BOB)
    sent = await ask(chat, **QUIZ, correct_option_ids=[0])
    passed = await chat.do(BOB, "forward", message_id=sent["message_id"], from_chat=ANN)
    forwarded = (await chat.updates(offset=-1))[0]["message"]["poll"]
    assert forwarded["id"] == sent["poll"]["id"]
    assert "correct_option_ids" not in forwarded
    await chat.do(BOB, "vote", message_id=passed["message_id"], options=[1])
    screen = (await chat.see(f"/people/{ANN}/screen"))["messages"][-1]
    assert screen["poll"]["total_voter_count"] == 1
    await chat.ok("stopPoll", chat_id=ANN, message_id=sent["message_id"])
    seen = (await chat.see(f"/people/{BOB}/screen"))["messages"][-1]["poll"]
    assert (seen["is_closed"], seen["correct_option_ids"]) == (True, [0])


async def test_a_forward_of_the_bots_poll_cannot_be_stopped(chat: Rig) -> None:
    sent = await ask(chat)
    passed = await chat.do(ANN, "forward", message_id=sent["message_id"])
    told = await chat.error("stopPoll", chat_id=ANN, message_id=passed["message_id"])
    assert told == "Bad Request: poll can't be stopped"
