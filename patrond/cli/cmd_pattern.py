"""``patrond pattern``: make a pattern, or check one, with no daemon, no database and no key."""

import sys
from pathlib import Path

import click

from patrond.cli.options import GaugeType, KeyValue
from patrond.cli.wish import wish_options
from patrond.errors import NotYet, PatrondError

_LATER = ("pdf",)


@click.group()
def pattern() -> None:
    """Make a pattern, or check one: no daemon, no database, no key."""


@pattern.command()
@wish_options(required=True)
@click.option(
    "--language", type=click.Choice(["fr", "en"]), default="fr", show_default=True, help="Language of the text."
)
@click.option("--terms", type=click.Choice(["us", "uk"]), help="Whose stitch names English text has (else us).")
@click.option(
    "--gauge", metavar="18x20", type=GaugeType(), help="Stitches x rows per 10 cm (else the yarn's usual one)."
)
@click.option("--yarn", metavar="WEIGHT", help="Yarn weight: dk, worsted, …")
@click.option(
    "--option",
    "options",
    metavar="K=V",
    type=KeyValue(),
    multiple=True,
    help="One of the site's options; may be repeated.",
)
@click.option(
    "--format", "format_", type=click.Choice(["md", "json", "svg", *_LATER]), default="md", show_default=True,
    help="Form of the output: svg is a picture of what it makes; pdf is for a later version.",
)  # fmt: skip
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write there instead of to standard output."
)
def generate(
    type_: str,
    level: str,
    size: str,
    language: str,
    terms: str | None,
    gauge: tuple[float, float] | None,
    yarn: str | None,
    options: tuple[tuple[str, str], ...],
    format_: str,
    output: Path | None,
) -> None:
    """Make a pattern from size and gauge by patrond's own formulas.

    It is checked before it is printed. What cannot be made is refused, with the reason.
    """
    if format_ in _LATER:
        raise NotYet(f"cannot write {format_}: not yet; --format md, json and svg are there")
    from patrond.cli import patterns

    request = patterns.request(
        type_, level, size, language=language, terms=terms, gauge=gauge, yarn=yarn, options=options
    )
    _write(patterns.generated(request, format_), output)


@pattern.command()
@click.argument("file", metavar="FILE|-", type=click.Path(allow_dash=True, path_type=Path, readable=False))
@wish_options(required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
@click.option(
    "--svg", "picture", metavar="FILE", type=click.Path(path_type=Path),
    help="Also draw what the pattern makes to FILE, its faulty rounds marked.",
)  # fmt: skip
def check(
    file: Path, type_: str | None, level: str | None, size: str | None, as_json: bool, picture: Path | None
) -> int:
    """Check the arithmetic of a pattern, line by line.

    And its size, where --type and --size are given. FILE is text as people write it, French or English, or the JSON of
    `generate --format json`; - is standard input. Exit status: 0 sound, 1 faulty, 3 unverified (too few lines were
    understood to say).
    """
    from patrond.cli import patterns

    study = patterns.studied(_read(file), type_, level, size)
    report = patterns.judged(study)
    if picture is not None:
        _write(patterns.drawn(study, report), picture)
    click.echo(patterns.as_json(report) if as_json else patterns.in_words(report))
    return patterns.EXIT_OF_VERDICT[report.verdict]


def _read(file: Path) -> str:
    """The text. What is not UTF-8 is read as Windows' Western letters: old French files are written so."""
    try:
        content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise PatrondError(f"cannot read {str(file)!r}: {error.strerror}") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    try:
        output.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
    except OSError as error:
        raise PatrondError(f"cannot write {str(output)!r}: {error.strerror}") from None
