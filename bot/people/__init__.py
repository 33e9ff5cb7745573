"""People at the door: who acts, the home card, consents, language and help."""
