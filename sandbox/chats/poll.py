"""One poll: what it asks, who voted for what, and how bots and people see it."""

from typing import Any

from sandbox.wire import Json

DETAILS = ("description", "description_entities", "media")
SOLUTION = ("correct_option_ids", "explanation", "explanation_entities", "explanation_media")


class Poll:
    """`facts`: the fields that never change, the options and the solution among them; `votes`: options by person.

    `owner` is the id of the bot or person that sent it; `closes` the moment when it closes by itself; `hides` keeps
    results back until then.
    """

    def __init__(self, poll_id: str, owner: int, facts: Json) -> None:
        self.id = poll_id
        self.owner = owner
        self.facts = facts
        self.closed = False
        self.closes: int | None = None
        self.hides = False
        self.votes: dict[int, list[int]] = {}

    @property
    def is_quiz(self) -> bool:
        """Whether there are right answers."""
        return bool(self.facts["type"] == "quiz")

    def close(self) -> None:
        """End the voting."""
        self.closed = True

    def told(self, *, solved: bool, whole: bool) -> Json:
        """The Poll object: `solved` with the right answers, `whole` with what only messages tell."""
        left_out = {*(() if solved else SOLUTION), *(() if whole else DETAILS), *self._no_times()}
        counts = self.counts()
        options = [{**one, "voter_count": counts[at]} for at, one in enumerate(self.facts["options"])]
        facts = {name: value for name, value in self.facts.items() if name not in left_out}
        voters = len(self.votes)
        return {"id": self.id, **facts, "options": options, "total_voter_count": voters, "is_closed": self.closed}

    def _no_times(self) -> tuple[str, ...]:
        return ("open_period", "close_date") if self.closed else ()

    def seen_by(self, person_id: int) -> Json:
        """The Poll object with counts and right answers as far as this person may see them, and the own votes."""
        chosen = self.votes.get(person_id, [])
        # As in the apps: counts show once one has voted oneself, or the poll is over.
        shown = self.closed or (bool(chosen) and not self.hides)
        told = self.told(solved=self.closed or (bool(chosen) and self.is_quiz), whole=True)
        options = told["options"] if shown else [{**one, "voter_count": 0} for one in told["options"]]
        return {**told, "options": options, "chosen": chosen}

    def counts(self) -> list[int]:
        """How many voted for each option."""
        votes = self.votes.values()
        return [sum(at in chosen for chosen in votes) for at in range(len(self.facts["options"]))]

    def answer_of(self, person: Json) -> Json:
        """The PollAnswer of a person."""
        chosen = self.votes.get(person["id"], [])
        persistent = [self.facts["options"][at]["persistent_id"] for at in chosen]
        return {"poll_id": self.id, "user": person, "option_ids": chosen, "option_persistent_ids": persistent}

    def record(self) -> Json:
        """All fields, as they are kept on disk."""
        votes = {str(person_id): chosen for person_id, chosen in self.votes.items()}
        more: Json = {"closed": self.closed, "closes": self.closes, "hides": self.hides, "votes": votes}
        return {"id": self.id, "owner": self.owner, "facts": self.facts, **more}


def restored(record: Any) -> Poll:
    """A poll as it was kept."""
    poll = Poll(record["id"], record["owner"], record["facts"])
    poll.closed, poll.closes, poll.hides = record["closed"], record["closes"], record["hides"]
    poll.votes = {int(person_id): chosen for person_id, chosen in record["votes"].items()}
    return poll
