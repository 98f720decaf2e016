"""The two texts that show every key: ``etc/patrond.yaml`` and ``docs/settings.md``, made from the model.

``python -m patrond.config.reference yaml|markdown`` writes one of them; a test compares both with what is kept.
"""

import sys
import textwrap

from patrond.config.keys import Key, keys, sections
from patrond.config.values import written

_WIDTH = 100
_HEAD = """\
# The settings of patrond. Every key is here, commented out, with its default; README and docs/settings.md say more.
# A setting is taken from the option of a command, else from this file, else from the environment and the site's .env
# (env_file), else it is the default. `patrond check` says whether all is well, and names every fault at once.
# Durations: 250ms, 30s, 15m, 2h, 7d. This file may hold a password: chmod 640, group patrond.
"""


def settings_yaml() -> str:
    """The file ``etc/patrond.yaml``: sentences after ``# ``, keys after ``#``; sections stand open."""
    parts = [_HEAD]
    section = ""
    for key in keys().values():
        if key.section != section and key.section:
            parts.append(f"\n# {_section_sentence(key.section)}\n{key.section}:\n")
        elif not key.section:
            parts.append("\n")
        section = key.section
        parts.append(_yaml_key(key))
    return "".join(parts)


def _yaml_key(key: Key) -> str:
    margin = "  " if key.section else ""
    sentence = textwrap.fill(key.sentence, _WIDTH, initial_indent=f"{margin}# ", subsequent_indent=f"{margin}# ")
    return f"{sentence}\n{margin}#{key.name}: {written(key.default, quoted=True)}\n"


def settings_markdown() -> str:
    """The page ``docs/settings.md``."""
    parts = [_INTRODUCTION, _table([key for key in keys().values() if not key.section])]
    for section in sections():
        parts.append(f"## {section}\n\n{_section_sentence(section)}\n")
        parts.append(_table([key for key in keys().values() if key.section == section]))
    return "\n".join([*parts, _TOGETHER, _ENVIRONMENT])


def _table(listed: list[Key]) -> str:
    rows = [f"| `{key.path}` | `{written(key.default)}` | {key.expectation} | {key.sentence} |" for key in listed]
    return "\n".join(["| key | default | takes | what it is |", "|---|---|---|---|", *rows, ""])


def _section_sentence(section: str) -> str:
    return (sections()[section].__doc__ or "").partition("\n")[0]


_INTRODUCTION = """\
# Settings

Made from the program by `make docs`; edit `patrond/config/settings.py`.

A setting is taken from the option of a command, else from the file, else from the environment, else it is the default.
The file is the one after `-c`, else that of `$PATROND_CONFIG`, else `/etc/patrond.yaml` if there is one.
`etc/patrond.yaml` shows every key, commented out: remove the `#` before a key, and change its value.

The file is judged whole. Every fault is named in one run, with its line, what was found, what would be right, and the
key that was probably meant; the exit code is then 78. `patrond check` does that without starting anything.

Durations are written `250ms`, `30s`, `15m`, `2h`, `7d`. Paths are absolute; `~` is the home of whoever runs patrond.
An ordinary user who runs patrond without `/etc/patrond.yaml` has `state_dir` in `$XDG_STATE_HOME/patrond` (else
`~/.local/state/patrond`) and the socket in `$XDG_RUNTIME_DIR/patrond`. Under systemd both lie where the unit's
`StateDirectory=` and `RuntimeDirectory=` are.

## At the top
"""

_TOGETHER = """\
## What must fit together

* `workers.job_timeout` ≥ (1 + `provider.repairs`) × `provider.call_timeout`: an attempt has time for its calls.
* `workers.stop_timeout` ≥ `provider.call_timeout`: a stop throws no paid call away.
* `queue.stuck_after` ≥ 2 × `workers.job_timeout`: nothing that is at work is taken for stuck.
* `workers.max_rss` is 0, or at least 64 MiB: a fresh worker alone needs about 60.
* `database.password_file` and `database.tls_ca` belong to a `database.url`; a password stands in one place only.
"""

_ENVIRONMENT = """\
## The site's environment

Where the file and the options are silent, these variables are honoured, from the process's own environment or from the
site's `.env` (`env_file`; quotes, `export` and comments as PHP writes them; the process's own come first):

| variable | is |
|---|---|
| `DB_HOST` `DB_NAME` `DB_USER` `DB_PASSWORD` | `database.url`; `localhost` is the unix socket first, as for PHP |
| `DB_PORT` | ignored, as the site does; anything but 3306 is warned of |
| `ANTHROPIC_API_KEY` | the key, where `provider.api_key_file` is null |
| `ANTHROPIC_BASE_URL` | `provider.base_url` |
| `AI_PROVIDER` | `provider.name`; only `claude` is served, anything else is an error |
| `JWT_SECRET` | the secret of the site's tokens, where `admin.jwt_secret_file` is null |
| `MAX_PATTERNS_FREE` | `admin.free_patterns` |

An empty variable is one that is not set. Half a database (`DB_HOST` without `DB_NAME`) is an error, never SQLite.

## Secrets

The API key and the JWT secret are never written in the settings, and the database's password need not be. They come
from a file that the settings name (`provider.api_key_file`, `database.password_file`, `admin.jwt_secret_file`), from
the environment, or from systemd's credentials `anthropic_api_key`, `database_password` and `jwt_secret`
(`LoadCredential=` in the unit; one that holds the word `unset` is not set). The end of the line is not part of the
secret. An empty or unreadable file is an error; one that everybody can read is warned of.
A JWT secret that is a placeholder or shorter than 32 bytes is not used: the site's tokens are then not accepted, and
the page and the log say so. No secret is shown in an error, a log, a page or JSON.
"""


def main(arguments: list[str]) -> int:
    """Write one of the two texts to standard output."""
    texts = {"yaml": settings_yaml, "markdown": settings_markdown}
    if len(arguments) != 1 or arguments[0] not in texts:
        sys.stderr.write("usage: python -m patrond.config.reference yaml|markdown\n")
        return 2
    sys.stdout.write(texts[arguments[0]]())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
