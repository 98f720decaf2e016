"""What is asked for: type, level, size and the choices that go with them. A value, already judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from patrond.crochet.pattern import Gauge, Language, Level, PatternType, Terms


@dataclass(frozen=True, slots=True)
class Request:
    """A wish for one pattern.

    ``size`` is the word that was sent ("adulte", "", "30cm"); :func:`patrond.crochet.sizing.sizes.resolve` gives it its
    measurements. ``options`` are the site's custom options ("fit": "slouchy"): text, number or list, read by
    :mod:`patrond.crochet.sizing.options`, which skips empty, ``any`` and ``auto``. ``gauge`` and ``yarn_weight`` are
    None where the generator may choose. ``wish`` is the user's own text: untrusted, capped, never an instruction.
    """

    type: PatternType
    level: Level
    size: str = "adulte"
    language: Language = Language.FR
    terms: Terms | None = None
    gauge: Gauge | None = None
    yarn_weight: str | None = None
    options: Mapping[str, object] = field(default_factory=dict)
    wish: str = ""

    @property
    def stitch_terms(self) -> Terms:
        """The terms in force: French text has French names; English is US unless the UK is asked for."""
        if self.language is Language.FR:
            return Terms.FR
        return self.terms if self.terms in (Terms.US, Terms.UK) else Terms.US
