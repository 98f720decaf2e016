"""The demonstration at a terminal: a bar that grows, verdicts in colour."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

from patrond.cli.demo_show import Made, Show


class LiveShow(Show):
    """The plain lines with a bar below them."""

    def __init__(self) -> None:
        self._console = Console(highlight=False)
        self._bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=self._console, transient=True
        )
        self._task = self._bar.add_task("making patterns", total=None)

    def begins(self, link: str | None) -> None:
        super().begins(link)
        self._bar.start()

    def made(self, pattern: Made, number: int, of: int) -> None:
        self._bar.update(self._task, completed=number, total=of)
        colour = "green" if pattern.is_sound else "red"
        self._console.print(Text.assemble(f"{pattern.wish} ", (pattern.words, colour)))

    def close(self) -> None:
        self._bar.stop()
