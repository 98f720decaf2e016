"""What the options of a wish mean: choices by their words, French or English, in whatever form they were sent.

A site's forms send an option under a key of their own, as text, number or list. An :class:`Option` names the keys
and the words that it understands; what no option of a maker understands is told in the pattern (:func:`unheard`).

>>> fit = Option("fit|coupe", {"slouchy": "slouchy|tombant", "fitted": "fitted|ajuste"})
>>> pick({"coupe": "Bonnet tombant"}, fit), pick({"fit": ["fitted"]}, fit), unheard({"fit": "1950"}, (fit,))
('slouchy', 'fitted', (('fit', '1950'),))
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from patrond.crochet.sizing.size_words import bare, number

Options = Mapping[str, object]

# Read elsewhere, or no choice of the piece.
_ELSEWHERE = frozenset({"terms", "yarn_weight", "language", "level", "size", "type"})
_NO_CHOICE = frozenset({"", "any", "auto", "default", "defaut"})
_NO = "no|non|false|0|off|sans|without|aucun|aucune|none|pas"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen.

    ``keys`` are its own, parted by bars; ``choices`` the words, parted by bars, that mean each choice. Under
    ``shared`` keys ("style") several options look for their words, and leave what they do not know to others.
    ``between`` accepts a number too, in cm.
    """

    keys: str
    choices: Mapping[str, str] = field(default_factory=dict)
    shared: str = ""
    between: tuple[float, float] | None = None

    def read(self, key: str, value: object) -> str:
        """What a value under a key means to this option: a choice, or a number; empty where nothing."""
        own = _is_among(key, self.keys)
        if not own and not _is_among(key, self.shared):
            return ""
        text = bare(text_of(value))
        for choice, words in self.choices.items():
            if _names(text, words):
                return choice
        if own and self.between is not None and (size := number(text)) is not None:
            least, most = self.between
            return f"{size:g}" if least <= size <= most else ""
        return ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A thing that is wanted or not. Under its own keys any word but a no means yes; elsewhere only its ``words``."""

    keys: str
    words: str
    shared: str = ""

    def read(self, key: str, value: object) -> str:
        """``yes``, ``no``, or empty where the value says nothing about it."""
        text = bare(text_of(value))
        own = _is_among(key, self.keys) and text not in _NO_CHOICE
        if not own and not (_is_among(key, self.shared) and _names(text, self.words)):
            return ""
        return "no" if _names(text, _NO) else "yes"


@dataclass(frozen=True, slots=True)
class Naming:
    """Things that are named freely, under every key that holds one of the ``words`` ("main_color" holds "color")."""

    words: str

    def read(self, key: str, value: object) -> str:
        """The text; empty under other keys."""
        return text_of(value) if any(word in key for word in self.words.split("|")) else ""


Known = Option | Flag | Naming


def pick(options: Options, option: Known) -> str:
    """What was chosen: a choice, or a number as text; empty where nothing was, or nothing that is known."""
    return next(every(options, option), "")


def wants(options: Options, flag: Flag, *, usually: bool = False) -> bool:
    """Whether a thing is wanted; ``usually`` where nobody says."""
    said = pick(options, flag)
    return said == "yes" if said else usually


def unheard(options: Options, known: Iterable[Known]) -> tuple[tuple[str, str], ...]:
    """The options that none of ``known`` understands, as key and text."""
    readers = tuple(known)
    return tuple(
        (key, text)
        for key, value in options.items()
        if _key(key) not in _ELSEWHERE
        and (words := bare(text := text_of(value))) not in _NO_CHOICE
        and not _is_among(words, _NO)
        and not any(reader.read(_key(key), value) for reader in readers)
    )


def every(options: Options, known: Known) -> Iterator[str]:
    """All that the options say of it, in their order."""
    return (said for key, value in options.items() if (said := known.read(_key(key), value)))


def text_of(value: object) -> str:
    """A value in words: the parts of a list with commas between, numbers without needless zeros, yes for true.

    >>> text_of(["bleu", 3, None]), text_of(12.0), text_of(True), text_of({"value": "rayures"})
    ('bleu, 3', '12', 'yes', 'rayures')
    """
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return " ".join(value.split())
        case int() | float():
            return f"{value:g}"
        case Mapping():
            inner = value.get("value")
            return "" if isinstance(inner, Mapping) else text_of(inner)
        case list() | tuple():
            return ", ".join(text for part in value if isinstance(part, str | int | float) and (text := text_of(part)))
    return ""


def _key(key: str) -> str:
    return bare(key).replace(" ", "_")


def _is_among(key: str, keys: str) -> bool:
    return key in keys.split("|")


def _names(text: str, words: str) -> bool:
    """Whether a text holds one of the words, parted by bars; a word may be several."""
    padded = f" {text} "
    return any(f" {word} " in padded for word in words.split("|"))
