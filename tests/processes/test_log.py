"""The log: form, words, what never shows, and that nothing stops it."""

import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from patrond.clock import SystemClock
from patrond.config import Settings
from patrond.i18n import translator
from patrond.log import EVENTS, open_log, trace

ROOT = Path(__file__).parents[2] / "patrond"


class Noon(SystemClock):
    def utc(self) -> datetime:
        return datetime(2026, 11, 24, 11, 0, 5, tzinfo=UTC)


@pytest.fixture
def read(tmp_path):
    """Log with ``write(log)`` under these settings; the lines."""

    def run(write, **sections):
        path = tmp_path / "log"
        given = {"log": {"file": path, **sections.pop("log", {})}, **sections}
        log = open_log(Settings.model_validate(given), "worker_123", clock=Noon())
        write(log)
        log.close()
        return path.read_text().splitlines()

    return run


def test_a_line_is_in_the_sites_form_and_words_and_zone(read):
    lines = read(lambda log: log.event("job_reserved", job=5, attempt=1, max_attempts=3))
    assert lines == ["[2026-11-24 12:00:05] [INFO] [worker_123] Job #5 réservé (tentative 1/3)"]


SITE_WORDS = {
    "worker_started": "Worker démarré : worker_1",
    "stuck_released": "Jobs bloqués libérés : 4",
    "job_reserved": "Job #5 réservé (tentative 1/3)",
    "pattern_generating": "Génération du patron #42 pour utilisateur #7",
    "pattern_invalid": "Patron invalide : le compte",
    "pattern_warnings": "Warnings : deux",
    "quality_score": "Score de qualité : 97/100",
    "job_completed": "Job #5 complété avec succès en 4.2s",
    "job_failed": "Job #5 échoué : le compte",
    "job_marked_failed": "Job #5 marqué comme échoué après 4.2s",
    "stop_signal": "Signal d'arrêt reçu...",
    "worker_stopped": "Worker arrêté proprement",
}


@pytest.mark.parametrize("event", SITE_WORDS)
def test_the_words_that_scripts_read_are_kept(event):
    jobs = {"slot": 1, "n": 4, "job": 5, "attempt": 1, "max_attempts": 3, "seconds": "4.2"}
    values = jobs | {"pattern": 42, "user": 7, "reason": "le compte", "warnings": "deux", "score": 97}
    assert translator("fr")(f"log.{event}", **values) == SITE_WORDS[event]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_event_has_its_words(language):
    words = translator(language)
    assert [event for event in EVENTS if f"log.{event}" not in words] == []


def test_both_languages_hold_the_same_placeholders():
    french, english = translator("fr"), translator("en")
    keys = {key for key in french.keys() | english.keys() if key.startswith("log.")}
    placeholders = re.compile(r"\{(\w+)\}")
    differing = [
        key
        for key in sorted(keys)
        if sorted(placeholders.findall(french.form(key))) != sorted(placeholders.findall(english.form(key)))
    ]
    assert differing == []


def test_every_event_that_the_code_logs_is_in_the_table():
    logged = set()
    for path in ROOT.rglob("*.py"):
        logged |= set(re.findall(r"\.event\(\s*\"(\w+)\"", path.read_text()))
    assert logged - EVENTS.keys() == set()


def test_json_holds_time_level_process_event_text_and_values(read):
    [line] = read(lambda log: log.event("job_failed", job=5, reason="é\n2"), log={"format": "json"}, language="en")
    assert json.loads(line) == {
        "time": "2026-11-24T12:00:05.000+01:00",
        "level": "error",
        "process": "worker_123",
        "event": "job_failed",
        "text": "Job #5 failed: é\n2",
        "job": 5,
        "reason": "é\n2",
    }


@pytest.mark.parametrize("nasty", ["a\nb", "a\rb", "a\x1b[31mb", "a\u2028b", "a\x85b", "a\x00b"])
def test_no_value_breaks_the_line(read, nasty):
    [line] = read(lambda log: log.event("job_failed", job=5, reason=nasty))
    assert line.isprintable()


def test_what_cannot_be_encoded_is_shown_escaped(read):
    [line] = read(lambda log: log.event("job_failed", job=5, reason="half \ud83d"))
    assert line.endswith("half \\ud83d")


def test_quiet_events_are_below_the_level(read):
    assert read(lambda log: log.event("worker_forked", slot=1, pid=5)) == []


def test_secrets_are_veiled_wherever_they_come_from(read):
    secrets = {
        "provider": {"name": "claude", "api_key": "sk-ant-very-secret"},
        "database": {"url": "mysql://patrond:s3cret%2Fof%3Asite@db/patron_maker"},
        "admin": {"jwt_secret": 'quoted "secret" of the site'},
    }
    said = 'sk-ant-very-secret s3cret/of:site s3cret%2Fof%3Asite quoted "secret" of the site'
    for form in ("text", "json"):
        line = read(lambda log: log.event("job_failed", job=5, reason=said), log={"format": form}, **secrets)[-1]
        assert "very-secret" not in line and "of:site" not in line and "2Fof" not in line and "of the site" not in line


def test_a_traceback_is_one_line(read):
    try:
        raise ValueError("inner")
    except ValueError as error:
        caught = error
    [line] = read(lambda log: log.event("handler_error", job=5, trace=trace(caught)))
    assert "ValueError: inner" in line and "\\n" in line


def test_a_file_that_was_moved_away_is_opened_anew(tmp_path):
    path = tmp_path / "log"
    log = open_log(Settings.model_validate({"log": {"file": path}}), "worker_1")
    log.event("stop_signal")
    path.rename(tmp_path / "log.1")
    log.event("stop_signal")
    log.reopen()
    log.event("worker_stopped")
    assert len((tmp_path / "log.1").read_text().splitlines()) == 2
    assert len(path.read_text().splitlines()) == 1


def test_a_file_that_cannot_be_opened_is_said_on_standard_error(tmp_path, capfd):
    settings = Settings.model_validate({"log": {"file": tmp_path / "no" / "log"}, "language": "en"})
    open_log(settings, "worker_1").event("stop_signal")
    said = capfd.readouterr().err.splitlines()
    assert "Log file unusable" in said[0] and "Stop signal received" in said[1]


def test_a_full_disk_loses_lines_and_says_how_many_but_raises_nothing(tmp_path):
    path = tmp_path / "log"
    path.symlink_to("/dev/full")  # whose every write fails for want of space
    log = open_log(Settings.model_validate({"log": {"file": path}}), "worker_1")
    for _ in range(3):
        log.event("stop_signal")
    path.unlink()
    log.reopen()
    log.event("worker_stopped")
    lost, stopped = path.read_text().splitlines()
    assert lost.endswith("Lignes de journal perdues : 3") and "Worker arrêté proprement" in stopped


def test_a_reader_that_stands_still_never_makes_us_wait():
    reader, writer = os.pipe()
    kept = os.dup(2)
    os.dup2(writer, 2)
    try:
        log = open_log(Settings(), "worker_1")
        for _ in range(5_000):  # a pipe holds 64 KiB
            log.event("stop_signal")
        os.set_blocking(reader, False)
        while True:
            try:
                os.read(reader, 65_536)
            except BlockingIOError:
                break
        log.event("worker_stopped")
        said = os.read(reader, 65_536).decode()
    finally:
        os.dup2(kept, 2)
        for fd in (reader, writer, kept):
            os.close(fd)
    assert "Lignes de journal perdues" in said and "Worker arrêté proprement" in said
