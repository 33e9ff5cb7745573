"""Points on the map, and how long a live location lives."""

import math

from sandbox.wire import Json
from sandbox.wire.bounds import ACCURACY_METERS, LIVE_FOREVER

LATITUDE, LONGITUDE = 90, 180


def on_the_map(point: Json) -> bool:
    """Whether there is such a point."""
    return bool(abs(point["latitude"]) <= LATITUDE and abs(point["longitude"]) <= LONGITUDE)


def accuracy(meters: float) -> float:
    """A radius of uncertainty within its bounds, in whole meters."""
    return float(math.ceil(max(0.0, min(ACCURACY_METERS, meters))))


def is_live(message: Json, now: int) -> bool:
    """Whether a message is a live location that still moves."""
    period = message.get("location", {}).get("live_period", 0)
    return bool(period == LIVE_FOREVER or message["date"] + period > now)
