"""The tales of aiogram's examples."""

from importlib.metadata import version

from tests.clients.certificate import self_signed
from tests.clients.pictures import picture
from tests.clients.stage import Stage
from tests.clients.tale import Tales

AIOGRAM = Tales(
    client="aiogram",
    title=f"aiogram {version('aiogram')}",
    untold={
        "multibot.py": "aiogram itself refuses how it makes its bot",
        "stars_invoice.py": "payments",
        "web_app/main.py": "inline mode",
    },
)
WEBHOOK = {'"https://aiogram.dev"': '"{web}"', "WEB_SERVER_PORT = 8080": "WEB_SERVER_PORT = {port}"}
SECURE = {
    **WEBHOOK,
    '"https://aiogram.dev"': '"https://127.0.0.1:{port}"',
    '"/path/to/cert.pem"': '"{folder}/cert.pem"',
    '"/path/to/private.key"': '"{folder}/private.key"',
}


async def echo(stage: Stage) -> None:
    """What five of the examples do: greet, and send back a copy of whatever comes."""
    ann = stage.ann
    await ann.start()
    hello = await ann.reads("Hello, Ann!")
    assert [entity["type"] for entity in hello["entities"]] == ["bold"]
    await ann.say("2 < 3 & <b>bold</b> 🌞")
    await ann.reads("2 < 3 & <b>bold</b> 🌞")
    await ann.send_file("photo", picture(), "green.jpg", "a *green* one")
    assert (await ann.reads("a *green* one"))["photo"]
    await ann.send_file("document", b"1,2\n", "numbers.csv")
    assert (await ann.reads_kind("document"))["document"]["file_name"] == "numbers.csv"
    for kind in ("sticker", "voice", "location", "dice"):
        await ann.do("send", kind=kind)
        await ann.reads_kind(kind)
    await ann.do("contact")
    await ann.reads_kind("contact")


AIOGRAM.of("echo_bot.py")(echo)
AIOGRAM.of("multi_file_bot/bot.py")(echo)
AIOGRAM.of("echo_bot_webhook.py", put=WEBHOOK)(echo)
AIOGRAM.of("echo_bot_webhook_ssl.py", put=SECURE, prepare=self_signed)(echo)


@AIOGRAM.of("finite_state_machine.py")
async def finite_state_machine(stage: Stage) -> None:
    ann, bob = stage.ann, stage.bob
    liked = "Nice to meet you, {}!\nDid you like to write bots?"
    for person in (ann, bob):
        await person.start()
        await person.reads("Hi there! What's your name?")
    await ann.say("Ann <3")
    await ann.reads(liked.format("Ann <3"), keys=["Yes", "No"])
    await ann.say("Perhaps")
    await ann.reads("I don't understand you :(")
    await ann.press("Yes")
    await ann.reads("Cool! I'm too!\nWhat programming language did you use for it?", keys=[])
    await ann.say("Python")
    await ann.reads("Python, you say? That's the language that makes my circuits light up! 😉")
    await ann.reads("I'll keep in mind that, Ann <3, you like to write bots with Python.")
    await bob.say("Bob")
    await bob.reads(liked.format("Bob"), keys=["Yes", "No"])
    await bob.press("No")
    await bob.reads("Not bad not terrible.\nSee you soon.", keys=[])
    await bob.reads("I'll keep in mind that, Bob, you don't like to write bots, so sad...")
    await bob.start()
    await bob.reads("Hi there! What's your name?")
    await bob.say("/cancel")
    await bob.reads("Cancelled.")


@AIOGRAM.of("specify_updates.py")
async def specify_updates(stage: Stage) -> None:
    ann, me = stage.ann, stage.sandbox.first_bot.id
    await ann.start()
    await ann.reads("Hello, Ann!", keys=["Tap me, bro"])
    await ann.press("Tap me, bro")
    assert (await ann.reads_note())["text"] == "Yeah good, now I'm fine"
    said = (await ann.say("Helo")).done
    await ann.do("edit", message_id=said["message_id"], text="Hello")
    seen = await ann.reads("Message was edited, Big Brother watches you")
    assert seen["reply_to_message"]["text"] == "Hello"
    group = await stage.found("Choir", ann, [stage.bob.id, me])
    here = stage.person(ann.id, group)
    await here.do("promote", who=me)
    await here.reads("This Bot`s status was changed from member to administrator")
    await here.do("add", who=stage.cleo.id)
    await here.reads(f"Member {ann.id} was changed from left to member")
    await stage.person(stage.bob.id, group).do("leave")
    await here.reads(f"Member {stage.bob.id} was changed from member to left")


@AIOGRAM.of("error_handling.py")
async def error_handling(stage: Stage) -> None:
    talk = {
        "/age": "Error caught: InvalidAge('No age provided. Please provide your age as a command argument.')",
        "/age old": "Error caught: InvalidAge('Age should be a number')",
        "/age 31": "Your age is 31",
        "/name Ann": "Your name is Ann",
    }
    for said, seen in talk.items():
        await stage.ann.say(said)
        await stage.ann.reads(seen)
    await stage.ann.say("/name")
    await stage.ann.say("/age 32")
    await stage.ann.reads("Your age is 32")
    assert "Error `Invalid` caught: InvalidName" in stage.program.written()


@AIOGRAM.of("context_addition_from_filter.py", options=("--router",))
async def context_addition_from_filter(stage: Stage) -> None:
    await stage.ann.say("Hi")
    await stage.ann.say("HELLO")
    seen = await stage.ann.reads("Hello, Ann!")
    assert seen["entities"][0]["user"]["id"] == stage.ann.id


@AIOGRAM.of("own_filter.py", options=("--router",))
async def own_filter(stage: Stage) -> None:
    said = {(await stage.ann.say(text)).done["update_id"]: text for text in ("Hi", "hello")}
    other, hello = said
    await stage.writes(f"Update id={hello} is handled")
    await stage.writes(f"Update id={other} is not handled")


def start(stage: Stage) -> None:
    """Ann has written to the bot before; to a stranger it could not write."""
    stage.sandbox.say(stage.ann.id, "/start")


@AIOGRAM.of("without_dispatcher.py", options=("--token", "{token}", "--chat-id", "{ann}"), prepare=start, stop=None)
async def without_dispatcher(stage: Stage) -> None:
    await stage.ann.reads("Hello, World!")


@AIOGRAM.of("scene.py")
async def scene(stage: Stage) -> None:
    ann, back = stage.ann, ["🔙 Back", "❌ Cancel"]
    await ann.start()
    await ann.reads("Start demo?\nYou can also start demo via command /demo", keys=["Demo"])
    await ann.say("/demo")
    await ann.reads("Demo started", keys=["Go to form"])
    await ann.press("Go to form")
    await ann.reads("Demo started")
    await ann.reads("Hi there! What's your name?", keys=["❌ Cancel"])
    await ann.say("Ann")
    await ann.reads("Nice to meet you, Ann!")
    await ann.reads("Did you like to write bots?", keys=["Yes", "No", *back])
    await ann.say("Perhaps")
    await ann.reads("I don't understand you :(")
    await ann.press("Yes")
    await ann.reads("Cool! I'm too!")
    await ann.reads("What language do you prefer?", keys=back)
    await ann.say("Python")
    await ann.reads("Python, you say? That's the language that makes my circuits light up! 😉")
    await ann.reads("I'll keep in mind that, Ann, you like to write bots with Python.", keys=[])
    await ann.reads("Start demo?\nYou can also start demo via command /demo", keys=["Demo"])


@AIOGRAM.of("quiz_scene.py")
async def quiz_scene(stage: Stage) -> None:
    ann = stage.ann
    await ann.start()
    await ann.reads("Hi! This is a quiz bot. To start the quiz, use the /quiz command.")
    await ann.say("/quiz")
    await ann.reads("Welcome to the quiz!")
    await ann.reads("What is the capital of France?", keys=["Paris", "London", "Berlin", "Madrid", "🚫 Exit"])
    await ann.press("London")
    await ann.reads("What is the capital of Spain?")
    await ann.press("🔙 Back")
    await ann.reads("Welcome to the quiz!")
    await ann.reads("What is the capital of France?")
    for answer, country in (("Paris", "Spain"), ("London", "Germany"), ("Berlin", "England")):
        await ann.press(answer)
        await ann.reads(f"What is the capital of {country}?")
    await ann.do("send", kind="dice")
    await ann.reads("Please select an answer.")
    await ann.press("London")
    await ann.reads("What is the capital of Italy?")
    await ann.press("🚫 Exit")
    summed = await ann.reads("Your answers:", "Spain? (❌ London)", "Italy? (❌ no answer)", "Correct: 3\nIncorrect: 2")
    assert {entity["type"] for entity in summed["entities"]} == {"bold"}
