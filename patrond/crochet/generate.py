"""A correct pattern from size and gauge, without a network and without a model: the door to the makers."""

from collections.abc import Callable, Mapping

from patrond.crochet.makers import amigurumi, bag, garment, hat, scarf
from patrond.crochet.pattern import Pattern, PatternType
from patrond.crochet.request import Request

_MAKERS: Mapping[PatternType, Callable[[Request], Pattern]] = {
    PatternType.HAT: hat.make,
    PatternType.SCARF: scarf.make,
    PatternType.AMIGURUMI: amigurumi.make,
    PatternType.BAG: bag.make,
    PatternType.GARMENT: garment.make,
}


def generate(request: Request) -> Pattern:
    """A whole pattern for ``request``: the same request gives the same pattern.

    Raises:
        CannotMake: what is asked cannot be crocheted, with the reason as code and values.
    """
    return _MAKERS[request.type](request)
