"""Tales of python-telegram-bot's examples that answer one thing at a time."""

from signal import SIGINT

from tests.clients.ptb import PTB
from tests.clients.stage import Stage


@PTB.of("echobot.py")
async def echo(stage: Stage) -> None:
    ann = stage.ann
    await ann.start()
    hello = await ann.reads("Hi Ann!")
    assert hello["entities"][0]["user"]["id"] == ann.id
    assert (await ann.screen())["force_reply"]
    await ann.say("/help")
    await ann.reads("Help!")
    await ann.say("Good morning 🌞")
    await ann.reads("Good morning 🌞")


@PTB.of("rawapibot.py", stop=SIGINT)
async def raw_api(stage: Stage) -> None:
    for person in stage.people:
        await person.say("Who are you?")
        await person.reads("Who are you?")
    await stage.ann.do("send", kind="location")
    await stage.ann.say("Still there?")
    await stage.ann.reads("Still there?")


@PTB.of("timerbot.py")
async def timer(stage: Stage) -> None:
    talk = {
        "/start": "Hi! Use /set <seconds> to set a timer",
        "/set": "Usage: /set <seconds>",
        "/set -1": "Sorry we can not go back to future!",
        "/unset": "You have no active timer.",
        "/set 60": "Timer successfully set!",
        "/set 0.5": "Timer successfully set! Old one was removed.",
    }
    for said, seen in talk.items():
        await stage.ann.say(said)
        await stage.ann.reads(seen)
    await stage.ann.reads("Beep! 0.5 seconds are over!")
    await stage.ann.say("/set 60")
    await stage.ann.reads("Timer successfully set!")
    await stage.ann.say("/unset")
    await stage.ann.reads("Timer successfully cancelled!")


@PTB.of("errorhandlerbot.py", put={**PTB.put, "CHAT_ID = 123456789": "CHAT_ID = {bob}"}, tracebacks=1)
async def error_handler(stage: Stage) -> None:
    await stage.bob.start()
    await stage.bob.reads(f"Use /bad_command to cause an error.\nYour chat id is {stage.bob.id}.")
    await stage.ann.say("/bad_command")
    told = await stage.bob.reads(
        "An exception was raised while handling an update", '"text": "/bad_command"', "Error: "
    )
    assert [entity["type"] for entity in told["entities"]] == ["pre"] * 4


@PTB.of("contexttypesbot.py")
async def context_types(stage: Stage) -> None:
    clicked = "This button was clicked {} times."
    for person in (stage.ann, stage.bob):
        await person.start()
        await person.reads(clicked.format(0), keys=["Click me!"])
    for times in (1, 2):
        await stage.ann.press("Click me!")
        seen = await stage.ann.reads(clicked.format(times), keys=["Click me!"])
        assert seen["entities"][0]["type"] == "italic"
    await stage.bob.press("Click me!")
    await stage.bob.reads(clicked.format(1))
    await stage.ann.say("/print_users")
    await stage.ann.reads("The following user IDs have used this bot: ", str(stage.ann.id), str(stage.bob.id))


@PTB.of("inlinekeyboard.py")
async def inline_keyboard(stage: Stage) -> None:
    ann = stage.ann
    await ann.say("/help")
    await ann.reads("Use /start to test this bot.")
    await ann.start()
    await ann.reads("Please choose:", keys=["Option 1", "Option 2", "Option 3"])
    await ann.press("Option 3")
    await ann.reads("Selected option: 3", keys=[])


@PTB.of("inlinekeyboard2.py")
async def inline_keyboard_2(stage: Stage) -> None:
    ann = stage.ann
    again = ["Yes, let's do it again!", "Nah, I've had enough ..."]
    await ann.start()
    await ann.reads("Start handler, Choose a route", keys=["1", "2"])
    for key, seen, keys in (
        ("1", "First CallbackQueryHandler, Choose a route", ["3", "4"]),
        ("4", "Fourth CallbackQueryHandler, Choose a route", ["2", "3"]),
        ("2", "Second CallbackQueryHandler, Choose a route", ["1", "3"]),
        ("3", "Third CallbackQueryHandler. Do want to start over?", again),
        (again[0], "Start handler, Choose a route", ["1", "2"]),
        ("2", "Second CallbackQueryHandler, Choose a route", ["1", "3"]),
        ("3", "Third CallbackQueryHandler. Do want to start over?", again),
        (again[1], "See you next time!", []),
    ):
        await ann.press(key)
        await ann.reads(seen, keys=keys)


@PTB.of("arbitrarycallbackdatabot.py")
async def arbitrary_callback_data(stage: Stage) -> None:
    ann, numbers = stage.ann, ["1", "2", "3", "4", "5"]
    await ann.say("/help")
    await ann.reads("Use /start to test this bot.", "Use /clear to clear the stored data")
    await ann.start()
    await ann.reads("Please choose:", keys=numbers)
    await ann.press("4")
    await ann.reads("So far you've selected [4]. Choose the next item:", keys=numbers)
    assert await stage.end() == 0
    await stage.run()  # its buttons work after it was restarted
    await ann.press("2")
    await ann.reads("So far you've selected [4, 2]. Choose the next item:", keys=numbers)
    await ann.say("/clear")
    await ann.reads("All clear!")
    await ann.press("1")
    await ann.reads("Sorry, I could not process this button click 😕 Please send /start to get a new keyboard.")


@PTB.of("deeplinking.py")
async def deep_linking(stage: Stage) -> None:
    ann, link = stage.ann, f"https://t.me/{stage.sandbox.first_bot.user['username']}"
    await ann.start()
    await ann.reads(f"Feel free to tell your friends about it:\n\n{link}?startgroup=check-this-out")
    await ann.start("check-this-out")
    seen = await ann.reads("Awesome, you just accessed hidden functionality! ", "back to the private chat.")
    assert seen["reply_markup"]["inline_keyboard"][0][0]["url"] == f"{link}?start=so-cool"
    await ann.start("so-cool")
    seen = await ann.reads("You can also mask the deep-linked URLs as links: ▶️ CLICK HERE.")
    assert seen["entities"][0]["url"] == f"{link}?start=using-entities-here"
    assert seen["link_preview_options"] == {"is_disabled": True}
    await ann.start("using-entities-here")
    await ann.reads("It is also possible to make deep-linking using InlineKeyboardButtons.", keys=["Like this!"])
    await ann.press("Like this!")
    assert (await ann.reads_note())["url"] == f"{link}?start=using-keyboard-here"
    await ann.start("using-keyboard-here")
    await ann.reads("Congratulations! This is as deep as it gets", "The payload was: ['using-keyboard-here']")


@PTB.of("webappbot.py")
async def web_app(stage: Stage) -> None:
    ann, key = stage.ann, "Open the color picker!"
    await ann.start()
    await ann.reads("Please press the button below to choose a color via the WebApp.", keys=[key])
    picked = '{"hex": "#ff8800", "rgb": {"r": 255, "g": 136, "b": 0}}'
    await ann.do("web_app", button_text=key, data=picked)
    await ann.reads(
        "You selected the color with the HEX value #ff8800. The corresponding RGB value is (255, 136, 0).", keys=[]
    )
