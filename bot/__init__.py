"""What people and Telegram see of the centre: intake, turns, dialogues, templates, delivery, schedule, command line."""
