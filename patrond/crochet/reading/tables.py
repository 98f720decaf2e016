"""Markdown tables of rounds: ``| 3 | (1 ms, aug) x 6 | 18 |`` under ``| Tour | Instructions | Mailles |``."""

from collections.abc import Iterable, Iterator

from patrond.crochet.grammar.labels import read_label


def rows_as_lines(raw: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """The same lines, each with its number, and each row of a table of rounds written as a round; other tables stay.

    >>> table = ["| Tour | À faire | Mailles |", "|---|---|---|", "| 1 | 6 ms dans un cm | 6 |"]
    >>> list(rows_as_lines(zip(table, (1, 2, 3))))
    [('', 1), ('', 2), ('Tour 1 : 6 ms dans un cm (6)', 3)]
    """
    unit: str | None = None  # what the first column counts; empty where it counts no rounds
    for line, at in raw:
        cells = _cells(line) if "|" in line else []
        if not cells:
            unit = None
            yield line, at
        elif unit is None:
            unit = cells[0] if _is_unit(cells[0]) else ""
            yield "" if unit else line, at
        else:
            yield _round(unit, cells) if unit else line, at


def _cells(line: str) -> list[str]:
    """The cells of a row; none where the line is no row."""
    line = line.strip()
    if len(line) < 3 or line[0] != "|" or line[-1] != "|":
        return []
    return [cell.strip() for cell in line[1:-1].split("|")]


def _is_unit(cell: str) -> bool:
    """Whether a column counts rounds or rows."""
    label = read_label(f"{cell.strip('*_ ')} 1 :")
    return label is not None and label.first == 1


def _round(unit: str, cells: list[str]) -> str:
    """One row as a round; the rule under the head is blank."""
    if len(cells) < 2 or not any(sign.isalnum() for sign in "".join(cells)):
        return ""
    number, body, count = cells[0].strip("*_ "), cells[1], cells[-1].strip("*_ ()[]") if len(cells) > 2 else ""
    label = number if read_label(number) is not None else f"{unit.strip('*_ ')} {number}"
    counted = f"({count})" if count[:1].isdigit() else ""
    return f"{label} : {body} {counted}".strip()
