"""The settings as values: every key with its type, bounds, default and sentence. Judging is in the files beside."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from patrond.config.database_url import DatabaseAddress, parse_database_url
from patrond.config.values import AbsolutePath, Duration, Flag, HttpUrl, Listen, Number, SocketPath, Zone, span


class Section(BaseModel):
    """A section of the file: unknown keys are errors, values do not change, errors show no input."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class DatabaseSettings(Section):
    """Where the queue lives: a file of patrond's own, or the site's MySQL or MariaDB."""

    url: SecretStr | None = Field(
        None,
        description="The site's database, mysql://user:password@host:3306/name (or ?unix_socket=/path at its end); "
        "null is SQLite in state_dir. The site's DB_HOST, DB_NAME, DB_USER and DB_PASSWORD serve where this is null.",
    )
    password_file: AbsolutePath | None = Field(
        None, description="A file with the database's password, so that the url needs none."
    )
    tls_ca: AbsolutePath | None = Field(
        None,
        description="A file with the certificates that must have signed the server's; null is the system's own, "
        "and no TLS on this host.",
    )
    timezone: Zone = Field(
        ZoneInfo("Europe/Paris"), description="The zone of the times in the site's rows (PHP's date.timezone)."
    )

    @field_validator("url", mode="after")
    @classmethod
    def _is_an_address(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None:
            parse_database_url(url.get_secret_value())
        return url

    @property
    def address(self) -> DatabaseAddress | None:
        """The site's database in pieces, password included; None is SQLite."""
        return None if self.url is None else parse_database_url(self.url.get_secret_value())


class QueueSettings(Section):
    """How jobs are taken, tried again and cleared away."""

    poll_interval: Annotated[Duration, span("5ms", "60s")] = Field(
        timedelta(milliseconds=50), description="How often the database is asked for the next job."
    )
    max_attempts: Annotated[Number, Field(ge=1, le=100)] = Field(
        3, description="How often a job that patrond itself enters is tried; the site's rows bring their own number."
    )
    backoff: Annotated[tuple[Annotated[Duration, span("0s", "7d")], ...], Field(min_length=1, max_length=20)] = Field(
        (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15)),
        description="How long a job waits after its first, second, third … failed attempt; the last one repeats.",
    )
    stuck_after: Annotated[Duration, span("1s", "7d")] = Field(
        timedelta(minutes=15),
        description="When a job that nobody living holds, such as a dead PHP worker's, is taken back; "
        "at least twice workers.job_timeout.",
    )
    keep_completed: Annotated[Duration, span("0s", "3650d")] = Field(
        timedelta(days=7), description="How long completed jobs stay in the table; their patterns stay for ever."
    )
    keep_attempts: Annotated[Duration, span("0s", "3650d")] = Field(
        timedelta(days=90), description="How long the account of each attempt (tokens, cost, reason) is kept."
    )
    instance_timeout: Annotated[Duration, span("1s", "1h")] = Field(
        timedelta(seconds=60), description="When another patrond on this database counts as dead, seen from this one."
    )


class WorkerSettings(Section):
    """How many workers there are, and how long they may take."""

    count: Annotated[Number, Field(ge=0, le=64)] = Field(
        2, description="Worker processes; 0 serves the page and takes no job."
    )
    concurrency: Annotated[Number, Field(ge=1, le=1000)] = Field(
        8, description="Patterns in the making at once in each worker: they mostly wait for the provider."
    )
    job_timeout: Annotated[Duration, span("100ms", "1d")] = Field(
        timedelta(minutes=5),
        description="When an attempt is given up; at least (1 + provider.repairs) times provider.call_timeout.",
    )
    heartbeat_timeout: Annotated[Duration, span("500ms", "10m")] = Field(
        timedelta(seconds=30), description="When a worker that gives no sign of life is killed and replaced."
    )
    start_timeout: Annotated[Duration, span("500ms", "10m")] = Field(
        timedelta(seconds=30), description="How long a worker may take until it is ready."
    )
    stop_timeout: Annotated[Duration, span("0s", "1h")] = Field(
        timedelta(seconds=150),
        description="How long a stop waits for the jobs in hand; at least provider.call_timeout.",
    )
    max_jobs: Annotated[Number, Field(ge=0, le=1_000_000_000)] = Field(
        0, description="After how many jobs a worker is replaced by a fresh one; 0 is never."
    )
    max_rss: Annotated[Number, Field(ge=0, le=1_048_576)] = Field(
        0, description="At how many MiB of memory a worker is replaced by a fresh one; 0 is never, else 64 or more."
    )


class ProviderSettings(Section):
    """Who drafts the patterns."""

    name: Literal["claude", "builtin"] | None = Field(
        None,
        description="claude (Anthropic's API; a key is needed) or builtin (patrond's own formulas, no network). "
        "null is builtin on SQLite; on MySQL no job is taken until one is named here or by the site's AI_PROVIDER.",
    )
    model: Annotated[str, Field(min_length=1, max_length=100)] = Field(
        "claude-sonnet-5-5", description="Claude's model."
    )
    base_url: HttpUrl | None = Field(
        None, description="Another address of the API; null is ANTHROPIC_BASE_URL, else Anthropic's own."
    )
    api_key_file: AbsolutePath | None = Field(
        None, description="A file with the API key; null is the site's ANTHROPIC_API_KEY."
    )
    call_timeout: Annotated[Duration, span("50ms", "1h")] = Field(
        timedelta(seconds=120), description="When one call of the API is given up."
    )
    max_tokens: Annotated[Number, Field(ge=500, le=64000)] = Field(
        8000, description="How many tokens an answer may have; most patterns need 2000 to 4000."
    )
    repairs: Annotated[Number, Field(ge=0, le=3)] = Field(
        1, description="How often, within one attempt, a draft with faults is sent back with their list."
    )
    accept_unverified: Flag = Field(
        True,
        description="Whether a draft without faults is kept, and marked, when too few of its lines could be verified.",
    )
    api_key: Annotated[SecretStr | None, Field(exclude=True)] = None  # from a file or the environment only


class AdminSettings(Section):
    """The page and its API."""

    listen: Listen | None = Field(
        "127.0.0.1:8710", description="host:port of the page and the API; null is the unix socket alone."
    )
    socket: SocketPath = Field(
        Path("/run/patrond/patrond.sock"),
        description="The unix socket of `patrond ctl`. For an ordinary user: in $XDG_RUNTIME_DIR.",
    )
    anonymous: Literal["none", "stats", "read"] = Field(
        "stats",
        description="What is shown on loopback without a token: none, stats (counts, states, workers) or read "
        "(everything). Behind a proxy on the same host everybody comes from loopback.",
    )
    tokens_file: AbsolutePath | None = Field(
        None, description="The tokens made by `patrond ctl token new`, as hashes; null is tokens.yaml in state_dir."
    )
    jwt_secret_file: AbsolutePath | None = Field(
        None, description="A file with the secret of the site's tokens; null is the site's JWT_SECRET."
    )
    free_patterns: Annotated[Number, Field(ge=0, le=1_000_000)] = Field(
        3, description="How many patterns a user of the site has for free; the site's MAX_PATTERNS_FREE, if it is set."
    )
    jwt_secret: Annotated[SecretStr | None, Field(exclude=True)] = None  # from a file or the environment only


class LogSettings(Section):
    """Where log lines go."""

    level: Literal["debug", "info", "warning", "error"] = Field("info", description="The least that is written.")
    format: Literal["text", "json"] = Field("text", description="text for people, json for machines.")
    file: AbsolutePath | None = Field(
        None, description="The log's file, opened anew on USR1; null is standard error, which systemd keeps."
    )


class Settings(Section):
    """Everything, judged. Secrets are SecretStr: they show as stars wherever they are printed."""

    env_file: AbsolutePath | None = Field(
        None, description="The site's .env: its database, API key and secret serve where this file is silent."
    )
    state_dir: AbsolutePath = Field(
        Path("/var/lib/patrond"),
        description="Where patrond keeps what is its own: the SQLite database, results that wait to be stored. "
        "For an ordinary user: in $XDG_STATE_HOME.",
    )
    database: DatabaseSettings = DatabaseSettings()
    queue: QueueSettings = QueueSettings()
    workers: WorkerSettings = WorkerSettings()
    provider: ProviderSettings = ProviderSettings()
    admin: AdminSettings = AdminSettings()
    language: Literal["fr", "en"] = Field("fr", description="The language of the log, the page and messages: fr or en.")
    log: LogSettings = LogSettings()

    @property
    def is_mysql(self) -> bool:
        """Whether the queue lives in MySQL or MariaDB; else SQLite."""
        return self.database.url is not None

    @property
    def provider_name(self) -> Literal["claude", "builtin"] | None:
        """The provider in force, or None: on MySQL one must be named, or no job is taken."""
        return self.provider.name or (None if self.is_mysql else "builtin")

    @property
    def tokens_path(self) -> Path:
        """Where the tokens of `patrond ctl token new` are kept."""
        return self.admin.tokens_file or self.state_dir / "tokens.yaml"
