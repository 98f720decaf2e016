"""What a requested size means in centimetres, for each type. Free words in, one frozen value out.

A word that no chart knows gets the type's default and says so (``defaulted``), since it must never fail a paid
job; a size that a chart knows of but has no measurements for is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass

from patrond.crochet.pattern import PatternType
from patrond.crochet.request import Request
from patrond.crochet.sizing import charts
from patrond.crochet.sizing import size_options as chosen
from patrond.crochet.sizing.options import pick
from patrond.crochet.sizing.size_words import (
    age_in_months,
    centimetres,
    dimensions,
    letter,
    number,
    plain,
    shown,
    spoken,
)
from patrond.errors import CannotMake

__all__ = [
    "AmigurumiSize",
    "BagSize",
    "GarmentSize",
    "HatSize",
    "Measurements",
    "ScarfSize",
    "Size",
    "resolve",
    "spoken",
]

_HEADS_CM = (23.0, 66.0)
_BAG_SIDES_CM = (12.0, 70.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """What all sizes have: the ``label`` of their row ("adult", "6-12m", "M", "20cm") and whether it was assumed."""

    label: str
    defaulted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HatSize(Size):
    """Head, circumference of the hat, height from crown to brim, in cm; ``brim`` is how much of it is folded up."""

    head: float
    circumference: float
    height: float
    brim: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScarfSize(Size):
    """Width and length in cm; a ``snood`` is closed, its length goes around and passes over ``head``."""

    width: float
    length: float
    snood: bool
    head: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AmigurumiSize(Size):
    """Total height in cm."""

    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BagSize(Size):
    """Width and height as it lies flat, depth of the gusset (0: none), length of a handle, in cm."""

    width: float
    height: float
    depth: float
    handle: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GarmentSize(Size):
    """Body and garment in cm.

    ``placket``: one shoulder buttons, so the neck alone need not pass the head. ``sleeve``: from the underarm to
    where the sleeve ends, where the arm measures ``cuff``; 0 where there is none.
    """

    chest: float
    garment_chest: float
    length: float
    armhole: float
    cross_back: float
    upper_arm: float
    sleeve: float
    wrist: float
    cuff: float
    head: float
    neck_width: float
    neck_drop: float
    placket: bool


Measurements = HatSize | ScarfSize | AmigurumiSize | BagSize | GarmentSize


def resolve(request: Request) -> Measurements:
    """The measurements that ``request`` asks for.

    Raises:
        CannotMake: ``size_not_offered`` where the chart lacks measurements (``size``), ``height_out_of_range``
            for a toy outside 5 to 60 cm (``height``, ``least``, ``most``).

    >>> from patrond.crochet.pattern import Level, PatternType
    >>> resolve(Request(PatternType.HAT, Level.BEGINNER, "Bébé")).circumference
    40
    >>> resolve(Request(PatternType.SCARF, Level.BEGINNER, "quelconque")).defaulted
    True
    """
    return _RESOLVERS[request.type](plain(request.size), request)


def _hat(word: str, request: Request) -> HatSize:
    label = _head_label(word)
    head = centimetres(word)
    if label is None and head is not None and _HEADS_CM[0] <= head <= _HEADS_CM[1]:
        label, row = f"{head:g}cm", charts.HeadRow(head, round(head * 0.94, 1), head * 0.4)
    else:
        row = charts.HEADS[label or "adult"]
    fit = pick(request.options, chosen.HAT_FIT)
    height = row.height * (chosen.SLOUCH if fit == "slouchy" else 1.0)
    is_folded = pick(request.options, chosen.HAT_BRIM) == "folded"
    folded = min(chosen.BRIM_CM, chosen.BRIM_SHARE * height) if is_folded else 0.0
    return HatSize(
        label=label or "adult",
        defaulted=label is None and word != "",
        head=row.head,
        circumference=min(row.circumference, row.head * chosen.FITTED_SHARE) if fit == "fitted" else row.circumference,
        height=height + folded,
        brim=folded,
    )


def _head_label(word: str) -> str | None:
    if word in charts.HEADS:
        return word
    if (months := age_in_months(word)) is not None:
        ages = ((3, "0-3m"), (6, "3-6m"), (12, "6-12m"), (24, "12-24m"), (60, "2-5y"), (131, "child"), (191, "teen"))
        return next((label for most, label in ages if months <= most), "adult")
    return {"S": "teen", "XS": "teen", "M": "adult", "L": "man", "XL": "man", "": "adult"}.get(letter(word) or word)


def _scarf(word: str, request: Request) -> ScarfSize:
    months = age_in_months(word)
    if word in ("baby", "premature", "0-3m") or (months is not None and months < 36):
        return _snood("baby", charts.BABY_SNOOD, charts.HEADS["12-24m"].head)
    label, width, length = _open_scarf(word, months)
    style = pick(request.options, chosen.SCARF_STYLE)
    if style in ("snood", "double"):
        return _closed_scarf(label or "adult", style)
    wished_width, wished_length = (pick(request.options, one) for one in (chosen.SCARF_WIDTH, chosen.SCARF_LENGTH))
    return ScarfSize(
        label=label or "adult",
        defaulted=label is None and word != "",
        width=chosen.SCARF_WIDTHS_OF.get(wished_width) or number(wished_width) or width,
        length=charts.SCARVES[wished_length][1] if wished_length in charts.SCARVES else number(wished_length) or length,
        snood=False,
        head=charts.HEADS["adult"].head,
    )


def _open_scarf(word: str, months: int | None) -> tuple[str | None, float, float]:
    """Label, width and length of a loose scarf; no label where the word is not known."""
    if asked := dimensions(word):
        width, length = sorted(asked[:2])
        if _within(width, chosen.SCARF_WIDTHS) and _within(length, chosen.SCARF_LENGTHS):
            return f"{width:g}x{length:g}cm", width, length
    label = _scarf_label(word, months)
    return label, *charts.SCARVES[label or "adult"]


def _closed_scarf(label: str, style: str) -> ScarfSize:
    """A snood goes around the neck once, or twice; a child's never twice."""
    if label == "child":
        return _snood(label, charts.CHILD_SNOOD, charts.HEADS["child"].head)
    measures = charts.DOUBLE_SNOOD if style == "double" else charts.ADULT_SNOOD
    return _snood(label if label in charts.SCARVES else "adult", measures, charts.HEADS["adult"].head)


def _within(length: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= length <= limits[1]


def _scarf_label(word: str, months: int | None) -> str | None:
    if word in charts.SCARVES:
        return word
    if months is not None:
        return "child" if months <= 144 else "adult"
    same = {"small": "short", "S": "short", "large": "long", "L": "long", "M": "medium"}
    return same.get(letter(word) or word) or {"woman": "adult", "man": "adult", "teen": "adult", "": "adult"}.get(word)


def _snood(label: str, measures: tuple[float, float], head: float) -> ScarfSize:
    return ScarfSize(label=label, width=measures[0], length=measures[1], snood=True, head=head)


def _amigurumi(word: str, request: Request) -> AmigurumiSize:
    height = number(pick(request.options, chosen.TOY_HEIGHT)) or centimetres(word) or number(word)
    if height is not None:
        least, most = chosen.TOY_HEIGHTS
        if not least <= height <= most:
            english = f"cannot make a toy of {height:g} cm: from {least:g} to {most:g} cm can be made"
            raise CannotMake("height_out_of_range", english, height=f"{height:g}", least=f"{least:g}", most=f"{most:g}")
        return AmigurumiSize(label=f"{height:g}cm", height=height)
    letters = {"S": "small", "M": "medium", "L": "large", "adult": "medium", "": "medium"}
    label = letters.get(letter(word) or word)
    return AmigurumiSize(
        label=f"{charts.TOYS[label or 'medium']:g}cm", defaulted=label is None, height=charts.TOYS[label or "medium"]
    )


def _bag(word: str, request: Request) -> BagSize:
    label, (width, height, depth, handle) = _bag_row(word)
    wished = pick(request.options, chosen.BAG_HANDLES)
    handle = chosen.HANDLES_OF.get(wished) or number(wished) or handle
    defaulted = not label and word != ""
    return BagSize(label=label or "medium", defaulted=defaulted, width=width, height=height, depth=depth, handle=handle)


def _bag_row(word: str) -> tuple[str, tuple[float, float, float, float]]:
    """Label and row of a bag; no label where the word is not known."""
    if asked := dimensions(word):
        width, height, depth = asked
        if _within(width, _BAG_SIDES_CM) and _within(height, _BAG_SIDES_CM) and depth <= width / 2:
            label = "x".join(f"{side:g}" for side in (width, height, depth) if side) + "cm"
            return label, (width, height, depth, charts.BAGS["medium"][3])
    letters = {"S": "small", "M": "medium", "L": "large", "adult": "medium", "": "medium"}
    label = letters.get(letter(word) or word, "")
    return label, charts.BAGS[label or "medium"]


def _garment(word: str, request: Request) -> GarmentSize:
    label = _body_label(word)
    key = label or "M"
    for chart, placket in ((charts.BABIES, True), (charts.CHILDREN, False), (charts.WOMEN, False)):
        if key in chart:
            return _dressed(key, chart[key], request, placket=placket, defaulted=label is None)
    english = (
        f"cannot make a garment of size {shown(request.size)!r}: the chart lacks its measurements; "
        "XS to 5X and 3 months to 12 years can be made"
    )
    raise CannotMake("size_not_offered", english, size=shown(request.size))


def _dressed(label: str, row: charts.BodyRow, request: Request, *, placket: bool, defaulted: bool) -> GarmentSize:
    ease = chosen.EASES.get(pick(request.options, chosen.GARMENT_FIT))
    share = chosen.SLEEVES_OF[_sleeves(request)]
    return GarmentSize(
        label=label,
        defaulted=defaulted,
        chest=row.chest,
        garment_chest=row.garment_chest if ease is None else row.chest + ease,
        length=_length(row, request),
        armhole=row.armhole,
        cross_back=row.cross_back,
        upper_arm=row.upper_arm,
        sleeve=row.sleeve * share,
        wrist=row.wrist,
        cuff=row.upper_arm + (row.wrist - row.upper_arm) * share,  # an arm tapers evenly, near enough
        head=row.head,
        neck_width=row.neck,
        # The opening, 2 x (neck + drop), passes the head; a placket lets a baby's be shallower.
        neck_drop=4.5 if placket else row.head / 2 - row.neck + 0.5,
        placket=placket,
    )


def _length(row: charts.BodyRow, request: Request) -> float:
    """The back's length: the chart's, a share of it, or as many cm as are wished, with a side left to sew."""
    wished = pick(request.options, chosen.GARMENT_LENGTH)
    share = chosen.LENGTHS_OF.get(wished)
    length = row.length * share if share else number(wished) or row.length
    return max(length, row.armhole + chosen.LEAST_SIDE)


def _sleeves(request: Request) -> str:
    return pick(request.options, chosen.SLEEVES) or pick(request.options, chosen.SLEEVELESS) or "long"


def _body_label(word: str) -> str | None:
    """The row of a body; None for a word that means nothing. A known size that no chart has comes back as it is."""
    named = {"": "M", "adult": "M", "woman": "M", "child": "6y", "baby": "12m", "0-3m": "3m"}
    if word in named:
        return named[word]
    if size := letter(word):
        return size
    if (months := age_in_months(word)) is not None:
        rows = [(int(label[:-1]), label) for label in charts.BABIES] + [
            (12 * int(label[:-1]), label) for label in charts.CHILDREN
        ]
        return next((label for most, label in rows if months <= most), word)
    if word in ("premature", "man", "teen") or word.startswith(("man ", "homme ", "men ")):
        return word
    return None


_RESOLVERS: dict[PatternType, Callable[[str, Request], Measurements]] = {
    PatternType.HAT: _hat,
    PatternType.SCARF: _scarf,
    PatternType.AMIGURUMI: _amigurumi,
    PatternType.BAG: _bag,
    PatternType.GARMENT: _garment,
}
