"""The draft as data: the schema that Claude answers in, and its way to a crochet pattern and back.

Bounds that the API cannot enforce (it knows no lengths and no numeric limits) are enforced here.
"""

import re
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from patrond.crochet.pattern import Abbreviation, Gauge, Line, Pattern, Piece, Terms, Worked, Yarn
from patrond.crochet.reading.draft import to_draft
from patrond.crochet.request import Request

_MOST_FAULTS = 12


def _lower(value: object) -> object:
    # The API does not promise the letter case of an enum's value.
    return value.strip().lower() if isinstance(value, str) else value


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)


class DraftGauge(_Part):
    """Stitches and rows per 10 cm in the main stitch."""

    stitches: Annotated[float, Field(gt=0, le=100)]
    rows: Annotated[float, Field(gt=0, le=120)]


class DraftYarn(_Part):
    """One colour of yarn and how much of it is needed."""

    colour: str
    metres: Annotated[float, Field(gt=0)] | None
    grams: Annotated[float, Field(gt=0)] | None


class DraftAbbreviation(_Part):
    """One abbreviation that the lines use, and its meaning."""

    abbreviation: str
    meaning: str


class DraftLine(_Part):
    """One round, row, range of equal rounds or rows, or foundation."""

    label: Annotated[str, Field(min_length=1, description='As printed: "Tour 4", "Rangs 5-12", "Chaînette".')]
    text: Annotated[str, Field(description="The craft's own notation, without the label and without the count.")]
    count: Annotated[
        Annotated[int, Field(ge=0, le=5000)] | None,
        Field(description="Stitches at the end of the line; null only where no stitch is counted."),
    ]


class DraftPiece(_Part):
    """A part that is worked on its own, `make` times."""

    name: str
    make: Annotated[int, Field(ge=1, le=200)]
    worked: Annotated[Literal["spiral", "joined", "rows"], BeforeValidator(_lower)]
    lines: Annotated[list[DraftLine], Field(min_length=1)]


class DraftModel(_Part):
    """A whole crochet pattern."""

    title: Annotated[str, Field(min_length=1, description="At most 45 characters.")]
    level: Annotated[Literal["beginner", "intermediate", "advanced"], BeforeValidator(_lower)]
    yarn_weight: str
    hook_size: Annotated[str, Field(description='For instance "4,5 mm".')]
    gauge: DraftGauge | None
    finished_size: Annotated[str, Field(description="A sentence with the finished measurements in cm.")]
    terms: Annotated[Literal["fr", "us", "uk"], BeforeValidator(_lower)]
    yarn: list[DraftYarn]
    estimated_time: str
    materials: Annotated[list[str], Field(description="Each at most 90 characters.")]
    abbreviations: list[DraftAbbreviation]
    pieces: Annotated[list[DraftPiece], Field(min_length=1)]
    assembly: list[str]
    special_stitches: list[str]
    notes: list[str]
    tips: list[str]


class DraftFaults(ValueError):
    """The answer is no draft. ``faults`` say what is wrong and where, fit to be sent back to the model."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults[:_MOST_FAULTS])
        super().__init__("; ".join(self.faults))


def read_draft(text: str, request: Request) -> Pattern:
    """The pattern in an answer's text.

    Type, level and language are those of the request: the draft cannot change what was asked.

    Raises:
        DraftFaults: it is not JSON, not of the schema, in other terms, or contradicts itself.
    """
    try:
        draft = DraftModel.model_validate_json(text)
    except ValidationError as error:
        raise DraftFaults([_worded(fault) for fault in error.errors(include_url=False, include_input=False)]) from None
    if draft.terms != request.stitch_terms.value:
        raise DraftFaults([f"terms: expected {request.stitch_terms.value!r}, found {draft.terms!r}"])
    faults: list[str] = []
    pieces = tuple(_pieces(draft, faults.append))
    if faults:
        raise DraftFaults(faults)
    return _pattern(draft, pieces, request)


def write_draft(pattern: Pattern) -> str:
    """The JSON of a pattern, as a draft would state it: examples for the prompt, and answers of the tests' API."""
    return DraftModel.model_validate(to_draft(pattern)).model_dump_json()


def _worded(fault: Any) -> str:
    place = ".".join(str(part) for part in fault["loc"]) or "answer"
    return f"{place}: {fault['msg']}"


def _pieces(draft: DraftModel, complain: Callable[[str], None]) -> Iterator[Piece]:
    number = 0
    for piece in draft.pieces:
        lines = []
        for line in piece.lines:
            number += 1
            lines.append(_line(piece.name, line, number, complain))
        yield Piece(piece.name, piece.make, Worked(piece.worked), tuple(lines))


def _line(piece: str, line: DraftLine, number: int, complain: Callable[[str], None]) -> Line:
    text = _without_label(line.label, line.text)
    bare, said, is_count = _without_count(text)
    if said == line.count or (line.count is None and is_count):
        return Line(line.label.rstrip(" :"), bare, said, number)
    if is_count:
        complain(f"{piece}, {line.label or text[:40]}: the text says [{said}] and count says {line.count}")
    return Line(line.label.rstrip(" :"), text, line.count, number)


def _without_label(label: str, text: str) -> str:
    """The text rid of a label that it repeats.

    >>> _without_label("Tour 1", "Tour 1 : 6 ms"), _without_label("Tour 1", "Tour 12 comme avant")
    ('6 ms', 'Tour 12 comme avant')
    """
    name = label.rstrip(" :.-")
    rest = text[len(name) :]
    if not name or not text.lower().startswith(name.lower()) or rest[:1].isalnum():
        return text
    return rest.lstrip(" :.-–")


# A number alone at the end: "[24]", "(24 ms)", "[= 24 sts]". In round brackets it may be a step: "aug (2 ms)".
_TAIL = re.compile(r"\s*([\[(])\s*=?\s*(\d{1,4})\s*(?:m|ms|mailles?|sc|dc|hdc|br|sts?|stitches)?\.?\s*[\])]\s*\.?$")


def _without_count(text: str) -> tuple[str, int | None, bool]:
    """The text rid of a number in brackets at its end; the number; whether it can be nothing but a count.

    >>> _without_count("(2 ms, aug) x 6 [24]")
    ('(2 ms, aug) x 6', 24, True)
    """
    tail = _TAIL.search(text)
    if tail is None or tail.start() == 0:
        return text, None, False
    return text[: tail.start()].rstrip(" ,;="), int(tail[2]), tail[1] == "["


def _pattern(draft: DraftModel, pieces: tuple[Piece, ...], request: Request) -> Pattern:
    return Pattern(
        title=draft.title,
        type=request.type,
        level=request.level,
        language=request.language,
        terms=Terms(draft.terms),
        yarn_weight=draft.yarn_weight,
        hook_size=draft.hook_size,
        gauge=Gauge(draft.gauge.stitches, draft.gauge.rows) if draft.gauge else None,
        finished_size=draft.finished_size,
        pieces=pieces,
        yarn=tuple(Yarn(yarn.colour, yarn.metres, yarn.grams) for yarn in draft.yarn),
        estimated_time=draft.estimated_time,
        materials=tuple(filter(None, draft.materials)),
        abbreviations=tuple(Abbreviation(entry.abbreviation, entry.meaning) for entry in draft.abbreviations),
        assembly=tuple(filter(None, draft.assembly)),
        special_stitches=tuple(filter(None, draft.special_stitches)),
        notes=tuple(filter(None, draft.notes)),
        tips=tuple(filter(None, draft.tips)),
    )
