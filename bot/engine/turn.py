"""One turn: an update or event in one chat, the work it does, and what it shows. Nothing here touches the network."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

import orjson
from telegram.ext import Application, CallbackContext, ExtBot

from bot.engine.conversation import Conversation
from bot.engine.fitting import CAPTION_LIMIT, TEXT_LIMIT, TOAST_LIMIT, fits, parted, plain
from bot.engine.incoming import Card, Incoming
from bot.engine.message import Button, Message, Rows, Screen, Text
from bot.engine.rendering import Renderer
from config.model import Settings
from domain.actor import Actor
from domain.errors import Refusal
from domain.language import OFFICIAL
from storage.engine.chats import ChatRow
from storage.engine.files import FileStore
from storage.engine.inbox import Waiting
from storage.engine.jobs import Job
from storage.engine.outbox import Doubt, Outgoing
from storage.work import StoredWork

MAIN_CARD = "main"
SHOWS = {"sendMessage", "sendPhoto", "sendDocument", "editMessageText", "editMessageCaption"}
NO_PREVIEW = {"link_preview_options": {"is_disabled": True}}


class Conversations(Protocol):
    """The declared dialogues, as handlers begin them and go on with them."""

    async def start(self, turn: Turn, name: str, draft: Any = None, again: Sequence[str] = ()) -> None:
        """Begin a dialogue, or go on with its draft where there is one."""
        ...

    async def restart(self, turn: Turn, name: str, draft: Any, again: Sequence[str] = ()) -> None:
        """Begin a dialogue with this draft, whatever was there of it before."""
        ...

    async def ask(self, turn: Turn, name: str, about: Any = 0) -> None:
        """Ask the one question of a dialogue that has one, about the record of that id, or what `single` says."""
        ...

    async def show(self, turn: Turn, *, afresh: bool = False) -> None:
        """Show the question that the conversation has come to."""
        ...

    def hides(self, turn: Turn) -> bool:
        """Whether the answer to the question in force is taken out of the chat."""
        ...


class HomeCard(Protocol):
    """The card that says where one stands."""

    async def show(self, turn: Turn, note: Message | None = None) -> None:
        """Show it; `note` stands above it."""
        ...


class Goal(Protocol):
    """What a consent was asked for, and is gone on with once it is given."""

    async def __call__(self, turn: Turn, about: int | None = None) -> None:
        """Go on; `about` is the batch, where the goal is one of a batch."""
        ...


@dataclass(frozen=True)
class Services:
    """What all turns share: texts, the access rule, dialogues, the home card, files, settings, goals of consents."""

    renderer: Renderer
    require: Callable[[Actor, str], None]
    dialogues: Conversations
    home: HomeCard
    files: FileStore
    settings: Settings
    goals: Mapping[str, Goal]


@dataclass
class Turn:
    """An update (`update`) or event (`event`) being answered in one chat."""

    row: Waiting
    chat: ChatRow
    work: StoredWork
    services: Services
    conversation: Conversation
    known: Actor | None = None
    update: Incoming | None = None
    event: object | None = None
    calls: list[Outgoing] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    error: BaseException | None = None
    answered: bool = False
    keys: str | None = None  # the place whose keys were put below the input line, "" when they were taken away

    @property
    def actor(self) -> Actor:
        """Who acts. Raises RuntimeError before the identity is decided."""
        if self.known is None:
            raise RuntimeError("nobody acts in this turn")
        return self.known

    @property
    def pressed(self) -> Card | None:
        """The card whose button was pressed."""
        return self.update.press.card if self.update and self.update.press else None

    @property
    def language(self) -> str:
        """The language of this chat; the official one where what it had chosen is no longer there."""
        return self.chat.language if self.chat.language in self.services.renderer.locales else OFFICIAL

    def require(self, action: str) -> None:
        """Raises Forbidden unless the actor may do this."""
        self.services.require(self.actor, action)

    @property
    def settings(self) -> Settings:
        """The settings of the centre."""
        return self.services.settings

    def text(self, message: Message) -> str:
        """A message in the language of this chat."""
        return self.services.renderer.text(message, self.language)

    def meaning(self, text: str, rows: Rows) -> Button | None:
        """The reply button whose label was typed."""
        return self.services.renderer.meaning(text, rows, self.language)

    def show(self, screen: Screen, *, afresh: bool = False) -> None:
        """Show the one card of this chat: in place when its own button was pressed, else as a new message."""
        card, text = self.pressed, self.text(screen.message)
        if card and card.editable and not (afresh or screen.reply or screen.clears or screen.document):
            # Telegram edits text into text and caption into caption; anything else has to be a new message.
            if not (screen.photo or card.has_photo or card.has_document) and fits(text, TEXT_LIMIT):
                self._edit("Text", {"message_id": card.message_id, "text": text, **NO_PREVIEW}, screen)
                return
            if screen.photo and card.has_photo and fits(text, CAPTION_LIMIT):
                self._edit("Caption", {"message_id": card.message_id, "caption": text}, screen)
                return
        self._send(screen, text, MAIN_CARD)

    def send(self, screen: Screen, card: str | None = None) -> None:
        """Send a screen as a new message; `card` makes it the living one, and its forerunner loses its buttons."""
        self._send(screen, self.text(screen.message), card)

    def _send(self, screen: Screen, text: str, card: str | None) -> None:
        """What a caption cannot hold follows what it stood under; what a message cannot hold goes in several."""
        if screen.reply or screen.clears:
            self.keys = self.conversation.place if screen.reply else ""
        to, marked = {"chat_id": self.chat.id}, {**self._keyboard(screen), "parse_mode": "HTML"}
        file = {"stored_photo": screen.photo} if screen.photo else _document(screen)
        method = "sendPhoto" if screen.photo else "sendDocument"
        if file and fits(text, CAPTION_LIMIT):
            self.call(method, {**to, **marked, "caption": text, **file}, card=card)
            return
        if file:
            self.call(method, {**to, **file})
        *before, last = parted(text, TEXT_LIMIT)
        for piece in before:
            self.call("sendMessage", {**to, "parse_mode": "HTML", "text": piece, **NO_PREVIEW})
        self.call("sendMessage", {**to, **marked, "text": last, **NO_PREVIEW}, card=card)

    def _edit(self, what: str, fields: Mapping[str, Any], screen: Screen) -> None:
        shown = {"chat_id": self.chat.id, **fields, "parse_mode": "HTML", **self._keyboard(screen)}
        self.call(f"editMessage{what}", shown, card=MAIN_CARD)

    def _keyboard(self, screen: Screen) -> Mapping[str, Any]:
        keyboard = self.services.renderer.keyboard(screen, self.language)
        return {"reply_markup": keyboard} if keyboard else {}

    def say(self, message: Message, rows: Rows = ()) -> None:
        """Send a message that stays: the card is left as it is."""
        self.send(Screen(message, rows))

    def toast(self, message: Message, *, alert: bool = False) -> None:
        """Answer the press with a short note; outside a press, or when it is too long for a note, say it."""
        press, text = self.update.press if self.update else None, self.text(message)
        if press is None or not fits(text, TOAST_LIMIT):
            self._send(Screen(message), text, None)
        else:
            self._answer({"callback_query_id": press.id, "text": plain(text), "show_alert": alert})

    def refuse(self, refusal: Refusal) -> None:
        """Say an expected no: as an alert on a press, else as a message."""
        self.toast(refusal_message(refusal), alert=True)

    def finish_press(self) -> None:
        """Answer a press that nothing has answered, so that its button stops waiting: along with what is shown."""
        press = self.update.press if self.update else None
        if press is None or self.answered:
            return
        # Along with the card's call, which saves a row for each press (decision 0010).
        if self.calls and self.calls[0].ordered:
            self.answered = True
            self.calls[0] = self.calls[0]._replace(answers=press.id)
        else:
            self._answer({"callback_query_id": press.id})

    def finish_keys(self) -> None:
        """Take away what lies below the input line for a question that is no more in force, along with what is sent."""
        if self.keys is not None:
            self.conversation.keys = self.keys
        shown = any(call.method in SHOWS for call in self.calls)
        if shown and self.conversation.keys not in {"", self.conversation.place}:
            self.send(Screen(Text("engine/noted"), clears=True))
            # Before the others: a message that has buttons of its own cannot take keys away.
            self.calls.insert(0, self.calls.pop())
            self.conversation.keys = ""

    def delete_heard(self) -> None:
        """Take the person's own message out of the chat (it held personal data)."""
        message = self.update.message if self.update else None
        if message:
            fields = {"chat_id": self.chat.id, "message_id": message.id}
            # Dropped in doubt: a message that is gone cannot be deleted twice, and after 48 hours not at all.
            self.call("deleteMessage", fields, doubt=Doubt.DROP)

    def busy(self, action: str = "typing") -> None:
        """Show that something is being done."""
        self.decorate("sendChatAction", {"chat_id": self.chat.id, "action": action})

    def decorate(self, method: str, fields: Mapping[str, Any]) -> None:
        """Queue a call that nobody waits for: it goes beside all others, and is dropped when it is refused."""
        self._put(Outgoing(self.chat.id, method, _json(fields), doubt=Doubt.DROP, ordered=False))

    def call(
        self, method: str, fields: Mapping[str, Any], *, card: str | None = None, doubt: Doubt = Doubt.RESEND
    ) -> None:
        """Queue a call to Telegram, behind what this chat has waiting."""
        self._put(Outgoing(self.chat.id, method, _json(fields), card, doubt))

    def order(self, kind: str, key: str, payload: Mapping[str, Any]) -> None:
        """Ask for slow work; its event comes back into this chat under `key`."""
        self.jobs.append(Job(self.chat.id, kind, key, _json(payload), self.row.rank))

    def forget_screen(self) -> None:
        """Take back everything that this turn meant to show or order."""
        self.calls.clear()
        self.jobs.clear()
        self.answered = False
        self.keys = None

    def _answer(self, fields: Mapping[str, Any]) -> None:
        if not self.answered:
            self.answered = True
            self.decorate("answerCallbackQuery", fields)

    def _put(self, call: Outgoing) -> None:
        self.calls.append(call._replace(rank=self.row.rank))


def refusal_message(refusal: Refusal) -> Message:
    """The message that says a refusal: its key names the block, its facts fill it in."""
    return Text(refusal.key, refusal.facts())


def _json(fields: Mapping[str, Any]) -> bytes:
    return orjson.dumps(fields)


def _document(screen: Screen) -> Mapping[str, Any]:
    return {"stored_document": asdict(screen.document)} if screen.document else {}


_current: ContextVar[Turn] = ContextVar("turn")  # PTB makes the context itself, and lets nothing be handed to it


def current_turn() -> Turn:
    """The turn under way in this task. Raises LookupError outside one."""
    return _current.get()


def enter(turn: Turn) -> Callable[[], None]:
    """Make this the turn under way; calling what comes back ends that."""
    token = _current.set(turn)
    return lambda: _current.reset(token)


class TurnContext(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """PTB's context, carrying the turn, and which route of a router was `asked` with what."""

    turn: Turn
    asked: Any

    @classmethod
    def from_update(cls, update: object, application: Application[Any, Any, Any, Any, Any, Any]) -> TurnContext:
        """What PTB calls to make a context; the turn under way is put into it."""
        context = super().from_update(update, application)
        context.turn = current_turn()
        return context
