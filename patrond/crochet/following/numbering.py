"""The numbers of the lines of a piece: a gap, a number twice, a step back. Where one is astray, less is known."""

from patrond.crochet.findings import Finding
from patrond.crochet.following.lineverdict import about
from patrond.crochet.following.walk import Walk
from patrond.crochet.grammar.labels import Label
from patrond.crochet.pattern import Line, Piece

_MANY = 3  # rounds that are missing


def numbered(walk: Walk, piece: Piece, line: Line, label: Label) -> Finding | None:
    """The numbering: a gap, a number twice, a step back. A restart at 1 is a new part."""
    finding: Finding | None = None
    walk.after_gap = False
    unit_changed = label.unit is not None and walk.unit is not None and label.unit is not walk.unit
    expected = walk.number + 1
    if label.backward:
        finding = about("E_RANGE", piece, line, str(label.last), str(label.first), variant="backward")
    elif label.first == 1 and walk.number > 1:
        walk.bodies.clear()
        walk.below = walk.below._replace(loose=True)
    elif label.first > 2 and not walk.number and walk.below.options:
        walk.below = walk.below._replace(loose=True)  # rounds before it were told in words
    elif label.first != expected and _numbered_so_far(walk) and not unit_changed and not walk.open_numbering:
        variant = "gap" if label.first > expected else "order"
        walk.after_gap = variant == "gap"
        if label.first < walk.number or label.first - expected >= _MANY:
            # It goes back, and a part began that was not seen to begin; or more is missing than one slip drops.
            walk.below = walk.below._replace(loose=True)
        finding = about("E_NUMBERING", piece, line, str(expected), str(label.first), variant=variant)
    walk.open_numbering = walk.open_numbering or label.several or label.onwards
    walk.number = max(label.last, label.first)
    walk.unit = label.unit or walk.unit
    return finding


def _numbered_so_far(walk: Walk) -> bool:
    """Whether the next number is known: after a number, or after a bare chain, on which row 1 is worked."""
    return bool(walk.number or (walk.below.chain and not walk.below.options))
