"""The smallest correction of a fault in a line: one number, found by trying, and tried by following the line.

A hint is given only where the corrected line is verified. Where several corrections would do, the one that the next
line can be worked on comes first, then the smaller one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from patrond.crochet.effort import AGAIN, Exhausted, read
from patrond.crochet.findings import Finding, Hint, LineVerdict
from patrond.crochet.following.below import Fit
from patrond.crochet.following.evaluate import follow
from patrond.crochet.following.fit import fitted
from patrond.crochet.following.tally import Tally
from patrond.crochet.following.turning import ruled
from patrond.crochet.following.walk import FollowedLine, FollowedPiece
from patrond.crochet.grammar.lines import read_line
from patrond.crochet.grammar.normalise import clean_line
from patrond.crochet.grammar.steps import Foundation
from patrond.crochet.pattern import Line
from patrond.crochet.study import Study

_MOST_HINTS = 12  # of one pattern: a text full of faults is not mended number by number
_MOST_LINES = 400  # of a piece that is followed again
_MOST_NUMBERS = 12  # of a line
_LONGEST = 200  # characters of a line that is quoted whole
_PLAIN, _TWO = 2, 3
_STEPS = (-1, 1, -2, 2, -3, 3)
# A number that may be wrong: no ordinal ("dans la 2e ml"), no decimal ("3,5 mm").
_NUMBER = re.compile(r"(?<![\d.,])\d{1,4}(?!\d|[.,]\d|(?:e|er|re|è?me|eme|nd|rd|th|st)\b)")


_Tried = tuple[bool, int, int, int, Hint]  # does the next line suffer; rank, size and order of the change; its hint


@dataclass(frozen=True, slots=True)
class _Change:
    """The line at ``at`` becomes ``line``: one number of it is changed, by ``size``; ``hint`` says so.

    ``rank``: the likelier first; ``_TWO``: a number and the count that follows from it are changed.
    """

    at: int
    line: Line
    hint: Hint
    size: int
    rank: int = 0


class Hints:
    """Looks for the corrections of a study's faults."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self._left = _MOST_HINTS
        self.effort = study.spare()  # of all trials; what is looked for when it is spent is not found
        self.chain_alone = False  # of the last hint: only another chain mends the line, and suits the next one
        self._borne_out: list[Hint] = []  # of the last finding's: the next line is verified with that change

    def of(self, piece: int, index: int, finding: Finding) -> Hint | None:
        """The hint for a finding about line ``index`` of piece ``piece``; None where no one number mends it."""
        self.chain_alone = False
        changes = _CHANGES.get(finding.code)
        followed = self.study.pieces[piece]
        if changes is None or self.study.sizes > 1 or self._left <= 0 or len(followed.lines) > _MOST_LINES:
            return None
        self._left -= 1
        self._borne_out.clear()
        try:
            tried = [
                (next_suffers, change.rank, change.size, order, change.hint)
                for order, change in enumerate(changes(self, followed, index, finding))
                if (next_suffers := self._tried(piece, index, change)) is not None
            ]
        except Exhausted:
            return None
        if not tried:
            return None
        best, *rest = sorted(tried, key=lambda each: each[:4])
        after = next(iter(followed.lines[index + 1 : index + 2]), None)
        self.chain_alone = best[4] in self._borne_out and _is_alone(best, rest)
        if best[0] and after is not None and not after.findings:
            return None  # the next line is worked on what is stated: the fault is in the work
        return _with_other(best[4], [other[4] for other in rest if other[:3] == best[:3]])

    def _tried(self, piece: int, index: int, change: _Change) -> bool | None:
        """Whether the next line suffers from the change; None where the line itself is still not as it should be."""
        whole = self.study.pieces[piece].piece
        lines = [*whole.lines[: index + 2]]
        lines[change.at] = change.line
        before = self.study.pieces[piece - 1] if piece else None
        study = self.study
        again = follow(replace(whole, lines=tuple(lines)), study.lexicon, study.rules, before, None, study.habits).lines
        self.effort.spend(AGAIN * len(again) + sum(line.effort for line in again[change.at :]))
        mended = [again[index], again[change.at]]
        if any(line.verdict is not LineVerdict.VERIFIED or line.findings for line in mended):
            return None
        after = again[index + 1] if len(again) > index + 1 else None
        if change.rank == _TWO and (after is None or after.verdict is not LineVerdict.VERIFIED):
            return None  # a guess, unless the next line bears it out
        if after is not None and after.verdict is LineVerdict.VERIFIED:
            self._borne_out.append(change.hint)
        return after is not None and bool(after.findings)


def _is_alone(best: _Tried, rest: list[_Tried]) -> bool:
    """Whether another chain mends the line and suits the next one, and nothing else does."""
    return not best[0] and best[4].kind == "chain" and all(each[0] or each[4].kind == "chain" for each in rest)


def _with_other(best: Hint, others: list[Hint]) -> Hint:
    """ "(3 ms, aug) x 6, or x 5": a second correction that does as well, where it is of the same kind."""
    other = next((hint for hint in others if hint.kind == best.kind == "line"), None)
    return Hint("either", {**best.values, "other": other.values["line"]}) if other is not None else best


def _of_count(hints: Hints, piece: FollowedPiece, index: int, finding: Finding) -> Iterator[_Change]:
    """The stated count, else a number of the line so that it makes what is stated."""
    followed, made = piece.lines[index], int(finding.expected)
    hint = Hint("count", {"count": str(made)})
    yield _Change(index, _counted(followed, made), hint, abs(made - int(finding.found)))
    yield from _in_text(hints, followed, index)
    for step in _STEPS if followed.below.chain else ():  # "… (40 V-sts)": of a row of lace
        yield from _chains(piece, index, step)


def _counted(followed: FollowedLine, count: int) -> Line:
    """The line with another stated count; its text may state it as well."""
    line, text = followed.line, followed.line.text
    for stated in followed.instructions.counts:
        before, _, after = text.rpartition(str(stated.number))
        text = f"{before}{count}{after}"
    return replace(line, count=count, text=text)


def _of_use(hints: Hints, piece: FollowedPiece, index: int, finding: Finding) -> Iterator[_Change]:
    """A number of the line so that it uses what is there."""
    if any(each.code == "E_NUMBERING" for each in piece.lines[index].findings):
        return  # a line is missing: there is the fault, not in this line
    yield from _in_text(hints, piece.lines[index], index)


def _in_text(hints: Hints, followed: FollowedLine, index: int) -> Iterator[_Change]:
    """Every number of the text changed so that the line fits the one below and makes what it states."""
    line = followed.line
    if len(line.text) > _LONGEST:
        return
    for text, number, size, made in _texts(line.text, hints, followed):
        counts = [tally.totals for tally in made]
        if line.count is None or any(line.count in totals for totals in counts):
            yield _Change(index, replace(line, text=text), Hint("line", {"line": text}), size, 1)
        elif not followed.instructions.counts and len(counts[0]) == 1:
            count = counts[0][0]
            hint = Hint("line_count", {"line": text, "count": str(count)})
            plain = number == line.count  # "12 ms [12]": the one follows from the other
            yield _Change(index, replace(line, text=text, count=count), hint, size, _PLAIN if plain else _TWO)


def _texts(text: str, hints: Hints, followed: FollowedLine) -> Iterator[tuple[str, int, int, list[Tally]]]:
    """The text with one number changed so that the line holds: that number, by how much, what is made then."""
    for match in list(_NUMBER.finditer(text))[:_MOST_NUMBERS]:
        number = int(match.group())
        for step in (*_STEPS, _solved(text, match, hints, followed)):
            if number + step < 1 or not step:
                continue
            changed = f"{text[: match.start()]}{number + step}{text[match.end() :]}"
            holding = [fit.made for fit in _read(changed, hints, followed) if fit.holds and not fit.far]
            if holding:
                yield changed, number, abs(step), holding
                break


def _solved(text: str, match: "re.Match[str]", hints: Hints, followed: FollowedLine) -> int:
    """By how much the number must change, where what is used grows evenly with it; 0 where that is not known."""
    number = int(match.group())
    used = [_use(f"{text[: match.start()]}{number + more}{text[match.end() :]}", hints, followed) for more in (0, 1)]
    if used[0] is None or used[1] is None:
        return 0
    there, each = used[0][1], used[1][0] - used[0][0]
    return (there - used[0][0]) // each if each and not (there - used[0][0]) % each else 0


def _use(text: str, hints: Hints, followed: FollowedLine) -> tuple[int, int] | None:
    found = _read(text, hints, followed)
    return (found[0].used, found[0].there) if found else None


def _read(text: str, hints: Hints, followed: FollowedLine) -> tuple[Fit, ...]:
    """The readings of another text in the line's place."""
    instructions = ruled(read_line(clean_line(text), hints.study.lexicon), tuple(hints.study.rules.items()))
    if not instructions.understood:
        hints.effort.spend(read(text))
        return ()
    found, took = fitted(instructions, followed.below)
    hints.effort.spend(read(text) + took)
    return found


def _of_chain(hints: Hints, piece: FollowedPiece, index: int, finding: Finding) -> Iterator[_Change]:
    """The chain, its stated count, or a number of the first row."""
    followed = piece.lines[index]
    if finding.variant == "count":
        yield from _of_count(hints, piece, index, finding)
        yield from _chains(piece, index, int(finding.found) - int(finding.expected))
        return
    more = int(finding.found) - int(finding.expected)
    for step in dict.fromkeys((more, *_STEPS)):
        yield from _chains(piece, index, step)
    if finding.variant == "row":
        yield from _of_count(hints, piece, index, finding)
    else:
        yield from _in_text(hints, followed, index)


def _chains(piece: FollowedPiece, index: int, step: int) -> Iterator[_Change]:
    """The foundation longer by so many chains; it stands at or before line ``index``."""
    at = begun_at(piece, index)
    if not _begins(piece.lines[at]) or not step or piece.chain + step < 1:
        return
    line = piece.lines[at].line
    match = next((match for match in _NUMBER.finditer(line.text) if int(match.group()) == piece.chain), None)
    if match is not None:
        chain = str(piece.chain + step)
        text = f"{line.text[: match.start()]}{chain}{line.text[match.end() :]}"
        stated = piece.chain + step if line.count == piece.chain and not piece.lines[at].first else line.count
        yield _Change(at, replace(line, text=text, count=stated), Hint("chain", {"chain": chain}), abs(step))


def begun_at(piece: FollowedPiece, index: int) -> int:
    """The line with the foundation that line ``index`` goes back to; ``index`` itself where there is none."""
    return next((at for at in range(index, -1, -1) if _begins(piece.lines[at])), index)


def _begins(line: FollowedLine) -> bool:
    bare = line.first == 0 and (line.traits.foundation or line.traits.hook is None)  # not "Foundation row: …"
    return bare or any(isinstance(step, Foundation) for step in line.instructions.steps)


def _of_range(hints: Hints, piece: FollowedPiece, index: int, finding: Finding) -> Iterator[_Change]:
    """A range that runs backwards is turned around; one that holds too long ends where it still holds."""
    line = piece.lines[index]
    if finding.variant == "backward":
        first, last = finding.expected, finding.found
        yield _renumbered(line, index, Hint("range", {"first": first, "last": last}), first, last)
        return
    last = str(line.first + max(int(finding.values["turn"]) - 2, 0))
    yield _renumbered(line, index, Hint("until", {"last": last}), str(line.first), last)


def _of_number(hints: Hints, piece: FollowedPiece, index: int, finding: Finding) -> Iterator[_Change]:
    """The number of the line, where the next goes on from it."""
    line, after = piece.lines[index], piece.lines[index + 1 : index + 2]
    last = int(finding.expected) + line.last - line.first
    if line.first == line.last and after and after[0].first == last + 1:
        hint = Hint("number", {"number": finding.expected})
        yield _renumbered(line, index, hint, finding.expected, finding.expected)


def _renumbered(line: FollowedLine, index: int, hint: Hint, first: str, last: str) -> _Change:
    """The label with its numbers replaced; a range keeps its two."""
    numbers = iter((first, last))
    label = re.sub(r"\d+", lambda match: next(numbers, last), line.line.label)
    return _Change(index, replace(line.line, label=label), hint, 1)


_CHANGES = {
    "E_PRODUCE": _of_count,
    "E_CONSUME": _of_use,
    "E_FOUNDATION": _of_chain,
    "E_RANGE": _of_range,
    "E_NUMBERING": _of_number,
}
