"""What people and Telegram see of the centre: intake, turns, dialogues, texts, delivery, schedule, command line."""
