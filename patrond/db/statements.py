"""SQL by name: read from ``patrond/sql/<dialect>/*.sql``, with ``:name`` parameters made fit for a driver.

A file holds statements, each after a line ``-- name: verb``; the statement is known as ``file.verb``. Other comment
lines say why it is safe, and stay in the file. ``{hint}`` marks where an index is forced by its looked-up name.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent.parent / "sql"
_NAME = re.compile(r"^-- name: (\w+)\s*$", re.MULTILINE)
# A quoted text is matched first, so that a colon within it is no parameter.
_PARAMETER = re.compile(r"'(?:[^']|'')*'|(?<![:\w]):([a-z_][a-z0-9_]*)")


@cache
def statements(dialect: str) -> Mapping[str, str]:
    """All statements of a dialect by name, without their comments."""
    found: dict[str, str] = {}
    for path in sorted((_FOLDER / dialect).glob("*.sql")):
        parts = _NAME.split(path.read_text("utf-8"))
        for name, body in zip(parts[1::2], parts[2::2], strict=True):
            lines = (line for line in body.splitlines() if not line.lstrip().startswith("--"))
            found[f"{path.stem}.{name}"] = "\n".join(lines).strip().rstrip(";")
    return found


def expand(sql: str, params: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    """Spread each list or tuple over parameters of its own; an empty one becomes NULL.

    >>> expand("SELECT 1 WHERE id IN (:ids)", {"ids": [4, 5]})
    ('SELECT 1 WHERE id IN (:ids_0, :ids_1)', {'ids_0': 4, 'ids_1': 5})
    """
    lists = tuple((name, len(value)) for name, value in params.items() if isinstance(value, list | tuple))
    spread, names = _spread(sql, lists)
    flat: dict[str, object] = {}
    for name in names:
        value = params[name]
        if isinstance(value, list | tuple):
            flat.update({f"{name}_{i}": item for i, item in enumerate(value)})
        else:
            flat[name] = value
    return spread, flat


@lru_cache(maxsize=2048)  # lists of many lengths make many texts; a poll would spend a tenth of its time here
def _spread(sql: str, lists: tuple[tuple[str, int], ...]) -> tuple[str, tuple[str, ...]]:
    """The statement with each of these parameters in as many as its list is long, and the names that it asks for."""
    length = dict(lists)

    def spread(match: re.Match[str]) -> str:
        name = match[1]
        if name not in length:
            return match[0]
        return ", ".join(f":{name}_{i}" for i in range(length[name])) or "NULL"

    names = tuple(dict.fromkeys(name for name in _PARAMETER.findall(sql) if name))
    return _PARAMETER.sub(spread, sql), names


@lru_cache(maxsize=2048)
def pyformat(sql: str) -> str:
    """The statement as pymysql wants it: ``%(name)s``, a plain percent sign doubled.

    >>> pyformat("SELECT '%:x' WHERE id = :id")
    "SELECT '%%:x' WHERE id = %(id)s"
    """
    return _PARAMETER.sub(lambda m: f"%({m[1]})s" if m[1] else m[0], sql.replace("%", "%%"))
