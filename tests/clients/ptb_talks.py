"""Tales of python-telegram-bot's examples that hold a conversation."""

from tests.clients.pictures import picture
from tests.clients.ptb import PTB
from tests.clients.stage import Stage

DOCTOR = "Hi! My name is Doctor Botter."
FACTS = ["Age", "Favourite colour", "Number of siblings", "Something else...", "Done"]
CATEGORY = 'Alright, please send me the category first, for example "Most impressive skill"'
MENU = ["Add family member", "Add yourself", "Show data", "Done"]
FEATURES = ["Name", "Age", "Done"]


@PTB.of("conversationbot.py")
async def conversation(stage: Stage) -> None:
    ann, bob = stage.ann, stage.bob
    for person in (ann, bob):
        await person.start()
        await person.reads("Hi! My name is Professor Bot. ", "Are you a boy or a girl?", keys=["Boy", "Girl", "Other"])
    await ann.press("Girl")
    await ann.reads("I see! Please send me a photo of yourself, ", "or send /skip if you don't want to.", keys=[])
    await ann.send_file("photo", picture(), "me.jpg")
    await ann.reads("Gorgeous! Now, send me your location please, or send /skip if you don't want to.")
    assert (stage.folder / "user_photo.jpg").read_bytes()[:2] == b"\xff\xd8"
    await ann.do("location", latitude=48.2, longitude=16.4)
    await ann.reads("Maybe I can visit you sometime! At last, tell me something about yourself.")
    await ann.say("I like to sing.")
    await ann.reads("Thank you! I hope we can talk again some day.")
    await bob.press("Boy")
    await bob.reads("I see! Please send me a photo of yourself, ", "or send /skip if you don't want to.")
    await bob.say("/skip")
    await bob.reads("I bet you look great! Now, send me your location please, or send /skip.")
    await bob.say("/skip")
    await bob.reads("You seem a bit paranoid! At last, tell me something about yourself.")
    await bob.say("/cancel")
    await bob.reads("Bye! I hope we can talk again some day.")


@PTB.of("conversationbot2.py")
async def conversation_2(stage: Stage) -> None:
    ann = stage.ann
    told = "Neat! Just so you know, this is what you already told me:"
    await ann.start()
    await ann.reads(DOCTOR, "Why don't you tell me something about yourself?", keys=FACTS)
    await ann.press("Age")
    await ann.reads("Your age? Yes, I would love to hear about that!", keys=[])
    await ann.say("31")
    await ann.reads(told, "\nAge - 31\nYou can tell me more, or change your opinion on something.", keys=FACTS)
    await ann.press("Something else...")
    await ann.reads(CATEGORY)
    await ann.say("Most impressive skill")
    await ann.reads("Your most impressive skill? Yes, I would love to hear about that!")
    await ann.say("Juggling")
    await ann.reads(told, "\nAge - 31\nMost impressive skill - Juggling\n", keys=FACTS)
    await ann.press("Done")
    await ann.reads(
        "I learned these facts about you: \nAge - 31\nMost impressive skill - Juggling\nUntil next time!", keys=[]
    )


@PTB.of("persistentconversationbot.py")
async def persistent_conversation(stage: Stage) -> None:
    ann = stage.ann
    await ann.start()
    await ann.reads(DOCTOR, "I will hold a more complex conversation with you.", keys=FACTS)
    await ann.press("Favourite colour")
    await ann.reads("Your favourite colour? Yes, I would love to hear about that!")
    assert await stage.end() == 0
    await stage.run()  # it goes on where it was
    await ann.say("Blue")
    await ann.reads("this is what you already told me:", "\nfavourite colour - blue\n", keys=FACTS)
    await ann.press("Favourite colour")
    await ann.reads("Your favourite colour? I already know the following about that: blue")
    await ann.say("Green")
    await ann.reads("this is what you already told me:", "\nfavourite colour - green\n", keys=FACTS)
    await ann.say("/show_data")
    await ann.reads("This is what you already told me: \nfavourite colour - green")
    await ann.press("Done")
    await ann.reads("I learned these facts about you: \nfavourite colour - green\nUntil next time!", keys=[])
    await ann.start()
    await ann.reads(f"{DOCTOR} You already told me your favourite colour.", "Or change anything I already know.")


@PTB.of("nestedconversationbot.py")
async def nested_conversation(stage: Stage) -> None:
    ann = stage.ann
    await ann.start()
    await ann.reads("Hi, I'm Family Bot and I'm here to help you gather information about your family.")
    await ann.reads("You may choose to add a family member, ", "To abort, simply type /stop.", keys=MENU)
    await add_mother(stage)
    await ann.press("Add yourself")
    await ann.reads("Okay, please tell me about yourself.", keys=["Add info"])
    await ann.press("Add info")
    await ann.reads("Please select a feature to update.", keys=FEATURES)
    await describe(stage, "Age", "31")
    await ann.press("Done")
    await ann.reads("You may choose to add a family member, ", "simply type /stop.", keys=MENU)
    await ann.press("Show data")
    family = "Yourself:\nName: -, Age: 31\n\nParents:\nMother: Name: Maria, Age: 60\n\nChildren:\nNo information yet."
    await ann.reads(family, keys=["Back"])
    await ann.press("Back")
    await ann.reads("You may choose to add a family member, ", "simply type /stop.", keys=MENU)
    await ann.press("Done")
    await ann.reads("See you around!", keys=[])
    await stop_half_way(stage)


async def add_mother(stage: Stage) -> None:
    ann, levels = stage.ann, ["Add parent", "Add child", "Show data", "Back"]
    await ann.press("Add family member")
    await ann.reads("You may add a parent or a child. ", "or go back.", keys=levels)
    await ann.press("Add parent")
    await ann.reads("Please choose, whom to add.", keys=["Add Father", "Add Mother", "Show data", "Back"])
    await ann.press("Add Mother")
    await ann.reads("Please select a feature to update.", keys=FEATURES)
    await describe(stage, "Name", "Maria")
    await describe(stage, "Age", "60")
    await ann.press("Done")
    await ann.reads("You may add a parent or a child. ", "or go back.", keys=levels)
    await ann.press("Back")
    await ann.reads("You may choose to add a family member, ", "simply type /stop.", keys=MENU)


async def describe(stage: Stage, feature: str, said: str) -> None:
    await stage.ann.press(feature)
    await stage.ann.reads("Okay, tell me.", keys=[])
    await stage.ann.say(said)
    await stage.ann.reads("Got it! Please select a feature to update.", keys=FEATURES)


async def stop_half_way(stage: Stage) -> None:
    bob = stage.bob
    await bob.start()
    await bob.reads("Hi, I'm Family Bot and I'm here to help you gather information about your family.")
    await bob.reads("You may choose to add a family member, ", "simply type /stop.")
    await bob.press("Add family member")
    await bob.reads("You may add a parent or a child. ", "or go back.")
    await bob.say("/stop")
    await bob.reads("Okay, bye.")
