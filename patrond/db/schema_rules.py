"""What patrond needs of each table, and what it says where a table lacks it. No I/O."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from patrond.errors import Problem

OWN = frozenset({"patrond_attempts", "patrond_instances", "patrond_meta"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it is: its type in MySQL's words, and whether an INSERT must name it."""

    type: str
    must_be_given: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is."""

    engine: str
    columns: Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class Need:
    """What a column's type must be: a regular expression, and the same in words."""

    pattern: str
    words: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What a table must have. ``inserted``: patrond adds rows, giving these columns."""

    name: str
    columns: Mapping[str, Need]
    inserted: frozenset[str] = field(default_factory=frozenset)
    optional: bool = False


_INT = Need(r"(tiny|small|medium|big)?int\b", "an integer")
_TEXT = Need(r"(medium|long)?text|json", "TEXT or larger")
_LONG = Need(r"(medium|long)text|json", "MEDIUMTEXT or LONGTEXT")
_DATETIME = Need(r"datetime|timestamp", "DATETIME")
_MONEY = Need(r"decimal|double|float", "DECIMAL")
_ANY = Need(r".", "any type")


def _varchar(length: int) -> Need:
    return Need(f"varchar:{length}", f"VARCHAR({length}) or longer")


def _enum(*values: str) -> Need:
    return Need("enum:" + ",".join(values), f"ENUM with {', '.join(values)}")


RULES = (
    Rule(
        "jobs",
        {
            "id": _INT,
            "type": _varchar(16),
            "payload": _TEXT,
            "status": _enum("pending", "processing", "completed", "failed"),
            "attempts": _INT,
            "max_attempts": _INT,
            "error_message": _TEXT,
            "reserved_at": _DATETIME,
            "reserved_by": _varchar(40),
            "available_at": _DATETIME,
            "created_at": _DATETIME,
            "completed_at": _DATETIME,
        },
        frozenset({"type", "payload", "status", "attempts", "max_attempts", "available_at"}),
    ),
    Rule(
        "patterns",
        {
            "id": _INT,
            "user_id": _INT,
            "title": _varchar(255),
            "level": _enum("beginner", "intermediate", "advanced"),
            "type": _enum("hat", "scarf", "amigurumi", "bag", "garment"),
            "size": _varchar(50),
            "yarn_weight": _varchar(50),
            "hook_size": _varchar(20),
            "content": _LONG,
            "materials": _TEXT,
            "estimated_time": _varchar(100),
            "status": _enum("generating", "completed", "error"),
            "price_paid": _MONEY,
            "is_paid": _INT,
            "watermark": _varchar(255),
            "generation_prompt": _TEXT,
            "ai_provider": _varchar(10),
            "tokens_used": _INT,
            "error_message": _TEXT,
            "created_at": _DATETIME,
            "updated_at": _DATETIME,
        },
        frozenset({"user_id", "title", "level", "type", "size", "status", "price_paid", "is_paid"}),
    ),
    Rule(
        "users",
        {
            "id": _INT,
            "email": _varchar(1),
            "role": _ANY,
            "subscription_type": _ANY,
            "subscription_expires_at": Need(r"datetime|timestamp|date", "DATETIME"),
            "patterns_generated_count": _INT,
        },
    ),
    Rule("pattern_jobs", {"pattern_id": _INT, "job_id": _INT}, frozenset({"pattern_id", "job_id"})),
    Rule("patrond_attempts", {"job_id": _INT, "token": _varchar(150), "outcome": _ANY, "counts": _INT}),
    Rule("patrond_instances", {"instance": _ANY, "beat": _INT}),
    Rule("patrond_meta", {"name": _ANY, "value": _ANY}),
    Rule(
        "pattern_templates",
        dict.fromkeys(("id", "name", "type", "level", "size", "content", "usage_count", "is_active"), _ANY),
        optional=True,
    ),
    Rule(
        "pattern_options",
        dict.fromkeys(("option_key", "available_values", "ai_prompt_template"), _ANY),
        optional=True,
    ),
)


def judge(rule: Rule, table: Table | None) -> list[Problem]:
    """What this table lacks."""
    if table is None:
        if rule.optional:
            return []
        return [Problem(rule.name, "no such table", "the table", "run `patrond db install`")]
    problems = []
    if not rule.optional and table.engine.lower() != "innodb":
        remedy = f"ALTER TABLE {rule.name} ENGINE=InnoDB;"
        problems.append(Problem(rule.name, f"engine {table.engine}", "InnoDB, which has transactions", remedy))
    for name, need in rule.columns.items():
        problems += _judge_column(rule, name, need, table.columns.get(name))
    if rule.inserted:
        problems += [
            Problem(
                f"{rule.name}.{name}",
                "a column without a default that patrond does not know",
                "a default, or NULL allowed",
                f"give it one: ALTER TABLE {rule.name} ALTER COLUMN {name} SET DEFAULT …;",
            )
            for name, column in table.columns.items()
            if column.must_be_given and name not in rule.inserted
        ]
    return problems


def _judge_column(rule: Rule, name: str, need: Need, column: Column | None) -> list[Problem]:
    path = f"{rule.name}.{name}"
    remedy = "patrond never alters the site's tables: alter it by hand"
    if rule.name in OWN:
        remedy = f"drop {rule.name} and run `patrond db install`"
    if column is None:
        return [Problem(path, "no such column", need.words, remedy)]
    if not _fits(column.type, need.pattern):
        return [Problem(path, column.type, need.words, remedy)]
    return []


def _fits(found: str, wanted: str) -> bool:
    kind, _, detail = wanted.partition(":")
    if kind == "varchar":
        length = re.match(r"(?:var)?char\((\d+)\)", found)
        return bool(re.match(r"(tiny|medium|long)?text", found)) or (
            length is not None and int(length[1]) >= int(detail)
        )
    if kind == "enum":
        values = set(re.findall(r"'([^']*)'", found))
        return found.startswith(("varchar", "char")) or set(detail.split(",")) <= values
    return re.match(wanted, found) is not None
