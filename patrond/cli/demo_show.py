"""What the demonstration shows, and its words; at a terminal ``demo_live`` adds a bar and colours."""

import sys
from dataclasses import dataclass

import click


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for."""

    type: str
    level: str
    size: str

    def __str__(self) -> str:
        return f"{self.type:10} {self.level:13} {self.size:7}"


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a wish: a pattern with its verdict, or a reason why not."""

    wish: Wish
    title: str = ""
    content: str = ""
    verdict: str = "failed"
    lines: int = 0
    verified: int = 0
    score: int = 0
    reason: str | None = None

    @property
    def is_sound(self) -> bool:
        return self.verdict == "sound"

    @property
    def words(self) -> str:
        if self.reason is not None:
            return f"{self.verdict}: {self.reason}"
        return f"{self.verdict}, {self.verified} of {self.lines} lines verified, score {self.score}"


class Show:
    """Plain lines, for pipes and logs."""

    @staticmethod
    def for_output() -> "Show":
        """The one that suits standard output; rich is loaded only for a terminal."""
        if not sys.stdout.isatty():
            return Show()
        from patrond.cli.demo_live import LiveShow

        return LiveShow()

    def begins(self, link: str | None) -> None:
        click.echo("patrond at work: SQLite, the builtin generator, two workers; all of it in a folder that goes away.")
        click.echo(f"Page: {link}\n")

    def made(self, pattern: Made, number: int, of: int) -> None:
        click.echo(f"[{number}/{of}] {pattern.wish} {pattern.words}")

    def close(self) -> None:
        """The making is over, one way or the other."""

    def ends(self, patterns: list[Made]) -> None:
        sound = sum(pattern.is_sound for pattern in patterns)
        whole = next((pattern for pattern in patterns if pattern.is_sound), None)
        if whole is not None:
            click.echo(f"\nOne of them, whole:\n\n# {whole.title}\n\n{whole.content.rstrip()}\n")
        click.echo(f"{len(patterns)} patterns, {sound} sound.")

    def stays(self, link: str | None) -> None:
        click.echo(f"\nThe page stays open; this link logs in, once:\n{link}")
        click.echo("Stop with Ctrl-C.")

    def stopped(self) -> None:
        click.echo("\nStopped; nothing is left behind.")
