"""The looks of a picture that stands alone: its classes in ink on paper, by day and by night.

On a page the page's own style sheet says the same (``templates/static/style.css``): there no style may stand within.
"""

_DAY = {
    "paper": "#fffdfa", "ink": "#2b2320", "muted": "#6a5c53", "line": "#b9a690", "grid": "#e5d9ca",
    "fabric": "#ecdcc3", "faint": "#f8f3ea", "inside": "#d6c1a0", "bad": "#9e2b25", "soft": "#f6d3cd",
}  # fmt: skip
_NIGHT = {
    "paper": "#241f1b", "ink": "#f0e7dd", "muted": "#b5a698", "line": "#7d6e61", "grid": "#3b332c",
    "fabric": "#57483a", "faint": "#2f2822", "inside": "#3a2f25", "bad": "#f49d95", "soft": "#5d2c27",
}  # fmt: skip

_RULES = """
.pc-fabric{fill:%(fabric)s}
.pc-faint{fill:%(faint)s;stroke:%(line)s;stroke-dasharray:3 3}
.pc-faulty{fill:%(soft)s;stroke:%(bad)s}
.pc-inside{fill:%(inside)s;stroke:%(muted)s}
.pc-round{stroke:%(line)s;stroke-width:.7}
.pc-edge{stroke:%(muted)s;stroke-width:1.3}
.pc-dim,.pc-bar{stroke:%(muted)s;stroke-width:.9}
.pc-lead,.pc-grid{stroke:%(grid)s}
.pc-mark{fill:%(paper)s;stroke:%(bad)s;stroke-width:1.5}
.pc-cross,.pc-ring{stroke:%(bad)s;stroke-width:1.8}
.pc-ring{fill:%(paper)s}
.pc-wire{stroke:%(bad)s;stroke-dasharray:2 2}
.pc-area{fill:%(fabric)s}
.pc-curve{stroke:%(muted)s;stroke-width:1.3}
.pc-name,.pc-text,.pc-title{fill:%(ink)s}
.pc-small,.pc-note{fill:%(muted)s}
.pc-bad,.pc-wrong{fill:%(bad)s}
.pc-paper{fill:%(paper)s}
"""

_SHAPES = """
path{fill:none;stroke-linejoin:round;stroke-linecap:round}
text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;font-size:12px}
.pc-name{font-size:13px;font-weight:600}
.pc-small{font-size:11px}
.pc-bad{font-weight:600}
.pc-title{font-size:19px;font-weight:600}
"""

CLASSES = frozenset(name for line in (_RULES + _SHAPES).splitlines() if line.startswith(".")
                    for name in line.partition("{")[0].replace(".", "").split(","))  # fmt: skip
"""Every class that a picture may use."""


def style_sheet() -> str:
    """The rules for a file of its own."""
    night = (_RULES % _NIGHT).replace("\n", "")
    return f"{_SHAPES}{_RULES % _DAY}@media (prefers-color-scheme:dark){{{night}}}\n"
