"""A value as somebody gave it, and where: what the layers of settings are made of before they are judged."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Given:
    """One value and its origin, worded to stand in brackets: ``line 12``, ``from DB_HOST``, ``given as an option``.

    ``text`` is the value as it was written where that says more than its repr (YAML reads ``no`` as False).
    """

    value: object
    origin: str
    text: str | None = None


Layer = dict[str, Given]
"""Values by dotted path: ``{"workers.count": Given(3, "line 12")}``."""


def nested(layer: Layer) -> dict[str, object]:
    """The layer as the model reads it: sections inside a mapping."""
    tree: dict[str, object] = {}
    for path, given in layer.items():
        section, dot, key = path.partition(".")
        if not dot:
            tree[section] = given.value
            continue
        inner = tree.setdefault(section, {})
        if isinstance(inner, dict):
            inner[key] = given.value
    return tree
