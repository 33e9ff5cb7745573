"""The examples for Prometheus and Grafana ask for figures that a process gives, and leave none of them out."""

from __future__ import annotations

import json
import re
from pathlib import Path

from bot.web.health import metrics_of
from tests.town import Town

EXAMPLES = Path(__file__).parents[2] / "docs" / "operations"
FIGURE = re.compile(r"\bjianding_\w+")


async def test_the_examples_ask_for_what_is_measured(town: Town) -> None:
    measured = {line.split()[2] for line in (await metrics_of(town.centre)).decode().splitlines() if "# TYPE" in line}
    dashboard = json.loads((EXAMPLES / "dashboard.json").read_text("utf-8"))
    shown = {
        name for panel in dashboard["panels"] for target in panel["targets"] for name in FIGURE.findall(target["expr"])
    }
    alerted = set(FIGURE.findall((EXAMPLES / "alerts.yaml").read_text("utf-8")))
    assert shown == measured
    assert alerted <= measured
