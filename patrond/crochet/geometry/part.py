"""What every part has, whichever way it is worked: a name, and lines one after the other."""

from dataclasses import dataclass

from patrond.crochet.geometry.course import Course


@dataclass(frozen=True, slots=True)
class Part:
    """A piece, made ``make`` times.

    ``stitch`` is how wide one stitch is in it; ``complete``: no line is missing, so that its whole height is known.
    """

    name: str
    make: int
    stitch: float
    courses: tuple[Course, ...]
    complete: bool

    @property
    def most(self) -> int:
        """Stitches of its widest round or row."""
        return max(course.stitches for course in self.courses)

    @property
    def rounds(self) -> int:
        """How many rounds or rows it has."""
        return sum(course.times for course in self.courses)

    @property
    def fabric(self) -> float:
        """All of them end to end, along the fabric."""
        return sum(course.tall for course in self.courses)
