"""What is served over HTTP: health, metrics, Telegram's webhook, and the page where certificates are verified."""
