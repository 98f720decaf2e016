"""The command reference and the man page, made from the commands' own help; ``python -m patrond.cli.reference``.

A test compares what lies in ``docs/`` with what is made here, so neither can drift from ``--help``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from patrond import __version__
from patrond.cli.main import root

WIDTH = 100
FILES = "docs/commands.md", "docs/man/patrond.1"

_OPENING = """# The commands

Made by `make docs` from the commands' own `--help`; edit the help in `patrond/cli/`, not this page.

Exit status of every command: 0 done, 1 refused or failed, 2 wrong usage, 78 settings or schema to be put right,
130 stopped by Ctrl-C.
"""

_CLOSING = r""".SH EXIT STATUS
0 done; 1 refused or failed; 2 wrong usage; 3 (pattern check) neither sound nor faulty; 78 settings or database
schema to be put right; 130 stopped by Ctrl\-C.
.SH FILES
.I /etc/patrond.yaml
.br
.I /run/patrond/patrond.sock
.br
.I /var/lib/patrond/
.SH ENVIRONMENT
.TP
.B PATROND_CONFIG
The settings file, where \-c names none.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One command of the tree, with the context that words its help."""

    command: click.Command
    context: click.Context

    @property
    def path(self) -> str:
        return self.context.command_path


def entries() -> Iterator[Entry]:
    """Every command, in the order of ``--help``, a group before its members."""
    widths = {"terminal_width": WIDTH, "max_content_width": WIDTH}
    yield from _below(root, click.Context(root, info_name="patrond", **{**root.context_settings, **widths}))


def _below(command: click.Command, context: click.Context) -> Iterator[Entry]:
    yield Entry(command, context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            member = command.get_command(context, name)
            if member is not None:
                below = click.Context(member, info_name=name, parent=context)
                below.terminal_width = below.max_content_width = WIDTH
                yield from _below(member, below)


def commands_page() -> str:
    """docs/commands.md: the help of every command as it is printed."""
    sections = [
        f"## {entry.path}\n\n```\n{entry.command.get_help(entry.context).rstrip()}\n```\n" for entry in entries()
    ]
    return "\n".join([_OPENING, *sections])


def man_page() -> str:
    """docs/man/patrond.1, in the man macros."""
    parts = [
        f'.TH PATROND 1 "" "patrond {__version__}" "User Commands"',
        ".SH NAME\npatrond \\- turn a queue of requests for crochet patterns into finished, checked patterns",
        ".SH SYNOPSIS\n.B patrond\n.I COMMAND\n.RI [ OPTION ]...",
        f".SH DESCRIPTION\n{_prose(root.help or '')}",
        ".SH COMMANDS",
        *(_man_section(entry) for entry in entries() if _has_options(entry)),
        _CLOSING,
    ]
    return "\n".join(parts)


def _has_options(entry: Entry) -> bool:
    """Whether there is more to say of it than its members do; --help goes without saying."""
    return not isinstance(entry.command, click.Group) or bool(entry.command.params)


def _man_section(entry: Entry) -> str:
    usage = " ".join(entry.command.collect_usage_pieces(entry.context))
    lines = [f".SS {_escaped(entry.path)} {_escaped(usage)}", _prose(entry.command.help or "")]
    for parameter in entry.command.get_params(entry.context):
        record = parameter.get_help_record(entry.context)
        if record and "--help" not in record[0]:
            lines += [".TP", f".B {_escaped(record[0])}", _escaped(record[1])]
    return "\n".join(lines)


def _prose(text: str) -> str:
    return "\n.PP\n".join(_escaped(" ".join(paragraph.split())) for paragraph in text.strip().split("\n\n"))


def _escaped(text: str) -> str:
    """Text for troff: a leading dot or quote is no request, a hyphen is one that can be copied."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"(?m)^(?=[.'])", r"\\&", text)


def main(folder: Path) -> None:
    """Write both below ``folder``."""
    for name, text in zip(FILES, (commands_page(), man_page()), strict=True):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path.cwd())
