"""Parts in rounds as values: a solid, seen from the side, and a disc, seen from above."""

from dataclasses import dataclass

from patrond.crochet.geometry.part import Part


@dataclass(frozen=True, slots=True)
class Point:
    """A place of an outline: ``half`` its width, ``at`` so high above the start."""

    half: float
    at: float


@dataclass(frozen=True, slots=True)
class Handle:
    """A strap of ``length`` over a ``gap`` in the rim, ``band`` high; ``number`` of them."""

    chains: int
    gap: float
    length: float
    band: float
    number: int


@dataclass(frozen=True, slots=True)
class Solid(Part):
    """A piece in rounds, seen from the side.

    ``outline`` runs from the start to the end; course ``i`` lies between the points ``cuts[i]`` and ``cuts[i + 1]``.
    ``shut_start`` and ``shut_end`` say which ends are closed, ``starts_on_top`` which way up it is looked at;
    ``stuffed``: its stitches are stretched by a filling. ``widest`` are the stitches of its widest round, straps not
    counted, ``mouth`` those around its open end (0: it has none); ``straight`` is the length of the chain in an oval.
    """

    outline: tuple[Point, ...]
    cuts: tuple[int, ...]
    shut_start: bool
    shut_end: bool
    starts_on_top: bool
    stuffed: bool
    widest: int
    mouth: int
    straight: float = 0.0
    handles: Handle | None = None

    @property
    def wide(self) -> float:
        """Its width."""
        return 2 * max(point.half for point in self.outline)

    @property
    def around(self) -> float:
        """Its widest circumference."""
        return self.widest * self.stitch

    @property
    def high(self) -> float:
        """Its height as it stands, which a dome makes less than the way along the fabric."""
        return self.outline[-1].at

    @property
    def deep(self) -> float:
        """Its depth from front to back: of an oval less than its width."""
        return self.wide - self.straight


@dataclass(frozen=True, slots=True)
class Disc(Part):
    """A piece in rounds that lies flat, seen from above: ``radii[i]`` is the outer edge of course ``i``.

    An oval is longer by ``straight``. ``square``: increases stand in four corners, and a radius is half a side.
    """

    radii: tuple[float, ...]
    straight: float = 0.0
    square: bool = False

    @property
    def wide(self) -> float:
        """Its width."""
        return self.straight + 2 * max(self.radii)

    @property
    def high(self) -> float:
        """Its depth as it lies, which is its height in a picture."""
        return 2 * max(self.radii)
