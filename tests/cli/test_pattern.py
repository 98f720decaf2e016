"""``patrond pattern``: made patterns are sound, checked ones judged; good and bad input; the JSON's shape."""

import json
from pathlib import Path

import pytest

from support.commands import Cli, real_command
from support.drawing import Drawing

HAT = ["pattern", "generate", "--type", "hat", "--level", "beginner", "--size", "adulte"]
SOUND = "Tour 1 : 6 ms dans un cercle magique [6]\nTour 2 : 2 ms dans chaque m [12]\nTour 3 : *1 ms, aug* x6 [18]\n"
FAULTY = SOUND.replace("[18]", "[19]")
LACE = "Tour 1 : nouer un éventail de brume autour du songe\nTour 2 : encore, mais plus doucement\n"


def test_a_pattern_is_printed_as_markdown_in_the_language_asked_for(cli: Cli) -> None:
    french, english = cli(*HAT), cli(*HAT, "--language", "en")
    assert (french.status, english.status) == (0, 0)
    assert french.out.startswith("# ")
    assert "Tour 1" in french.out
    assert "Rnd 1" in english.out


def test_gauge_yarn_terms_and_options_change_the_pattern(cli: Cli) -> None:
    plain = cli(*HAT, "--language", "en").out
    for options in (["--gauge", "22x26"], ["--yarn", "dk"], ["--terms", "uk"], ["--option", "fit=slouchy"]):
        changed = cli(*HAT, "--language", "en", *options)
        assert changed.status == 0, changed.err
        assert changed.out != plain, options


def test_a_pattern_is_written_to_a_file(cli: Cli, tmp_path: Path) -> None:
    ended = cli(*HAT, "-o", tmp_path / "hat.md")
    assert (ended.status, ended.out) == (0, "")
    assert (tmp_path / "hat.md").read_text().startswith("# ")


def test_a_file_that_cannot_be_written_is_said(cli: Cli, tmp_path: Path) -> None:
    ended = cli(*HAT, "-o", tmp_path / "nowhere" / "hat.md")
    assert ended.status == 1
    assert "cannot write" in ended.err


@pytest.mark.parametrize("format_", ["md", "json"])
def test_what_is_generated_passes_the_check(cli: Cli, tmp_path: Path, format_: str) -> None:
    file = tmp_path / "pattern"
    assert cli(*HAT, "--format", format_, "-o", file).status == 0
    ended = cli("pattern", "check", file, "--type", "hat", "--level", "beginner", "--size", "adulte")
    assert ended.status == 0
    assert ended.out.splitlines()[-1].startswith("sound: ")


def test_the_json_holds_the_draft_with_its_type(cli: Cli) -> None:
    draft = json.loads(cli(*HAT, "--format", "json").out)
    assert draft["type"] == "hat"
    assert {"title", "gauge", "pieces", "materials", "abbreviations", "assembly"} <= set(draft)
    assert {"label", "text", "count"} == set(draft["pieces"][0]["lines"][0])


@pytest.mark.parametrize(("language", "round_"), [("fr", "Bonnet"), ("en", "Hat")])
def test_a_picture_is_printed_in_the_language_asked_for(cli: Cli, language: str, round_: str) -> None:
    ended = cli(*HAT, "--format", "svg", "--language", language)

    drawing = Drawing(ended.out)
    assert ended.status == 0
    assert round_ in drawing.words("name")
    assert not drawing.of("faulty")


def test_a_faulty_pattern_is_drawn_with_its_mark_and_told_all_the_same(cli: Cli, tmp_path: Path) -> None:
    file, picture = tmp_path / "pattern.txt", tmp_path / "pattern.svg"
    file.write_text(FAULTY)

    ended = cli("pattern", "check", file, "--svg", picture)

    assert ended.status == 1
    assert ended.out.splitlines()[-1].startswith("faulty: ")
    assert "T3" in Drawing(picture.read_text()).words("wrong")


def test_pdf_is_refused_plainly(cli: Cli) -> None:
    ended = cli(*HAT, "--format", "pdf")
    assert (ended.status, ended.out) == (1, "")
    assert "not yet" in ended.err


def test_what_cannot_be_made_is_refused_with_the_reason(cli: Cli) -> None:
    ended = cli("pattern", "generate", "--type", "amigurumi", "--level", "beginner", "--size", "90cm")
    assert (ended.status, ended.out) == (1, "")
    assert "cannot make a toy of 90 cm" in ended.err


@pytest.mark.parametrize(
    ("text", "verdict", "status"), [(SOUND, "sound", 0), (FAULTY, "faulty", 1), (LACE, "unverified", 3)]
)
def test_the_exit_status_is_the_verdict(cli: Cli, tmp_path: Path, text: str, verdict: str, status: int) -> None:
    file = tmp_path / "pattern.txt"
    file.write_text(text)
    ended = cli("pattern", "check", file)
    assert ended.status == status
    assert ended.out.splitlines()[-1].startswith(f"{verdict}: ")


def test_the_report_is_one_object_with_the_contracts_keys(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "pattern.txt"
    file.write_text("Bonnet\n\n" + FAULTY)
    ended = cli("pattern", "check", file, "--json")
    assert ended.status == 1
    report = json.loads(ended.out)
    assert list(report) == ["verdict", "lines", "verified", "score", "findings", "reasons"]
    assert (report["verdict"], report["lines"], report["verified"]) == ("faulty", 3, 2)
    fault = next(finding for finding in report["findings"] if finding["severity"] == "error")
    assert list(fault) == ["code", "severity", "piece", "line", "label", "expected", "found", "message", "hint"]
    assert (fault["code"], fault["line"], fault["label"], fault["expected"], fault["found"]) == (
        "E_PRODUCE", 5, "Tour 3", "18", "19",
    )  # fmt: skip
    assert fault["message"]
    assert not fault["message"].startswith("findings.")


def test_the_report_says_where_the_points_of_the_score_went(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "pattern.txt"
    file.write_text("Bonnet\n\n" + FAULTY)
    report = json.loads(cli("pattern", "check", file, "--json").out)
    assert {"code": "E_PRODUCE", "number": 1, "points": 25} in report["reasons"]
    assert report["score"] + sum(reason["points"] for reason in report["reasons"]) == 100
    told = cli("pattern", "check", file).out.splitlines()[-2]
    assert told.startswith("score: 100 - 25 (1 E_PRODUCE) ")
    assert told.endswith(f"= {report['score']}")


def test_a_size_that_fits_nobody_is_found_only_when_the_size_is_told(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "hat.md"
    assert cli(*HAT[:-1], "bebe", "-o", file).status == 0
    ended = cli("pattern", "check", file, "--type", "hat", "--level", "beginner", "--size", "adulte")
    assert ended.status == 1
    assert "E_SIZE" in ended.out


def test_standard_input_is_read_and_old_western_letters_too() -> None:
    ended = real_command("pattern", "check", "-", stdin=SOUND.replace("Tour 1", "Pièce\nTour 1").encode("cp1252"))
    assert (ended.status, ended.err) == (0, "")


def test_a_file_that_is_not_there_is_said(cli: Cli, tmp_path: Path) -> None:
    ended = cli("pattern", "check", tmp_path / "none.md")
    assert ended.status == 1
    assert "No such file" in ended.err


def test_json_that_is_no_pattern_is_said(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "draft.json"
    file.write_text('{"title": 3}')
    ended = cli("pattern", "check", file)
    assert ended.status == 1
    assert "Traceback" not in ended.err
    assert ended.err.startswith("patrond: ")
