"""Reading the settings file: YAML into a layer of values with their lines, every fault worded and no content shown."""

import re
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from patrond.config.given import Given, Layer
from patrond.config.keys import sections
from patrond.errors import Problem

FILE = "settings file"
_NULL = "tag:yaml.org,2002:null"
_UNWANTED_TAGS = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:merge", "tag:yaml.org,2002:value")


class _Loader(yaml.SafeLoader):
    """YAML without dates, merge keys and ``=``: such texts stay texts, and are judged as such."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own name and kind
        first: [(tag, pattern) for tag, pattern in resolvers if tag not in _UNWANTED_TAGS]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def read_file(path: Path) -> tuple[Layer, list[Problem]]:
    """The values of the file, and what is wrong with it as YAML: all duplicates, but only the first syntax error."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        remedy = "check the path after -c or in PATROND_CONFIG"
        return {}, [Problem(FILE, f"no file {str(path)!r}", "a file", remedy)]
    except PermissionError:
        remedy = "run as root, or join the group patrond"
        return {}, [Problem(FILE, f"no right to read {str(path)!r}", "a readable file", remedy)]
    except UnicodeDecodeError as error:
        return {}, [Problem(FILE, f"a byte that is not UTF-8 at {error.start}", "UTF-8 text", "save it as UTF-8")]
    except OSError as error:
        return {}, [Problem(FILE, f"{error.strerror} at {str(path)!r}", "a file", "name a file after -c")]
    return read_text(text)


def read_text(text: str) -> tuple[Layer, list[Problem]]:
    """As :func:`read_file`, of the text itself."""
    try:
        loader = _Loader(text)
        return _Reading(loader).of(loader.get_single_node())
    except yaml.YAMLError as error:
        return {}, [_worded(error)]
    except RecursionError:
        return {}, [Problem(FILE, "lists within lists without end", "keys and values such as `language: fr`")]


class _Reading:
    """One pass over the composed document."""

    def __init__(self, loader: _Loader) -> None:
        self._loader = loader
        self._problems: list[Problem] = []
        self._lines: dict[str, int] = {}
        self._layer: Layer = {}

    def of(self, root: Node | None) -> tuple[Layer, list[Problem]]:
        if isinstance(root, MappingNode):
            self._mapping(root, "")
        elif root is not None and root.tag != _NULL:
            kind = "a list" if isinstance(root, SequenceNode) else "a text"
            expected = "keys and values such as `language: fr`"
            self._problems.append(Problem(FILE, f"{kind} ({_line(root)})", expected, "begin from etc/patrond.yaml"))
        return self._layer, self._problems

    def _mapping(self, mapping: MappingNode, prefix: str) -> None:
        for key, value in mapping.value:
            name = key.value if isinstance(key, ScalarNode) else "[a key that is no text]"
            self._pair(f"{prefix}{name}", key, value)

    def _pair(self, path: str, key: Node, value: Node) -> None:
        if path in self._lines:
            found = f"the key twice (lines {self._lines[path]} and {key.start_mark.line + 1})"
            self._problems.append(Problem(path, found, "each key once", "keep one of them"))
            return
        self._lines[path] = key.start_mark.line + 1
        if path not in sections():
            self._value(path, key, value)
        elif isinstance(value, MappingNode):
            self._mapping(value, f"{path}.")
        elif value.tag != _NULL:  # null: a section whose keys are all commented out
            self._value(path, key, value)

    def _value(self, path: str, key: Node, node: Node) -> None:
        text = node.value if isinstance(node, ScalarNode) else None
        try:
            value = self._loader.construct_object(node, deep=True)
        except (yaml.YAMLError, ValueError, TypeError):  # a tag of YAML's that the value does not fit, or none of ours
            found = f"a value that YAML cannot read ({_line(key)})"
            self._problems.append(Problem(path, found, "a plain value", "put quotes around a text that begins with !"))
            return
        self._layer[path] = Given(value, _line(key), text)


def _line(node: Node) -> str:
    return f"line {node.start_mark.line + 1}"


def _worded(error: yaml.YAMLError) -> Problem:
    """A fault of syntax, without the words of the file: what is quoted there may be a password."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "its text"
    reason = str(getattr(error, "problem", None) or "a character that cannot be printed")
    if reason == "found character '\\t' that cannot start any token":
        reason = "a tab where spaces belong"
    elif "but found another document" in reason:
        reason = "a second document after ---"
    else:
        reason = re.sub(r"'([^']*)'", _quote, reason)
    return Problem(FILE, f"a fault of syntax in {place}: {reason}", "YAML", _remedy(reason))


def _quote(match: re.Match[str]) -> str:
    """A sign or a name of YAML's own (``<block end>``) stays; anything longer may be the file's."""
    return match[0] if len(match[1]) <= 2 or match[1].startswith("<") else "…"


def _remedy(reason: str) -> str:
    if "tab" in reason:
        return "indent with spaces"
    if "document" in reason:
        return "keep one document"
    if "cannot be printed" in reason:
        return "save it as plain UTF-8 text"
    if any(word in reason for word in ("alias", "anchor", "tag", "token", "not allowed here")):
        return "put quotes around a value that begins with * & ! % @ ` or holds a colon and a space"
    return "look at that line and the one before it"
