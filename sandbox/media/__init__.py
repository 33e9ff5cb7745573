"""What Telegram does to files: photos made small, lengths and sides measured, addresses fetched; and sample files."""
