"""How high a piece is when a line ends that says so: "répéter le rang 2 jusqu'à 150 cm", "until it measures 60 in"."""

import re

_UNTIL = re.compile(
    r"(?:jusqu|until|till|mesur|measur)[^.;]{0,80}?(\d+(?:[.,]\d+)?)\s*(cm|mm|in(?:ch(?:es)?)?\b|pouces?|[\"”″])",
    re.IGNORECASE,
)
_CM = {"c": 1.0, "m": 0.1}
_INCH = 2.54


def height_said(text: str) -> float | None:
    """The height in cm at which the line ends; None where it says none.

    >>> height_said("répéter le rang 2 jusqu'à ce que l'ouvrage mesure 150 cm"), height_said("repeat row 2")
    (150.0, None)
    """
    found = _UNTIL.search(text)
    if found is None:
        return None
    return float(found[1].replace(",", ".")) * _CM.get(found[2][0].lower(), _INCH)
