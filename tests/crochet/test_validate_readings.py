"""What can be read in two ways is told: which reading was chosen, why, and once."""

import pytest
from patrond.crochet import Finding, Language, Level, PatternType, Request, Severity, generate, parse, validate
from patrond.crochet.codes import CODES
from patrond.render.markdown import document
from patrond.render.report import message, report_object

FRENCH = "Abréviations\nms : maille serrée\n{}\n\nInstructions\nTour 1 : 6 ms dans un cercle magique [6]\n"
ROWS = "Monter 21 ml.\nRang 1 : 1 ms dans la 2e ml, 1 ms dans chaque ml [20]\n"
SCARF = "US terms.\nCh 23.\nRow 1: 1 dc in 4th ch from hook (skipped ch count as 1 dc), dc in each ch (21)\n"

WORDS = {
    "db that the list has": (
        FRENCH.format("db : demi-bride") + "Tour 2 : 2 db dans chaque m [12]",
        "list",
        "demi-bride",
    ),
    "db that no list has": (FRENCH.format("") + "Tour 2 : 2 db dans chaque m [12]", "usual", "demi-bride"),
    "dbr that no list has": (FRENCH.format("") + "Tour 2 : 2 dbr dans chaque m [12]", "usual", "double bride"),
    "bs that no list has": (FRENCH.format("") + "Tour 2 : 12 bs dans chaque m [12]", "usual", "bride"),
    "mc that no list has": (FRENCH.format("") + "Tour 2 : 6 ms, 1 mc dans la 1re m [6]", "usual", "maille coulée"),
    "MC that begins a piece": ("Rnd 1: 6 sc in MC (6)\nRnd 2: 2 sc in each st (12)", "ring", ""),
    "MC in mid-piece": ("Rnd 1: 6 sc in magic ring (6)\nRnd 2: in MC, 2 sc in each st (12)", "colour", ""),
    "MC that the list has": (
        "Abbreviations\nMC: main color\nsc: single crochet\n\nInstructions\nRnd 1: MC, 6 sc (6)\nRnd 2: 6 sc (6)",
        "colour",
        "",
    ),
    "tr of a pattern that names UK terms": (
        "UK terms.\nRnd 1: 12 tr in magic ring (12)\nRnd 2: 2 tr in each st (24)",
        "terms",
        "treble crochet",
    ),
    "tr of a pattern that names US terms": (
        "This pattern uses US terms.\nRnd 1: 12 tr in magic ring (12)",
        "terms",
        "treble crochet",
    ),
    "tr beside sc": ("Rnd 1: 12 sc in magic ring (12)\nRnd 2: 2 tr in each st (24)", "shown", "treble crochet"),
    "tr beside htr": ("Rnd 1: 12 htr in magic ring (12)\nRnd 2: 2 tr in each st (24)", "shown", "treble crochet"),
    "tr alone": ("Rnd 1: 12 tr in magic ring (12)\nRnd 2: 2 tr in each st (24)", "unnamed", "treble crochet"),
    "dc alone": ("Rnd 1: 12 dc in magic ring (12)\nRnd 2: 2 dc in each st (24)", "unnamed", "double crochet"),
}
LINES = {
    "turns in all": ("Rnd 1: 12 sc in magic ring (12)\nRnd 2: *sc, inc, rep from * 6 times (18)", "turns", "6"),
    "turns more": ("Rnd 1: 12 sc in magic ring (12)\nRnd 2: *sc, inc, rep from * 5 times (18)", "turns", "6"),
    "turns that nothing tells": ("Rnd 1: *2 sc, ch 1, rep from * 5 times in ring", "turns_usual", "5"),
    "a chain that counts": (SCARF + "Row 2: ch 3, turn, 20 dc (21)", "chain", "3"),
    "a chain that does not": (ROWS + "Rang 2 : 2 ml, tourner, 20 demi-br [20]", "no_chain", "2"),
    "a chain that nothing tells": (SCARF + "Row 2: ch 3, turn, dc in each st across", "chain_usual", "3"),
    "a low chain that nothing tells": (
        ROWS + "Rang 2 : 2 ml, tourner, 1 demi-br dans chaque m",
        "no_chain_usual",
        "2",
    ),
    "two in one": ("Rnd 1: 8 hdc in ring (8)\nRnd 2: *2 hdc, hdc* around (12)", "one", ""),
    "a list all around": ("Tour 1 : 6 ms en cercle magique [6]\nTour 2 : 1 aug, 1 ms [9]", "around", ""),
    "so many between two": (
        "Tour 1 : 12 ms dans un cercle magique [12]\nTour 2 : 1 aug toutes les 3 m [15]",
        "between",
        "",
    ),
}


def _readings(text: str) -> list[Finding]:
    return [finding for finding in validate(parse(text)).findings if finding.code == "W_READING"]


@pytest.mark.parametrize(("text", "variant", "meaning"), WORDS.values(), ids=WORDS)
def test_how_a_doubtful_word_was_read_is_told(text: str, variant: str, meaning: str) -> None:
    found = [(finding.variant, finding.expected, finding.severity) for finding in _readings(text)]

    assert (variant, meaning, Severity.INFO) in found


@pytest.mark.parametrize(("text", "variant", "number"), LINES.values(), ids=LINES)
def test_which_reading_of_a_line_was_chosen_is_told(text: str, variant: str, number: str) -> None:
    found = [(finding.variant, finding.found, finding.severity) for finding in _readings(text)]

    assert (variant, number, Severity.INFO) in found


def test_every_wording_has_a_case() -> None:
    assert {variant for _, variant, _ in (*WORDS.values(), *LINES.values())} == set(CODES["W_READING"][0])


def test_each_is_told_once_in_a_pattern_where_it_first_stands() -> None:
    text = "\n".join(
        [
            "Rnd 1: 12 sc in MC (12)",
            "Rnd 2: *tr, inc, rep from * 5 times (18)",
            "Rnd 3: *2 tr, inc, rep from * 5 times (24)",
            "Rnd 4: in MC, 24 tr (24)",
        ]
    )

    assert [(finding.variant, finding.line) for finding in _readings(text)] == [("ring", 1), ("shown", 2), ("turns", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "Abréviations\nmc : maille coulée\nms : maille serrée\n\nTour 1 : 6 ms en cercle magique, 1 mc [6]",
        "Rnd 1: 6 sc in magic ring (6)\nRnd 2: (inc) 6 times (12)\nRnd 3: *sc, inc; rep from * 5 more times (18)",
        "Tour 1 : 6 ms dans un cercle magique [6]\nTours 2-4 : ms [6]",
        SCARF + "Row 2: ch 3 (counts as 1 dc), turn, 20 dc (21)",
        "Rnd 1: 6 dc in magic ring (6)\nRnd 2: 2 sc in each st (12)",
    ],
)
def test_what_is_in_no_doubt_is_not_told(text: str) -> None:
    assert _readings(text) == []


def test_words_that_differ_in_case_alone_are_told_apart() -> None:
    text = "Abréviations\ndbr : demi-bride\nDbr : double bride\n\nTour 1 : 8 dbr en cercle magique\nTour 2 : 8 Dbr [8]"

    told = [finding for finding in validate(parse(text)).findings if finding.code in ("W_READING", "E_GLOSSARY")]

    assert [(finding.variant, finding.found, finding.expected) for finding in told] == [
        ("override", "dbr", "double bride"),
        ("list", "Dbr", "double bride"),
    ]


def test_a_list_that_departs_from_custom_is_quoted() -> None:
    text = "Abréviations\ndb : double bride\n\nInstructions\nTour 1 : 12 db dans un cercle magique [12]"

    told = next(finding for finding in validate(parse(text)).findings if finding.variant == "override")

    assert message(told, "fr") == (
        "« db » est lu comme « double bride », ainsi que le dit la liste du patron (d'habitude : demi-bride)."
    )
    assert message(told, "en") == (
        "“db” is read as “double bride”, as the pattern's own list says (usually: demi-bride)."
    )


def test_a_reading_costs_no_point_and_changes_no_verdict() -> None:
    text = "Rnd 1: 12 sc in {} (12)\nRnd 2: *sc, inc; rep from * 5 {} (18)"

    certain, doubtful = (validate(parse(text.format(*words))) for words in (("ring", "more times"), ("MC", "times")))

    assert _counted(doubtful.findings) == {"W_READING": 2}
    assert (doubtful.score, doubtful.verdict, doubtful.reasons) == (certain.score, certain.verdict, certain.reasons)


def _counted(findings: tuple[Finding, ...]) -> dict[str, int]:
    codes = [finding.code for finding in findings if finding.code == "W_READING"]
    return {code: codes.count(code) for code in codes}


def test_a_reading_stands_in_the_report_like_any_finding() -> None:
    report = report_object(validate(parse("Rnd 1: 12 tr in MC (12)")), "fr")

    assert isinstance(report["findings"], list)
    told = [(each["code"], each["severity"], each["message"]) for each in report["findings"]]
    assert ("W_READING", "info", "« MC » est lu comme le cercle magique, et non comme la couleur principale.") in told


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("kind", PatternType)
def test_a_generated_pattern_leaves_no_word_and_no_repeat_in_doubt(
    kind: PatternType, level: Level, language: Language
) -> None:
    found = _readings(document(generate(Request(kind, level, language=language))))

    assert [finding.variant for finding in found if finding.variant not in ("terms", "no_chain")] == []
