"""What bots and people may do and what follows from it; both sides change the world through here."""
