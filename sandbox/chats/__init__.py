"""People, their chats with bots and with each other, and the messages in them."""
