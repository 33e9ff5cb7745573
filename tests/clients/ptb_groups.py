"""Tales of python-telegram-bot's examples that need company."""

from tests.clients.person import Person
from tests.clients.ptb import PTB
from tests.clients.stage import NAMES, Stage

FEELINGS = ("Good and Fantastic", "Really good", "Great")


@PTB.of("chatmemberbot.py")
async def chat_members(stage: Stage) -> None:
    ann, me = stage.ann, stage.sandbox.first_bot.user
    chats = f"@{me['username']} is currently in a conversation with the user IDs {ann.id}. Moreover it is a member of "
    channels = "and administrator in the channels with IDs ."
    await ann.start()
    await ann.reads("Welcome Ann. Use /show_chats to see what chats I'm in.")
    group = await stage.found("Choir", ann, [stage.bob.id])
    here = stage.person(ann.id, group)
    await here.do("add", who=me["id"])
    await here.do("promote", who=me["id"])
    await ann.say("/show_chats")
    await ann.reads(f"{chats}the groups with IDs {group} {channels}")
    await here.do("add", who=stage.cleo.id)
    welcome = await here.reads("Cleo was added by Ann. Welcome!")
    assert [entity["user"]["id"] for entity in welcome["entities"]] == [stage.cleo.id, ann.id]
    await here.do("remove", who=stage.cleo.id)
    await here.reads("Cleo is no longer with us. Thanks a lot, Ann ...")
    await stage.person(stage.bob.id, group).do("leave")
    await here.reads("Bob is no longer with us. Thanks a lot, Bob ...")
    await here.do("remove", who=me["id"])
    await ann.say("/show_chats")
    await ann.reads(f"{chats}the groups with IDs  {channels}")
    await ann.do("block")
    await ann.do("unblock")
    await ann.say("/show_chats")
    await ann.reads(f"{chats}the groups with IDs  {channels}")


@PTB.of("pollbot.py", tracebacks=1, refused=("Bad Request: poll has already been closed",))
async def polls(stage: Stage) -> None:
    """The third vote in its poll comes as poll_answer and as poll; for each it stops the poll, once too often."""
    ann = stage.ann
    await ann.start()
    await ann.reads("Please select /poll to get a Poll, /quiz to get a Quiz", "to generate a preview for your poll")
    await ann.say("/help")
    await ann.reads("Use /quiz, /poll or /preview to test this bot.")
    group = await stage.found("Choir", ann, [stage.bob.id, stage.cleo.id, stage.sandbox.first_bot.id])
    choir = [stage.person(one.id, group) for one in stage.people]
    await feel(choir[0], choir)
    await bake(choir[0], choir)
    await ann.say("/preview")
    await ann.reads("Press the button to let the bot generate a preview for your poll", keys=["Press me!"])
    await ann.do("poll", question="Tea or coffee?", options=["Tea", "Coffee"])
    preview = (await ann.reads_kind("poll"))["poll"]
    assert (preview["question"], preview["is_closed"]) == ("Tea or coffee?", True)
    assert [option["text"] for option in preview["options"]] == ["Tea", "Coffee"]


async def feel(asking: Person, choir: list[Person]) -> None:
    """The poll: everybody answers, and the bot says what; after the third it is closed."""
    await asking.say("/poll")
    asked = await asking.reads_kind("poll")
    assert asked["poll"]["is_anonymous"] is False
    for person, options, feeling in zip(choir, ([0, 2], [1], [3]), FEELINGS, strict=True):
        await person.do("vote", message_id=asked["message_id"], options=options)
        await asking.reads(f"{NAMES[person.id]} feels {feeling}!")
    await asking.finds(asked["message_id"], lambda message: message["poll"]["is_closed"])


async def bake(asking: Person, choir: list[Person]) -> None:
    """The quiz: closed after three have taken it."""
    await asking.say("/quiz")
    asked = await asking.reads_kind("poll")
    for person, option in zip(choir, (0, 2, 2), strict=True):
        await person.do("vote", message_id=asked["message_id"], options=[option])
    closed = await asking.finds(asked["message_id"], lambda message: message["poll"]["is_closed"])
    assert [option["voter_count"] for option in closed["poll"]["options"]] == [1, 0, 2, 0]
