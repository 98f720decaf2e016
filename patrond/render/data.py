"""A pattern as plain data, in the draft's schema (docs/crochet.md) with its type and language beside it."""

from patrond.crochet.pattern import Pattern, Piece


def to_json(pattern: Pattern) -> dict[str, object]:
    """What ``json.dumps`` writes and ``patrond.crochet.parse`` reads back as the same pattern."""
    return {
        "title": pattern.title,
        "type": pattern.type.value if pattern.type else None,
        "level": pattern.level.value if pattern.level else None,
        "language": pattern.language.value,
        "terms": pattern.terms.value,
        "yarn_weight": pattern.yarn_weight,
        "hook_size": pattern.hook_size,
        "gauge": {"stitches": pattern.gauge.stitches, "rows": pattern.gauge.rows} if pattern.gauge else None,
        "finished_size": pattern.finished_size,
        "yarn": [{"colour": yarn.colour, "metres": yarn.metres, "grams": yarn.grams} for yarn in pattern.yarn],
        "estimated_time": pattern.estimated_time,
        "materials": list(pattern.materials),
        "abbreviations": [
            {"abbreviation": entry.abbreviation, "meaning": entry.meaning} for entry in pattern.abbreviations
        ],
        "pieces": [_piece(piece) for piece in pattern.pieces],
        "assembly": list(pattern.assembly),
        "special_stitches": list(pattern.special_stitches),
        "notes": list(pattern.notes),
        "tips": list(pattern.tips),
    }


def _piece(piece: Piece) -> dict[str, object]:
    return {
        "name": piece.name,
        "make": piece.make,
        "worked": piece.worked.value,
        "lines": [{"label": line.label, "text": line.text, "count": line.count} for line in piece.lines],
    }
