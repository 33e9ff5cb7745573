"""The tour on a terminal: a bar that moves, and one line for each step with what was seen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.tools.tour.house import Play
from bot.tools.tour.playing import STORY, TourReport, play_tour
from bot.tools.tour.step import Played


async def show_tour(play: Play) -> TourReport:
    """Play it, and show it. Raises InUse."""
    console = Console(highlight=False, soft_wrap=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(STORY[0].title, total=len(STORY))

        def tell(played: Played) -> None:
            console.print(line_of(played))
            done = STORY.index(played.step) + 1
            progress.update(task, completed=done, description=STORY[min(done, len(STORY) - 1)].title)

        report = await play_tour(play, tell)
    if report.failed is None:
        console.print(
            f"\n[bold]{len(report.played)} steps in {report.seconds:.0f} s[/bold]; in {escape(str(play.kept))}/:"
        )
        console.print(escape("  " + "  ".join(names_in(play.kept))))
    return report


def names_in(folder: Path) -> Sequence[str]:
    """The files of a folder."""
    return sorted(file.name for file in folder.iterdir())


def line_of(played: Played) -> str:
    """`✓  8 签到入场 Check-in  3.1 s  what was seen`, in rich's markup."""
    mark = "[green]✓[/green]" if played.ok else "[bold red]✗[/bold red]"
    head = f"{mark} {played.step.number:>2} [bold]{escape(played.step.title)}[/bold]"
    return f"{head}  [dim]{played.seconds:.1f} s[/dim]  {escape(played.seen)}"
