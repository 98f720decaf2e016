"""The grammar on the library's page is the one that the parser has: an example of each production is verified."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from patrond.crochet import Language, LineVerdict, Study, parse
from patrond.crochet.following.walk import FollowedLine
from patrond.crochet.grammar.labels import read_item, read_label
from patrond.crochet.grammar.normalise import clean_line

PAGE = (Path(__file__).parents[2] / "docs" / "crochet.md").read_text(encoding="utf-8")
GRAMMAR = PAGE.partition("### The grammar of a line")[2].partition("\n## ")[0]
_FRAMES = {
    "line",
    "step",
    "steps",
    "separator",
    "head",
    "unit",
    "numbers",
    "link",
    "tail",
}  # in every line, in every head


@dataclass(frozen=True)
class Example:
    """A line of one production in one language, what it is worked on, and the stitches that it makes."""

    production: str
    on: str
    language: Language
    line: str
    makes: str

    def __str__(self) -> str:
        return f"{self.production}: {self.line}"


def _rows(first: str) -> Iterator[list[str]]:
    """The cells of the table whose first heading is ``first``."""
    table = GRAMMAR.partition(f"| {first} |")[2].partition("\n\n")[0]
    for row in table.splitlines()[2:]:
        yield [cell.strip().strip("`") for cell in row.strip("|").split(" | ")]


EXAMPLES = [
    Example(production, on, language, line, makes)
    for production, on, french, english, makes in _rows("production")
    for language, line in ((Language.FR, french), (Language.EN, english))
]
HEADS = [
    (head, int(first), int(last)) for _, french, english, first, last in _rows("head") for head in (french, english)
]

_WORDS = {
    Language.FR: {
        "round": "Tour",
        "row": "Rang",
        "chain": "Monter {} ml.",
        "ring": "{} ms dans un cercle magique",
        "first": "1 ms dans la 2e ml à partir du crochet, {} ms",
        "row of": "1 ml, tourner, {} ms",
        "spaces": "*1 br, 1 ml, sauter 1 m* x6",
    },
    Language.EN: {
        "round": "Rnd",
        "row": "Row",
        "chain": "Ch {}.",
        "ring": "{} sc in magic ring",
        "first": "sc in 2nd ch from hook, {} sc",
        "row of": "ch 1, turn, {} sc",
        "spaces": "*1 dc, ch 1, skip 1 st* x6",
    },
}


def _worked(example: Example) -> FollowedLine:
    """The line on what it is worked on, followed: the last of a small pattern."""
    words = _WORDS[example.language]
    number = int((re.findall(r"\d+", example.on) or ["0"])[0])
    unit, chain, ring = words["row"], words["chain"], words["ring"]
    rows = [chain.format(number + 1), f"{unit} 1: {words['first'].format(number - 1)}"]
    rounds = [f"{words['round']} 1: {ring.format(number)}"]
    before, head = {
        "nothing": ([], f"{words['round']} 1: " if example.production == "ring" else ""),
        "chain of": ([chain.format(number)], f"{unit} 1: "),
        "row of": (rows, f"{unit} 2: "),
        "rows of": ([*rows, f"{unit} 2: {words['row of'].format(number)}"], f"{unit} 3: "),
        ", spaces": ([*rounds, f"{words['round']} 2: {words['spaces']}"], f"{words['round']} 3: "),
        "": (rounds, f"{words['round']} 2: "),
    }[" ".join(re.sub(r"\d+", "", example.on).split())]
    text = "\n".join([*before, head + example.line])
    return [line for _, line in Study.of(parse(text, example.language)).lines()][-1]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_an_example_of_the_grammar_is_read_and_makes_what_the_page_says(example: Example) -> None:
    line = _worked(example)

    stated = line.line.count is not None or bool(line.instructions.counts)
    assert stated == (example.production in ("count", "items"))
    if example.makes == "not verified":
        assert line.verdict is LineVerdict.NOT_VERIFIED
    else:
        assert (line.verdict, line.stitches) == (LineVerdict.VERIFIED, int(example.makes))


@pytest.mark.parametrize(("head", "first", "last"), HEADS, ids=[head for head, _, _ in HEADS])
def test_a_head_of_the_grammar_is_read_with_its_numbers(head: str, first: int, last: int) -> None:
    text = clean_line(f"{head} 6 ms")

    label = read_label(text) or read_item(text)

    assert label is not None
    assert (label.first, label.last, text[label.end :]) == (first, last, "6 ms")


def test_every_production_has_an_example_and_is_used() -> None:
    grammar = re.sub(r"\(\*.*?\*\)", "", GRAMMAR.partition("```ebnf\n")[2].partition("```")[0], flags=re.DOTALL)
    rules = dict(re.findall(r"^([a-z-]+)\s+= (.*?) ;", grammar, flags=re.DOTALL | re.MULTILINE))
    quoted = re.compile(r'"[^"]*"')
    used = {name for rule in rules.values() for name in re.findall(r"[a-z-]+", quoted.sub(" ", rule))}

    assert len(rules) > 30
    assert {example.production for example in EXAMPLES} == set(rules) - _FRAMES
    assert used - {"-"} == set(rules) - {"line"} | {"words"}
