"""One spelling for the many signs of one thing: spaces, quotes, dashes, fractions, times signs, Markdown marks.

The length of the text may change, its lines may not: findings point at lines of the input.

>>> clean_line("**Tour\\u00a03 :** *3 ms, aug* ×6 …")
'Tour 3 : *3 ms, aug* x6 ...'
"""

import re
import unicodedata
from collections.abc import Callable

# Before NFKC, which would turn "3½" into "31⁄2" and "…" into "..." in the middle of a word.
_SIGNS = {
    "×": "x",
    "✕": "x",
    "✖": "x",
    "⨯": "x",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "´": "'",
    "`": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
    "‑": "-",
    "−": "-",
    "→": "=",
    "⇒": "=",
    "•": "-",
    "▸": "-",
    "►": "-",
    "▶": "-",
    "➤": "-",
    "∗": "*",
    "＊": "*",
    "✻": "*",
    "★": "*",
    "☆": "*",
    "œ": "oe",
    "ı": "i",  # of a Turkish keyboard: "ınc"
    "İ": "I",
    "в": " in ",  # what a translation from Russian leaves behind: "6 scв MR"
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\ufeff": " ",
    "\u200b": "",
    "\u00ad": "",
    "\t": " ",
}
# Letters of other alphabets that look like ours: translated patterns mix them into every word.
_LOOKALIKES = (
    ("АВЕЅІЈКМНОРСТУХавеѕіјкмнорстухԁ", "ABESIJKMHOPCTYXabesijkmhopctyxd"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανικορτυχ", "ABEZHIKMNOPTYXavikoptux"),
)
for _theirs, _ours in _LOOKALIKES:
    for _their, _our in zip(_theirs, _ours, strict=True):
        _SIGNS.setdefault(_their, _our)
_SIGN = re.compile(f"[{''.join(_SIGNS)}]")
_HALF = "½"
_LONGEST_WORD = 40  # longer ones are no words, and are not kept
_MOST_WORDS = 8192
# "(sc, dec)*6": a star between a closed group and a number multiplies. Not in "9) *2 ms, dim* x6": it opens a repeat.
_COUNT_IN_ITALICS = re.compile(r"\*([(\[] ?=? ?\d+[^()\[\],*]*[)\]])\*$")  # "… *(18 ms)*"
_DASHED_IN_ITALICS = re.compile(r"(?<=[-.:=] )\*(\d+ [^\W\d_]{1,12}\.?)\*$")  # "… - *18 sts*"
_LEADERS = re.compile(r" ?\.{3,} ?(?=\d+(?: [^\W\d_]{1,12})?$)")  # "(sc, inc) x 8 ..... 24"
_LONGEST_LEADER = 60
_UNDERSCORE = re.compile(r"(?<!\w)_|_(?!\w)")
_TIMES = re.compile(r"([)\]]) ?\* ?(\d+)(?!\d| ?[^\W\d_])")
_ARROW = re.compile(r" ?(?:-|=)+> ?")
_TIMES_ALONE = re.compile(r"([)\]]) ?\* ?(\d)")


# "18-sts", "6-inc"; in "sc 6-inc" the six belong to the sc.
_GLUED = re.compile(r"(?<=\d)-(?=(?:sts?|stitch|stitches)\b)|(?<![^\W\d_] )(?<=\d)-(?=(?:inc|dec)\b)")
# "la m. suivante", "1 br. dans chaque m. air, 3 br., fermer": no sentence ends here.
_SHORT_STITCH = re.compile(r"\b(m)\. ?(?=suiv|préc|ens\b|restant)|\b(br|m)\.(?: (?!ch\b)(?=[a-zà-ÿ]{2})|(?=[,;)]))")


def clean_line(line: str) -> str:
    """The line in one spelling, rid of Markdown emphasis; stars that mark a repeat stay."""
    if not line.isascii():
        line = _clean_signs(line)
    if "\\" in line:
        line = line.replace("\\*", "*").replace("\\[", "[").replace("\\]", "]").replace("\\-", "-")
    starred = "*" in line  # most lines bear no mark: one look tells it of several
    if starred:
        line = line.replace("**", " ")
    if "_" in line:
        line = _UNDERSCORE.sub(" ", line.replace("__", " "))
    if "\t" in line:
        line = line.replace("\t", " ")
    if "  " in line:
        line = " ".join(line.split())
    if starred and line.endswith("*"):
        line = (_COUNT_IN_ITALICS if line.endswith((")*", "]*")) else _DASHED_IN_ITALICS).sub(r"\1", line)
    if "..." in line[-_LONGEST_LEADER:]:
        line = line[:-_LONGEST_LEADER] + _LEADERS.sub(" = ", line[-_LONGEST_LEADER:])
    if starred and (")*" in line or "]*" in line or ") *" in line or "] *" in line):
        line = (_TIMES_ALONE if line.count("*") == 1 else _TIMES).sub(r"\1 x\2", line)
    if ">" in line:
        line = _ARROW.sub(" = ", line)
    if "-" in line and ("-st" in line or "-inc" in line or "-dec" in line):
        line = _GLUED.sub(" ", line)
    if "m." in line or "br." in line:
        line = _SHORT_STITCH.sub(lambda short: f"{short[1] or short[2]} ", line)
    line = line.strip()
    # Emphasis that was taken off leaves a gap where it stood.
    return line.replace("( ", "(").replace(" )", ")") if "( " in line or " )" in line else line


def _clean_signs(line: str) -> str:
    line = _SIGN.sub(lambda sign: _SIGNS[sign[0]], line)
    if _HALF not in line:
        return unicodedata.normalize("NFKC", line)
    parts: list[str] = []
    for index, part in enumerate(line.split(_HALF)):
        if index:
            # "3½ mm" is 3.5 mm; "½ br" is a demi-bride and stays.
            parts.append(".5" if parts[-1][-1:].isdigit() else _HALF)
        parts.append(unicodedata.normalize("NFKC", part))
    return "".join(parts)


class _Folded(dict[str, str]):
    """Each word folded once: a craft has few words, and they come again and again."""

    def __missing__(self, word: str) -> str:
        if len(word) > _LONGEST_WORD:
            return word.lower()
        if len(self) >= _MOST_WORDS:
            self.clear()
        return self.setdefault(word, _bare(word))


_FOLDED = _Folded()
fold: Callable[[str], str] = _FOLDED.__getitem__
"""The word without case, accents and plural: what the vocabulary is looked up by.

>>> fold("Mailles"), fold("Répéter"), fold("ms"), fold("stitches")
('maille', 'repeter', 'ms', 'stitch')
"""


def _bare(word: str) -> str:
    word = word.lower()
    if not word.isascii():
        decomposed = unicodedata.normalize("NFD", word)
        word = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-2] if word.endswith(("ches", "shes")) else word[:-1]
    return word[:-1] if word.endswith("eaux") else word


def words(text: str) -> frozenset[str]:
    """A set of words written as one text, parted by bars: a table of words reads better so than as a list.

    >>> sorted(words("tour|rang"))
    ['rang', 'tour']
    """
    return frozenset(text.split("|"))
