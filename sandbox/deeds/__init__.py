"""What people do in their chats; each deed changes the chat and queues the update that the bots hear of."""
