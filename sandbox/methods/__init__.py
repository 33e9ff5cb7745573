"""The Bot API methods the sandbox answers, by their lower-case name."""

from collections.abc import Callable
from typing import Any

from sandbox.call import Call
from sandbox.methods import answering, bot_commands, chats, deleting, editing, fetching, hooks, media, polling, sending
from sandbox.world import World

Method = Callable[[World, Call], Any]


def all_methods() -> dict[str, Method]:
    """Every method by its name as documented; some return awaitables, `bytes` are ready JSON."""
    return {
        "getMe": chats.get_me,
        "getUpdates": polling.get_updates,
        "setWebhook": hooks.set_webhook,
        "deleteWebhook": hooks.delete_webhook,
        "getWebhookInfo": hooks.get_webhook_info,
        "sendMessage": sending.send_message,
        "sendPhoto": media.send_photo,
        "sendDocument": media.send_document,
        "sendChatAction": sending.send_chat_action,
        "editMessageText": editing.edit_text,
        "editMessageCaption": editing.edit_caption,
        "editMessageReplyMarkup": editing.edit_reply_markup,
        "editMessageMedia": media.edit_media,
        "deleteMessage": deleting.delete_message,
        "deleteMessages": deleting.delete_messages,
        "answerCallbackQuery": answering.answer_callback_query,
        "getFile": fetching.get_file,
        "setMyCommands": bot_commands.set_my_commands,
        "getMyCommands": bot_commands.get_my_commands,
        "deleteMyCommands": bot_commands.delete_my_commands,
        "getChat": chats.get_chat,
    }
