"""No text breaks the parser, and none costs more than its length."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from patrond.crochet import DraftError, Verdict, parse, validate
from patrond.crochet.normalise import words

WORDS = sorted(
    words("*|(|)|[|]|,|.|:|;|-|=|x|6|2|12|1re|3e|999999999|#|##|**|(x2)|\n|½|{|}|/|+")
    | words("ms|aug|dim|ml|mc|br|dans|chaque|m|même|suivante|répéter|de|à|tour|rang|jusqu'aux|dernières|tourner")
    | words("sc|inc|dec|ch|sl|st|in|each|next|rep|from|around|Rnd|Row|Tour|Rang|magic|ring|cercle|magique|skip|sauter")
    | words("compte|comme|Monter|Chaînette|Abréviations|Matériel|ensemble|tog|to|last|until|remain|fois|de plus|soit")
)
soup = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


def _judge(text: str) -> None:
    try:
        pattern = parse(text)
    except DraftError:
        return
    report = validate(pattern)
    assert 0 <= report.verified <= report.lines
    assert 0 <= report.score <= 100
    assert all(0 <= finding.line <= len(text.splitlines()) for finding in report.findings)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
@example("{")
@example('{"pieces": [{"lines": [{"label": 1, "text": null, "count": "x"}, 3]}]}')
@example("Tour 1 : ½½½ ²³ ٣ ms [٣]")
def test_any_text_is_judged_without_an_error(text: str) -> None:
    _judge(text)


@settings(max_examples=500, deadline=None)
@given(soup)
def test_any_soup_of_the_crafts_words_is_judged_without_an_error(text: str) -> None:
    _judge(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(soup, min_size=1, max_size=8))
def test_any_rounds_of_soup_are_judged_without_an_error(bodies: list[str]) -> None:
    _judge("\n".join(f"Tour {number} : {body}" for number, body in enumerate(bodies, start=1)))


HUGE = {
    "open parentheses": "Tour 1 : " + "(" * 1_000_000,
    "stars": "Tour 1 : " + "* " * 500_000,
    "nested repeats": "Tour 1 : " + "(1 ms, " * 70_000 + ") x 2" * 70_000,
    "one endless round": "Tour 1 : " + "1 ms, aug, " * 90_000,
    "a number": "Tour 1 : " + "9" * 1_000_000,
    "prose": "Ceci est une phrase sans rien de particulier.\n" * 20_000,
    "headings": "# A\n" * 200_000,
    "brackets": "[" * 1_000_000,
    "deep JSON": '{"pieces": ' + "[" * 1_000_000,
}


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE)
def test_a_megabyte_is_read_within_two_seconds_of_work(text: str) -> None:
    started = time.process_time()

    _judge(text)

    assert time.process_time() - started < 2


def test_deep_nesting_is_not_verified_rather_than_followed() -> None:
    report = validate(parse("Tour 1 : " + "(" * 60 + "1 ms" + ") x 2" * 60))

    assert report.verdict is not Verdict.SOUND
    assert report.verified == 0
