"""Markdown tables of rounds: ``| 3 | (1 ms, aug) x 6 | 18 |`` under ``| Tour | Instructions | Mailles |``."""

from collections.abc import Iterable, Iterator

from patrond.crochet.grammar.labels import read_label


def rows_as_lines(raw: Iterable[str]) -> Iterator[str]:
    """The same lines, as many, with each row of a table of rounds written as a round; other tables stay.

    >>> list(rows_as_lines(["| Tour | À faire | Mailles |", "|---|---|---|", "| 1 | 6 ms dans un cm | 6 |"]))
    ['', '', 'Tour 1 : 6 ms dans un cm (6)']
    """
    head: list[str] | None = None
    for line in raw:
        cells = _cells(line) if "|" in line else []
        if not cells:
            head = None
            yield line
        elif head is None:
            head = cells
            yield "" if _is_unit(head[0]) else line
        elif _is_unit(head[0]):
            yield _round(head[0], cells)
        else:
            yield line


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
