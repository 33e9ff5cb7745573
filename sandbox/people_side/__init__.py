"""The people's side over HTTP: who there is, what they see, what they do, and the levers of a tester."""
