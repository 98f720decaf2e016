"""The flat base that a piece in rounds stands on: a bag's, a basket's."""

from itertools import pairwise

from patrond.crochet.geometry.round_parts import Disc, Solid


def base_of(solid: Solid) -> Disc | None:
    """The flat base of what stands on one, seen from above; None for what has none."""
    if solid.stuffed or solid.starts_on_top or not solid.shut_start:
        return None
    growing = [course for course in solid.courses if course.stitches > course.below]
    number = next((at for at, course in enumerate(solid.courses) if course not in growing), len(solid.courses))
    radii = tuple(solid.outline[cut].half - solid.straight / 2 for cut in solid.cuts[1 : number + 1])
    if len(radii) < 2 or any(after <= before for before, after in pairwise(radii)):
        return None
    return Disc("", 1, solid.stitch, solid.courses[:number], True, radii, solid.straight)
