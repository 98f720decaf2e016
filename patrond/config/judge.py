"""Judging the merged layers: every fault in patrond's own words, and settings where there is none."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from patrond.config import relations
from patrond.config.database_url import mask_url
from patrond.config.given import Given, Layer, nested
from patrond.config.keys import keys, meant, sections
from patrond.config.settings import Settings
from patrond.config.values import written
from patrond.errors import Problem

_LONGEST_SHOWN = 60
_ADDRESSES = ("database.url", "provider.base_url")


def judge(layer: Layer) -> tuple[Settings, list[Problem]]:
    """The settings, and everything wrong with them; a wrong key has its default in what is returned."""
    problems = [_unknown(path, given) for path, given in layer.items() if not _is_known(path)]
    sound = {path: given for path, given in layer.items() if _is_known(path)}
    wrong: dict[str, Problem] = {}
    # A key outside its bounds is taken out, and the rest judged again: pydantic reports all at once, so the second
    # pass finds nothing, unless a section as a whole hid what is in it.
    while True:
        try:
            settings = Settings.model_validate(nested(sound))
            break
        except ValidationError as error:
            wrong |= _worded(error, sound)
            sound = {path: given for path, given in sound.items() if path not in wrong}
    problems += wrong.values()
    problems.sort(key=lambda problem: [*layer].index(problem.path))
    return settings, problems + relations.problems(settings, wrong.keys(), layer)


def _is_known(path: str) -> bool:
    return path in keys() or path in sections()


def _unknown(path: str, given: Given) -> Problem:
    """The value of an unknown key is never shown: it may be a password that somebody expected to go there."""
    section = path.rpartition(".")[0]
    guess = meant(path)
    if guess is not None:
        remedy = f"did you mean {guess}?"
    elif section:
        remedy = f"{section} has {', '.join(key.name for key in keys().values() if key.section == section)}"
    else:
        tops = [*sections(), *(path for path in keys() if "." not in path)]
        remedy = f"there are {', '.join(tops)}"
    return Problem(path, f"an unknown key ({given.origin})", "a key that patrond knows", remedy)


def _worded(error: ValidationError, layer: Layer) -> dict[str, Problem]:
    """Pydantic's errors by path; where a key has several (a list), the first says enough."""
    problems: dict[str, Problem] = {}
    for detail in error.errors(include_url=False, include_input=False):
        path = _path_of(detail["loc"], layer)
        if path not in problems:
            problems[path] = _problem(path, layer[path], detail)
    return problems


def _path_of(location: tuple[int | str, ...], layer: Layer) -> str:
    names = [str(part) for part in location]
    return next(path for path in (".".join(names[:2]), names[0]) if path in layer)


def _problem(path: str, given: Given, detail: Any) -> Problem:
    if path in sections():
        expected = f"a section: keys below it, such as {next(key for key in keys() if key.startswith(f'{path}.'))}"
    elif detail["type"] == "value_error" and path in _ADDRESSES:
        expected = str(detail["ctx"]["error"])
    else:
        expected = keys()[path].expectation
    return Problem(path, f"{shown(path, given)} ({given.origin})", expected, _remedy(path, given, expected))


def _remedy(path: str, given: Given, expected: str) -> str:
    match given.value:
        case bool():
            return ""
        case int() | float() if expected.startswith("a duration"):
            return f"write the unit: {given.value}s"
        case str() if expected.startswith("a whole number"):
            return "write the number alone, without quotes or unit"
        case str() if path.endswith("_file") and not _is_path(given.value):
            return "put the secret in a file and name the file here"
    return ""


def shown(path: str, given: Given) -> str:
    """A value as an error may show it: never a secret, nor what may be one at the wrong place."""
    value = given.value
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "keys of its own"
    if path in sections():
        return "a list" if isinstance(value, list) else "a single value"
    text = given.text if given.text is not None else written(value)
    if path in _ADDRESSES:
        text = mask_url(text)
    elif path.endswith("_file") and not _is_path(text):
        return "a text that is no absolute path"
    text = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    return repr(text) if isinstance(value, str | Path) else text


def _is_path(text: str) -> bool:
    return text.startswith(("/", "~", "."))
