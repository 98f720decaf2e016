"""The colours of the page can be read: WCAG's contrast of text, in light and in dark."""

import re
from pathlib import Path

import patrond
import pytest

AA = 4.5
STYLE = (Path(patrond.__file__).parent / "templates" / "static" / "style.css").read_text()
LIGHT, DARK = (
    dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))
    for block in re.findall(r":root \{(.*?)\n *\}", STYLE, re.S)[:2]
)
STATUSES = ("pending", "processing", "completed", "failed", "idle")
PAIRS = [
    *((text, ground) for text in ("ink", "muted", "link") for ground in ("paper", "card", "sunken")),
    *((status, f"{status}-soft") for status in STATUSES),
    *(("ink", f"{status}-soft") for status in STATUSES),
    *((status, ground) for status in STATUSES for ground in ("card", "sunken")),
    ("accent", "accent-soft"),
    ("accent", "card"),
    ("accent-ink", "accent"),
    ("card", "failed"),  # the button that cancels
]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(palette: dict[str, str], text: str, ground: str) -> None:
    assert contrast(palette[text], palette[ground]) >= AA


def test_dark_gives_every_colour_anew() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_every_colour_that_is_used_is_given() -> None:
    used = set(re.findall(r"var\(--([a-z-]+)\)", STYLE)) - {"sans", "serif", "mono", "shadow"}
    assert used <= LIGHT.keys()
