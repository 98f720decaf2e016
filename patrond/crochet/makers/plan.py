"""What is settled before the first stitch: size, yarn, hook, gauge, the main stitch, and in whose words."""

import math
from dataclasses import dataclass, replace
from functools import cached_property

from patrond.crochet import yarns
from patrond.crochet.makers.notation import Notation
from patrond.crochet.makers.words import Table, Words
from patrond.crochet.pattern import Gauge, Level, PatternType
from patrond.crochet.request import Request
from patrond.crochet.sizing.options import Known, text_of, unheard
from patrond.crochet.sizing.size_options import OF_SIZE
from patrond.crochet.sizing.size_words import age_in_months, phrase, plain
from patrond.crochet.sizing.sizes import Measurements, resolve, spoken
from patrond.crochet.stitches import stitch
from patrond.crochet.yarns import YarnWeight
from patrond.errors import CannotMake

# Rows per stitch of the plain fabrics: a gauge that was measured tells in which stitch.
_RATIOS = {"sc": 1.18, "hdc": 0.79, "dc": 0.56}
_STITCHES_MADE = (3.0, 45.0)
_RATIOS_MADE = (0.3, 1.9)
_OFF_RATIO = (0.55, 1.6)  # from the stitch's usual one


@dataclass(frozen=True)
class Plan:
    """A request with everything chosen. ``main`` is the id of the stitch that the gauge is measured in.

    ``fabric`` names the stitch pattern of the gauge where it is not plain ``main``; ``unheard`` are the options that
    the maker cannot follow.
    """

    request: Request
    size: Measurements
    weight: YarnWeight
    hook: float
    gauge: Gauge
    main: str
    words: Words
    yarn_defaulted: str = ""
    fabric: str = ""
    unheard: tuple[tuple[str, str], ...] = ()

    @cached_property
    def notation(self) -> Notation:
        """Writes lines under the names asked for."""
        return Notation(self.request.stitch_terms)

    @property
    def level(self) -> Level:
        """The level asked for."""
        return self.request.level

    @property
    def width(self) -> float:
        """Width of one stitch, in cm."""
        return self.gauge.stitch_width

    @property
    def unit_height(self) -> float:
        """Height of a single crochet of this fabric, in cm: other stitches are multiples of it."""
        return self.gauge.row_height / stitch(self.main).height

    @property
    def size_word(self) -> str:
        """The size as it is said."""
        return spoken(self.size.label, self.request.language)

    @property
    def size_phrase(self) -> str:
        """The size as a title says it: "taille adulte", "petite taille", "size M"."""
        return phrase(self.size.label, self.request.language)

    @property
    def is_for_small_ones(self) -> bool:
        """Whether it is for a child under 3, who may swallow small parts."""
        words = (self.size.label, plain(self.request.size))
        ages = (age_in_months(word) for word in words)
        return bool({"baby", "premature"} & {*words}) or any(age is not None and age <= 36 for age in ages)

    def stitches(self, length: float, multiple: int = 1, plus: int = 0) -> int:
        """So many cm in stitches: the nearest ``multiple`` times n, and ``plus``."""
        return max(multiple * round((length / self.width - plus) / multiple), multiple) + plus

    def rows(self, length: float) -> int:
        """So many cm in lines of the main stitch, at least one."""
        return max(1, round(length / self.gauge.row_height))

    def in_fabric(self, name: str, row: float) -> "Plan":
        """The same in a stitch pattern whose rows are ``row`` single crochet high; a gauge that was given stays."""
        if self.request.gauge is not None:
            return replace(self, fabric=name)
        rows = self.gauge.rows * stitch(self.main).height / row
        return replace(self, gauge=Gauge(self.gauge.stitches, round(rows * 2) / 2), fabric=name)


def plan(
    request: Request,
    mains: tuple[str, ...],
    table: Table,
    options: tuple[Known, ...] = (),
    highest: float = math.inf,
) -> Plan:
    """Choose what the request leaves open.

    ``mains``: the stitches that the maker can work in, its favourite first; ``options``: those that it follows;
    ``highest``: cm that a row may have, else thick yarn leaves too few of them for crown, sides and brim.

    Raises:
        CannotMake: ``gauge_impossible`` (values: stitches, rows), ``gauge_not_of_stitch`` (stitches, rows, stitch),
            ``gauge_not_of_yarn`` (stitches, usual, weight), and what :func:`resolve` refuses.
    """
    size = resolve(request)
    _refuse_impossible(request.gauge)
    weight, unknown = _weight(request)
    main = _main(request, weight, mains, highest)
    _refuse_other_stitch(request, main)
    usual = _usual_gauge(request.type, weight, main)
    gauge = _as_written(request.gauge or usual)
    _refuse_other_yarn(gauge, usual.stitches, weight)
    return Plan(
        request=request,
        size=size,
        weight=weight,
        hook=weight.toy_hook if request.type is PatternType.AMIGURUMI else weight.hook,
        gauge=gauge,
        main=main,
        words=Words(request.language, table, terms=request.stitch_terms),
        yarn_defaulted=unknown,
        unheard=unheard(request.options, (*OF_SIZE[request.type], *options)),
    )


def _weight(request: Request) -> tuple[YarnWeight, str]:
    """The yarn asked for, or the one that the gauge suggests, or the type's favourite; and a word not known."""
    asked = request.yarn_weight or text_of(request.options.get("yarn_weight"))
    if asked and (found := yarns.find(asked)):
        return found, ""
    if request.gauge:
        nearest = yarns.nearest_for_toys if request.type is PatternType.AMIGURUMI else yarns.nearest
        return nearest(request.gauge.stitches), asked
    favourite = "dk" if request.type is PatternType.AMIGURUMI or _is_for_small_ones(request) else "worsted"
    return yarns.by_key(favourite), asked


def _is_for_small_ones(request: Request) -> bool:
    label = resolve(request).label
    return label in ("baby", "premature") or (label[0].isdigit() and label.endswith(("m", "y")))


def _main(request: Request, weight: YarnWeight, mains: tuple[str, ...], highest: float) -> str:
    """The stitch of the gauge that was measured, else the favourite whose rows are not too high."""
    gauge = request.gauge
    if gauge is None:
        low = (id for id in mains if _usual_gauge(request.type, weight, id).row_height <= highest)
        return next(low, min(mains, key=lambda id: stitch(id).height))
    ratio = gauge.rows / gauge.stitches
    return min(mains, key=lambda id: abs(_RATIOS[id] - ratio))


def _usual_gauge(type: PatternType, weight: YarnWeight, main: str) -> Gauge:
    if type is PatternType.AMIGURUMI:
        return weight.toy_gauge
    rows = weight.gauge.rows / stitch(main).height
    return Gauge(weight.gauge.stitches, round(rows * 2) / 2)


def _as_written(gauge: Gauge) -> Gauge:
    """To the hundredth: what is written is what is worked with."""
    return Gauge(round(gauge.stitches, 2), round(gauge.rows, 2))


def _refuse_impossible(gauge: Gauge | None) -> None:
    """Refuse what no hook and yarn give."""
    if gauge is None:
        return
    least, most = _STITCHES_MADE
    flat, tall = _RATIOS_MADE
    if least <= gauge.stitches <= most and flat <= gauge.rows / gauge.stitches <= tall:
        return
    shown = {"stitches": f"{gauge.stitches:g}", "rows": f"{gauge.rows:g}"}
    english = f"cannot crochet a gauge of {shown['stitches']} x {shown['rows']}: no hook and yarn give it"
    raise CannotMake("gauge_impossible", english, **shown)


def _refuse_other_stitch(request: Request, main: str) -> None:
    """Refuse a gauge that the only stitches fit for the thing do not have: a toy is single crochet, not lace."""
    gauge = request.gauge
    if gauge is None:
        return
    least, most = (factor * _RATIOS[main] for factor in _OFF_RATIO)
    if least <= gauge.rows / gauge.stitches <= most:
        return
    name = stitch(main).name(request.stitch_terms)
    shown = {"stitches": f"{gauge.stitches:g}", "rows": f"{gauge.rows:g}", "stitch": name}
    english = "cannot work this in {stitch} at {stitches} x {rows}: rows and stitches do not go together".format(
        **shown
    )
    raise CannotMake("gauge_not_of_stitch", english, **shown)


def _refuse_other_yarn(gauge: Gauge, usual: float, weight: YarnWeight) -> None:
    """Refuse a gauge that is half or double what the yarn gives."""
    if usual / 2 <= gauge.stitches <= usual * 2:
        return
    shown = {"stitches": f"{gauge.stitches:g}", "usual": f"{usual:g}", "weight": weight.english}
    english = "cannot crochet {stitches} stitches in 10 cm of {weight}: usual are {usual}".format(**shown)
    raise CannotMake("gauge_not_of_yarn", english, **shown)
