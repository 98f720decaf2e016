"""What a requested size means in centimetres, for each type. Free words in, one frozen value out.

A word that no chart knows gets the type's default and says so (``defaulted``), since it must never fail a paid
job; a size that a chart knows of but has no measurements for is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass

from patrond.crochet import charts
from patrond.crochet.pattern import PatternType
from patrond.crochet.request import Request
from patrond.crochet.size_words import age_in_months, centimetres, dimensions, letter, number, plain, shown, spoken
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

TOY_HEIGHTS = (5.0, 60.0)
SLOUCH = 1.2  # a slouchy hat is 1.15 to 1.3 times as high
_HEADS_CM = (23.0, 66.0)
_LENGTHS_CM = (60.0, 300.0)
# Centimetres added to the chest, by the word of the option ``fit``.
_EASES = {
    "fitted": 0.0,
    "ajuste": 0.0,
    "pres du corps": 0.0,
    "classic": 5.0,
    "classique": 5.0,
    "loose": 10.0,
    "ample": 10.0,
    "oversize": 15.0,
    "oversized": 15.0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """What all sizes have: the ``label`` of their row ("adult", "6-12m", "M", "20cm") and whether it was assumed."""

    label: str
    defaulted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HatSize(Size):
    """Head, circumference of the hat, height from crown to brim, in cm."""

    head: float
    circumference: float
    height: float


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
    """Body and garment in cm. ``placket``: one shoulder buttons, so the neck alone need not pass the head."""

    chest: float
    garment_chest: float
    length: float
    armhole: float
    cross_back: float
    upper_arm: float
    sleeve: float
    wrist: float
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
    height = row.height * (SLOUCH if _is_slouchy(request) else 1.0)
    return HatSize(
        label=label or "adult",
        defaulted=label is None and word != "",
        head=row.head,
        circumference=row.circumference,
        height=height,
    )


def _is_slouchy(request: Request) -> bool:
    return any(word in plain(request.options.get("fit", "")) for word in ("slouch", "tombant", "ample"))


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
    if asked := dimensions(word):
        width, length = sorted(asked[:2])
        if 5 <= width <= 80 and _LENGTHS_CM[0] <= length <= _LENGTHS_CM[1]:
            return ScarfSize(label=f"{width:g}x{length:g}cm", width=width, length=length, snood=False, head=56)
    label = _scarf_label(word, months)
    key = label or "adult"
    if _wants_snood(request):
        child = key == "child"
        return _snood(
            key, charts.CHILD_SNOOD if child else charts.ADULT_SNOOD, charts.HEADS[key if child else "adult"].head
        )
    width, length = charts.SCARVES[key]
    length = _wished_length(request) or length
    return ScarfSize(
        label=key, defaulted=label is None and word != "", width=width, length=length, snood=False, head=56
    )


def _wished_length(request: Request) -> float | None:
    """The option ``length``: in cm, or a word of the chart."""
    asked = plain(request.options.get("length", ""))
    if asked in charts.SCARVES:
        return charts.SCARVES[asked][1]
    wished = number(asked)
    return wished if wished is not None and _LENGTHS_CM[0] <= wished <= _LENGTHS_CM[1] else None


def _scarf_label(word: str, months: int | None) -> str | None:
    if word in charts.SCARVES:
        return word
    if months is not None:
        return "child" if months <= 144 else "adult"
    same = {"small": "short", "S": "short", "large": "long", "L": "long", "M": "medium"}
    return same.get(letter(word) or word) or {"woman": "adult", "man": "adult", "teen": "adult", "": "adult"}.get(word)


def _wants_snood(request: Request) -> bool:
    chosen = " ".join(plain(request.options.get(key, "")) for key in ("style", "shape", "scarf_style"))
    return any(word in chosen for word in ("snood", "infini", "tube", "col"))


def _snood(label: str, measures: tuple[float, float], head: float) -> ScarfSize:
    return ScarfSize(label=label, width=measures[0], length=measures[1], snood=True, head=head)


def _amigurumi(word: str, request: Request) -> AmigurumiSize:
    height = number(request.options.get("amigurumi_size_cm", "")) or centimetres(word) or number(word)
    if height is not None:
        least, most = TOY_HEIGHTS
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
    if asked := dimensions(word):
        width, height, depth = asked
        if 12 <= width <= 70 and 12 <= height <= 70 and depth <= width / 2:
            label = "x".join(f"{side:g}" for side in (width, height, depth) if side) + "cm"
            return BagSize(label=label, width=width, height=height, depth=depth, handle=58)
    letters = {"S": "small", "M": "medium", "L": "large", "adult": "medium", "": "medium"}
    label = letters.get(letter(word) or word, "")
    width, height, depth, handle = charts.BAGS[label or "medium"]
    return BagSize(label=label or "medium", defaulted=not label, width=width, height=height, depth=depth, handle=handle)


def _garment(word: str, request: Request) -> GarmentSize:
    label = _body_label(word)
    key = label or "M"
    for chart, placket in ((charts.BABIES, True), (charts.CHILDREN, False), (charts.WOMEN, False)):
        if key in chart:
            row = chart[key]
            if (ease := _EASES.get(plain(request.options.get("fit", "")))) is not None:
                row = row._replace(garment_chest=row.chest + ease)
            return _dressed(key, row, placket, defaulted=label is None)
    english = (
        f"cannot make a garment of size {shown(request.size)!r}: the chart lacks its measurements; "
        "XS to 5X and 3 months to 12 years can be made"
    )
    raise CannotMake("size_not_offered", english, size=shown(request.size))


def _dressed(label: str, row: charts.BodyRow, placket: bool, *, defaulted: bool) -> GarmentSize:
    # The opening, 2 x (neck + drop), passes the head; a placket lets a baby's be shallower.
    drop = 4.5 if placket else row.head / 2 - row.neck + 0.5
    measures = {name: value for name, value in row._asdict().items() if name != "neck"}
    return GarmentSize(
        label=label, defaulted=defaulted, neck_width=row.neck, neck_drop=drop, placket=placket, **measures
    )


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
