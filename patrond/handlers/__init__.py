"""What a kind of job does, by the type that stands in its row. Types that are not here are left for others."""

from collections.abc import Mapping
from types import MappingProxyType

from patrond.handlers.contract import Handler
from patrond.handlers.generate_pattern import generate_pattern
from patrond.handlers.probe import probe
from patrond.jobs import GENERATE_PATTERN, PROBE

__all__ = ["HANDLERS"]

HANDLERS: Mapping[str, Handler] = MappingProxyType({GENERATE_PATTERN: generate_pattern, PROBE: probe})
