"""Whether a line of the input is the rest of the one above it, a remark about it, or another round without a head."""

from dataclasses import dataclass, field

from patrond.crochet.grammar.lines import LONGEST, read_line
from patrond.crochet.grammar.split import split_count
from patrond.crochet.grammar.steps import Repeat, Work
from patrond.crochet.grammar.tokens import Lexicon


@dataclass(slots=True)
class OpenLine:
    """A line that is still being read: it may go on below.

    ``text`` is its end, and all of it as long as it can be read at all: a line that nothing ends is not copied for
    each line of the input that goes on with it.
    """

    label: str
    text: str
    at: int
    after_work: bool = False
    listed: bool = False  # its body is a list below its head
    _before: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """The line goes on with ``text``."""
        self.text = f"{self.text} {text}".rstrip() if self.text else text
        if len(self.text) > 2 * LONGEST:
            end = len(self.text) - LONGEST - 1
            self._before.append(self.text[:end])
            self.text = self.text[end:]

    @property
    def whole(self) -> str:
        """All of its text."""
        return "".join((*self._before, self.text))


def goes_on(before: str, text: str, lexicon: Lexicon) -> bool:
    """Whether ``text`` is the wrapped rest of the round ``before``.

    >>> from patrond.crochet.pattern import Terms
    >>> goes_on("*1 sc, inc; rep from", "* around (18)", Lexicon.of(Terms.US))
    True
    >>> goes_on("*1 sc, inc* x 6 (18)", "insert the eyes 6 sc apart", Lexicon.of(Terms.US))
    False
    """
    if _is_remark(text, lexicon) or begins_anew(before, text, lexicon):
        return False
    if before[-1] in ")]" and _counts(before, lexicon) and (text[0].islower() or not _works(text, lexicon)):
        return False  # "… (24)", and below it "insert the eyes" or "(the crown measures 6 in)"
    if before[-1] in ",;:+(*" or text[0] in "*([,;)+" or text[0].islower():
        return True
    return text[0].isdigit() and before[-1] not in ".])!"


def begins_anew(before: str, text: str, lexicon: Lexicon) -> bool:
    """Whether ``text`` is a round of its own below one that has its count: "6 sc in MR (6)", and "*inc* x6 (12)"."""
    if before[-1:] not in _CLOSED or text[-1:] not in _CLOSED:
        return False
    return split_count(before)[1] is not None and split_count(text)[1] is not None and _works(text, lexicon)


_CLOSED = (")", "]")


def _counts(text: str, lexicon: Lexicon) -> bool:
    return split_count(text)[1] is not None or bool(read_line(text, lexicon).counts)


def _works(text: str, lexicon: Lexicon) -> bool:
    return any(isinstance(step, (Work, Repeat)) for step in read_line(text, lexicon).steps)


def _is_remark(text: str, lexicon: Lexicon) -> bool:
    """A sentence in italics or parentheses that works no stitch: "*Placez les yeux entre les tours 7 et 8.*"."""
    if text[0] + text[-1] not in ("**", "()") or not text[1:2].isupper():
        return False
    return not _works(text[1:-1], lexicon)
