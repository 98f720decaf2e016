"""The kinds of value that options take, and the options that several commands share."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

config_option = click.option(
    "-c",
    "--config",
    metavar="FILE",
    type=click.Path(path_type=Path, readable=False),
    help="Settings file (else $PATROND_CONFIG, else /etc/patrond.yaml, else the defaults).",
)


class Duration(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.5; older ones serve too
    """A length of time with its unit: 250ms, 30s, 15m, 2h, 7d."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        from patrond.config.values import parse_duration  # pydantic comes with it: only who gives one waits for it

        try:
            return parse_duration(value)
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is not a duration such as 250ms, 30s, 15m, 2h or 7d.", param, ctx)


class Interval(Duration):
    """The pause between two looks at the queue: seconds from 1 to 60 as a bare number, else with a unit."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        if isinstance(value, timedelta):
            return value
        text = str(value).strip()
        if re.fullmatch(r"-?\d+(\.\d+)?", text):
            if not 1 <= float(text) <= 60:
                self.fail(f"{text} is not from 1 to 60 seconds; write shorter ones with a unit, as 50ms.", param, ctx)
            return timedelta(seconds=float(text))
        interval = super().convert(text, param, ctx)
        if not timedelta(milliseconds=5) <= interval <= timedelta(seconds=60):
            self.fail(f"{text} is not from 5ms to 60s.", param, ctx)
        return interval


class GaugeType(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.5; older ones serve too
    """A gauge: stitches x rows per 10 cm, as 18x20."""

    name = "gauge"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, float]:
        if isinstance(value, tuple):
            return value
        match = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*[x×]\s*(\d+(?:[.,]\d+)?)", str(value).strip().lower())
        figures = tuple(float(figure.replace(",", ".")) for figure in match.groups()) if match else (0.0, 0.0)
        if not all(figure > 0 for figure in figures):
            self.fail(f"{value!r} is not a gauge such as 18x20 (stitches x rows per 10 cm).", param, ctx)
        return figures[0], figures[1]


class KeyValue(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.5; older ones serve too
    """One option of the wish: key=value."""

    name = "key=value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        key, sign, text = str(value).partition("=")
        if not sign or not key.strip():
            self.fail(f"{value!r} is not of the form key=value.", param, ctx)
        return key.strip(), text.strip()
