"""What is drawn and what is looked at: photos, fonts, later certificates, tickets and lists."""
