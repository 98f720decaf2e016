"""The words of a size, as people write them: ages, letters, centimetres, French or English. No charts here."""

import re
import unicodedata

from patrond.crochet.pattern import Language

_WORDS = {
    "adulte": "adult",
    "adultes": "adult",
    "adults": "adult",
    "femme": "woman",
    "women": "woman",
    "homme": "man",
    "men": "man",
    "ado": "teen",
    "adolescent": "teen",
    "teenager": "teen",
    "enfant": "child",
    "enfants": "child",
    "children": "child",
    "kid": "child",
    "kids": "child",
    "bebe": "baby",
    "bebes": "baby",
    "babies": "baby",
    "premature": "premature",
    "preemie": "premature",
    "naissance": "0-3m",
    "nouveau-ne": "0-3m",
    "newborn": "0-3m",
    "petit": "small",
    "petite": "small",
    "moyen": "medium",
    "moyenne": "medium",
    "grand": "large",
    "grande": "large",
    "court": "short",
    "courte": "short",
    "longue": "long",
}
_LETTERS = {"xs": "XS", "s": "S", "m": "M", "l": "L", "xl": "XL", "small": "S", "medium": "M", "large": "L"}
# French says them of "la taille".
_SPOKEN = {
    "adult": ("adulte", "adult"),
    "woman": ("femme", "woman"),
    "man": ("homme", "man"),
    "teen": ("ado", "teen"),
    "child": ("enfant", "child"),
    "baby": ("bébé", "baby"),
    "premature": ("prématuré", "premature"),
    "0-3m": ("naissance", "newborn"),
    "small": ("petite", "small"),
    "medium": ("moyenne", "medium"),
    "large": ("grande", "large"),
    "short": ("courte", "short"),
    "long": ("longue", "long"),
}
_MOST_SHOWN = 30
_MONTHS = re.compile(r"^(\d{1,2})(?:\s*(?:-|a|to)\s*(\d{1,2}))?\s*(?:m|mo|mois|month|months)$")
_YEARS = re.compile(r"^(\d{1,2})(?:\s*(?:-|/|a|to)\s*(\d{1,2}))?\s*(?:a|an|ans|y|yr|yrs|year|years|t)(?: old)?$")
_MANY_X = re.compile(r"^(?:(\d)\s*xl?|(x{2,6})l?)$")
_CM = re.compile(r"^(\d{1,3}(?:[.,]\d)?)\s*cm$")
_DIMENSIONS = re.compile(r"^(\d{1,3})\s*[x×]\s*(\d{1,3})(?:\s*[x×]\s*(\d{1,2}))?\s*(?:cm)?$")


def plain(word: str) -> str:
    """Lower case, no accents, single spaces; the English word where there are two."""
    text = " ".join(_unaccented(word).replace("_", " ").replace("–", "-").split()).strip(" .")
    text = text.removeprefix("taille ").removeprefix("size ")
    return _WORDS.get(text, text)


def bare(text: str) -> str:
    """The words and numbers of a text in lower case, without accents, with single spaces between.

    >>> bare("Demi-saison, TOMBANT (12,5 cm)")
    'demi saison tombant 12,5 cm'
    """
    letters = _unaccented(text)
    kept = [sign if sign.isalnum() or _is_in_number(letters, at) else " " for at, sign in enumerate(letters)]
    return " ".join("".join(kept).split())


def _is_in_number(text: str, at: int) -> bool:
    return text[at] in ".," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _unaccented(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)).lower()


def shown(word: str) -> str:
    """A user's word, fit to be shown: letters, digits and a few signs, capped; a question mark where none is left.

    >>> shown("<b>très</b> grand"), shown(":")
    ('b très b grand', '?')
    """
    kept = "".join(c if c.isalnum() or c in " -.,'" else " " for c in word)
    return " ".join(kept.split())[:_MOST_SHOWN].rstrip() or "?"


def age_in_months(word: str) -> int | None:
    """An age in months: the upper end of a range, since clothes are grown into."""
    if match := _MONTHS.match(word):
        return int(match[2] or match[1])
    if match := _YEARS.match(word):
        return 12 * int(match[2] or match[1])
    return None


def centimetres(word: str) -> float | None:
    """A length that names its unit: "30cm"."""
    match = _CM.match(word)
    return float(match[1].replace(",", ".")) if match else None


def letter(word: str) -> str | None:
    """XS to 5X, from any of its spellings (``2XL``, ``XXL``, ``2X``)."""
    if match := _MANY_X.match(word):
        count = int(match[1]) if match[1] else len(match[2])
        return "XL" if count == 1 else f"{count}X"
    return _LETTERS.get(word)


def number(word: str) -> float | None:
    """A length, with its unit or without."""
    match = re.match(r"^(\d{1,3}(?:[.,]\d+)?)(?:\s*cm)?$", word.strip().lower())
    return float(match[1].replace(",", ".")) if match else None


def dimensions(word: str) -> tuple[float, float, float] | None:
    """Two or three lengths: "36x39x6 cm"; the third is 0 where it is missing."""
    match = _DIMENSIONS.match(word)
    return (float(match[1]), float(match[2]), float(match[3] or 0)) if match else None


def spoken(label: str, language: Language) -> str:
    """The label as people say it, in a form that is read back as the same size.

    >>> spoken("6-12m", Language.FR), spoken("4y", Language.EN), spoken("20cm", Language.FR)
    ('6-12 mois', '4 years', '20 cm')
    """
    fr = language is Language.FR
    if label in _SPOKEN:
        return _SPOKEN[label][0 if fr else 1]
    if label.endswith("cm"):
        return f"{label[:-2]} cm"
    if label[0].isdigit() and label.endswith("m"):
        return f"{label[:-1]} {'mois' if fr else 'months'}"
    if label[0].isdigit() and label.endswith("y"):
        return f"{label[:-1]} {'ans' if fr else 'years'}"
    return label


_BEFORE_TAILLE = frozenset({"small", "large"})  # French adjectives that stand before their noun


def phrase(label: str, language: Language) -> str:
    """The size as a title says it.

    >>> phrase("adult", Language.FR), phrase("small", Language.FR), phrase("M", Language.EN)
    ('taille adulte', 'petite taille', 'size M')
    """
    word = spoken(label, language)
    if language is Language.EN:
        return f"size {word}"
    return f"{word} taille" if label in _BEFORE_TAILLE else f"taille {word}"


def retold(text: str, language: Language) -> str | None:
    """A size that was spoken, or the phrase of a title, in the other language; None where it is no size.

    >>> retold("petite taille", Language.EN), retold("6-12 months", Language.FR), retold("rayé", Language.EN)
    ('size small', '6-12 mois', None)
    """
    word = text.removeprefix("taille ").removeprefix("size ")
    label = _SAID.get(word.removesuffix(" taille"))
    if label is None and (age := _AGE.fullmatch(word)) is not None:
        label = f"{age[1]}{'m' if age[2].startswith('m') else 'y'}"
    if label is None:
        if word == text or not _ONE_SIZE.fullmatch(word):
            return None
        return f"{'taille' if language is Language.FR else 'size'} {word}"
    word = word.removesuffix(" taille")
    return spoken(label, language) if word == text else phrase(label, language)


_ONE_SIZE = re.compile(r"\w[\w.]*(?: cm)?")
_AGE = re.compile(r"(\d+(?:-\d+)?) (mois|months|ans|years)")
_SAID = {word: label for label, words in _SPOKEN.items() for word in words}
