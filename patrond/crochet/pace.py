"""How fast hands work: stitches a minute by level, and the time of each stitch in single crochet."""

from collections.abc import Mapping
from types import MappingProxyType

from patrond.crochet.pattern import Level

STITCHES_PER_MINUTE: Mapping[Level, int] = MappingProxyType(
    {Level.BEGINNER: 12, Level.INTERMEDIATE: 18, Level.ADVANCED: 25}
)
EFFORT: Mapping[str, float] = MappingProxyType({"sc": 1.0, "esc": 1.2, "hdc": 1.3, "dc": 1.5, "tr": 1.8})
