"""Labels beside a figure: dimension lines, and a column of counts at the rounds where they change."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from patrond.crochet.geometry import Course
from patrond.render.picture.bands import marked
from patrond.render.picture.ink import SIZES, Canvas, box_of
from patrond.render.picture.lettering import width_of
from patrond.render.picture.pen import Pen
from patrond.render.picture.words import Words
from patrond.render.report import message

COLUMN = 16.0
"""From the fabric to the counts beside it."""
OFF = 11.0
"""From the fabric to a dimension line along it."""
_TICK = 3.5
_GAP = 5.0  # between a number and its count
_NUDGES = (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6)
_MARK = 5.0
_MOST = 10  # counts beside a figure, faulty rounds apart: more are no help


@dataclass(frozen=True, slots=True)
class Tag:
    """The count of one round: ``x``, ``y`` is where it is on the figure."""

    x: float
    y: float
    course: Course
    name: str
    count: str

    @property
    def bad(self) -> bool:
        """Whether the round is faulty."""
        return bool(self.course.faults)


def tag(words: Words, course: Course, x: float, y: float, *, rows: bool) -> Tag:
    """The label of a round at a place; a faulty one says what it really makes, too."""
    count = str(course.stated)
    if course.computed is not None:
        count += f" ≠ {course.computed}"
    return Tag(x, y, course, words.short_name(course, rows=rows), count)


def labelled(courses: Sequence[Course]) -> list[int]:
    """The rounds that are worth a label: where the count changes, the first, the last, and what is marked as faulty."""
    bad = marked(courses)
    if len({course.stitches for course in courses}) == 1:
        return bad
    ends = {0, len(courses) - 1}
    changed = {at for at, course in enumerate(courses) if course.stitches != course.below and not course.faults}
    return sorted(changed | set(bad) | {at for at in ends if not courses[at].faults})


def write_tags(canvas: Canvas, column: float, tags: Iterable[Tag]) -> None:
    """The labels in a column: faulty rounds first, moved where needed; of the others those that have room."""
    written = sorted(tags, key=lambda one: (not one.bad,))
    if not written:
        return
    beside = column + max(width_of(one.name, SIZES["small"]) for one in written) + _GAP
    good = [one for one in written if not one.bad]
    for one in written[: len(written) - len(good)]:
        _write_bad(canvas, column, beside, one)
    for one in _by_weight(good):
        _write(canvas, column, beside, one, one.y + 4)


def _by_weight(tags: Sequence[Tag]) -> list[Tag]:
    """The last and the widest before the others, of which so many stand evenly apart."""
    if not tags:
        return []
    widest = max(range(len(tags)), key=lambda at: tags[at].course.stitches)
    step = math.ceil(len(tags) / _MOST)
    order = dict.fromkeys((len(tags) - 1, widest, *range(0, len(tags), step)))
    return [tags[at] for at in order]


def _write(canvas: Canvas, column: float, beside: float, one: Tag, line: float) -> bool:
    number, count = ("wrong", "bad") if one.bad else ("small", "text")
    for x, text, kind in ((column, one.name, number), (beside, one.count, count)):
        if not canvas.has_room(box_of(x, line, text, kind)):
            return False
    canvas.draw(Pen().move(one.x + 3, one.y).lines(((column - 10, one.y), (column - 3, line - 4))), "lead")
    canvas.write(column, line, one.name, number)
    canvas.write(beside, line, one.count, count)
    return True


def _write_bad(canvas: Canvas, column: float, beside: float, one: Tag) -> None:
    for nudge in _NUDGES:
        if _write(canvas, column, beside, one, one.y + 4 + 14 * nudge):
            return


def write_tags_above(canvas: Canvas, y: float, long: float, tags: Iterable[Tag]) -> None:
    """The labels over a figure that lies along, ``long`` from the left: the faulty ones moved where needed."""
    for one in sorted(tags, key=lambda each: not each.bad):
        text, kind = f"{one.name} {one.count}", "bad" if one.bad else "text"
        half = width_of(text, SIZES[kind], bold=one.bad) / 2
        for nudge in _NUDGES if one.bad else (0,):
            x = max(min(one.x + nudge * half, long - half), half)
            if canvas.write_if_free(x, y, text, kind, "middle"):
                canvas.draw(Pen().move(one.x, one.y - 2).line(x, y + 4), "lead")
                break


def mark(canvas: Canvas, words: Words, x: float, y: float, course: Course) -> None:
    """A crossed circle on what is wrong; it tells what when it is pointed at."""
    told = words.told(course, "")
    reasons = " ".join(message(fault, words.say.language) for fault in course.faults)
    circle = Pen().move(x - _MARK, y).bow(x + _MARK, y, _MARK).bow(x - _MARK, y, -_MARK).close()
    canvas.draw(circle, "mark", f"{told}. {reasons}" if reasons else told)
    arm = _MARK / 2
    cross = Pen().move(x - arm, y - arm).line(x + arm, y + arm).move(x - arm, y + arm).line(x + arm, y - arm)
    canvas.draw(cross, "cross")


def across(canvas: Canvas, left: float, right: float, y: float, *texts: str, over: bool = False) -> None:
    """A dimension line from left to right, its texts below, or ``over`` it."""
    if not any(texts):
        return
    pen = Pen().move(left, y).line(right, y)
    for x in (left, right):
        pen.move(x, y - _TICK).line(x, y + _TICK)
    canvas.draw(pen, "dim")
    below(canvas, (left + right) / 2, y - 5 - 15 * len(texts) if over else y + 6, *texts)


def around(canvas: Canvas, left: float, right: float, y: float, sag: float, *texts: str) -> None:
    """A dimension that goes around: the front half of a circle, with barbs where it goes on behind."""
    pen = Pen().move(left, y).bow(right, y, sag)
    pen.move(left - 2.5, y + 5).line(left, y).line(left + 4, y + 3.5)
    pen.move(right - 4, y + 3.5).line(right, y).line(right + 2.5, y + 5)
    canvas.draw(pen, "dim")
    below(canvas, (left + right) / 2, y + max(sag, 4) + 4, *texts)


def below(canvas: Canvas, x: float, y: float, *texts: str) -> None:
    """Lines of text under a place, centred."""
    for text in filter(None, texts):
        y += 13
        canvas.write_if_free(x, y, text, "text", "middle")
        y += 2


def up(canvas: Canvas, x: float, top: float, bottom: float, *texts: str) -> None:
    """A dimension line from top to bottom; to its left, running upwards, all of the texts or what of them has room."""
    known = [text for text in texts if text]
    if not known:
        return
    pen = Pen().move(x, top).line(x, bottom)
    for y in (top, bottom):
        pen.move(x - _TICK, y).line(x + _TICK, y)
    canvas.draw(pen, "dim")
    whole = " · ".join(known)
    fits = width_of(whole, SIZES["text"]) <= bottom - top
    beside_line(canvas, x, (top + bottom) / 2, whole if fits else known[0])


def beside_line(canvas: Canvas, x: float, y: float, text: str) -> None:
    """A text that runs upwards, left of a line, its middle at that height."""
    canvas.write_if_free(x - 5, y, text, "text", "middle", upright=True)
