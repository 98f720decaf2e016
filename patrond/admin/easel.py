"""Pictures of stored patterns for their page: drawn by one thread beside the loop, kept, and never waited for long.

A text is capped, so that a picture is a matter of tens of milliseconds; a page that does not get it in time is shown
without it, and the next one finds it drawn.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from patrond.store.contract import PatternRow

PATIENCE_SECONDS = 1.5
MOST_CHARACTERS = 40_000
"""Longer texts are not drawn: the longest that the formulas make has 8,000."""
_KEPT = 48
_WAITING = 8


@dataclass(frozen=True, slots=True)
class Pictures:
    """The picture of a pattern for a wide and for a narrow sheet; empty where there is none. ``late``: not yet."""

    wide: str = ""
    narrow: str = ""
    late: bool = False


NONE = Pictures()
LATE = Pictures(late=True)

_Key = tuple[int, datetime, int]
_Draw = Callable[[str, str, str, str], Pictures]


class Easel:
    """Draws for the page in one language. ``on_fault`` hears of a mistake of ours; the page goes without a picture."""

    def __init__(
        self,
        language: str,
        on_fault: Callable[[str, BaseException], None],
        *,
        draw: _Draw | None = None,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._language = language
        self._on_fault = on_fault
        self._draw = draw or pictures_of
        self._patience = patience
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="easel")
        self._kept: OrderedDict[_Key, Pictures] = OrderedDict()
        self._drawing: dict[_Key, asyncio.Future[Pictures]] = {}

    async def picture(self, row: PatternRow) -> Pictures:
        """The pictures of that row as it is now; LATE where they take longer than a person would wait."""
        content = row.content or ""
        if not content or len(content) > MOST_CHARACTERS:
            return NONE
        key = (row.id, row.updated_at, hash((row.title, row.type, content)))
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        drawing = self._drawing.get(key) or self._begin(key, row.title, row.type, content)
        if drawing is None:
            return LATE
        try:
            async with asyncio.timeout(self._patience):
                return await asyncio.shield(drawing)
        except TimeoutError:
            return LATE
        except Exception:  # told once, where the drawing ended
            return NONE

    def close(self) -> None:
        """Begin nothing more; what is in hand ends by itself."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _begin(self, key: _Key, title: str, type_: str, content: str) -> "asyncio.Future[Pictures] | None":
        """Hand it to the thread, unless too many wait for it already."""
        if len(self._drawing) >= _WAITING:
            return None
        loop = asyncio.get_running_loop()
        drawing = loop.run_in_executor(self._thread, self._draw, title, type_, content, self._language)
        self._drawing[key] = drawing
        drawing.add_done_callback(partial(self._keep, key))
        return drawing

    def _keep(self, key: _Key, drawing: "asyncio.Future[Pictures]") -> None:
        del self._drawing[key]
        if drawing.cancelled():
            return
        error = drawing.exception()
        if error is not None:
            self._on_fault(f"picture of pattern {key[0]}", error)
        self._kept[key] = NONE if error is not None else drawing.result()
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)


def pictures_of(title: str, type_: str, content: str, language: str) -> Pictures:
    """Reads a stored text and draws what it makes; NONE where no round of it can be counted."""
    # Here, in the thread: a master at which nobody looks at pictures does not carry the library.
    from patrond.crochet import PatternType, Study, judge, parse
    from patrond.render.picture import Format, picture

    known = PatternType(type_) if type_ in list(PatternType) else None
    pattern = parse(content, type_=known)
    study = Study.of(replace(pattern, title=title or pattern.title))
    if not any(line.turns and line.stitches for _, line in study.lines()):
        return NONE
    report = judge(study)
    wide, narrow = (picture(study, report, language, format_=format_, alone=False) for format_ in Format)
    return Pictures(wide, narrow)
