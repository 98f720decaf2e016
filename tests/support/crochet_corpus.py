"""Reads the corpus of snippets: each with a title, what is expected of it, and its text."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parent.parent / "crochet" / "corpus"


@dataclass(frozen=True)
class Snippet:
    """``verdict`` and, for a faulty one, the ``line`` and ``code`` of a fault, and what it expects and found."""

    title: str
    language: str
    verdict: str
    line: int
    code: str
    expected: str
    found: str
    faults: int | None
    text: str


def snippets() -> Iterator[Snippet]:
    """Every snippet of every file; the file's name is its language."""
    for path in sorted(CORPUS.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("=== ")[1:]:
            yield _snippet(path.stem, block)


def _snippet(language: str, block: str) -> Snippet:
    title, *lines = block.rstrip().splitlines()
    verdict, *fault = lines.pop(0).removeprefix("expect: ").split()
    faults = int(lines.pop(0).removeprefix("only: ")) if lines[0].startswith("only: ") else None
    fault += [""] * (4 - len(fault))
    return Snippet(title, language, verdict, int(fault[0] or 0), fault[1], fault[2], fault[3], faults, "\n".join(lines))
