"""No text breaks a picture: soups of rounds and rows of any count, gauge, order and type are drawn soundly."""

from hypothesis import given, settings
from hypothesis import strategies as st
from patrond.crochet import PatternType, Study, judge, parse
from patrond.render.picture import Format, picture

from support.drawing import Drawing, assert_is_sound

BODIES = (
    "6 ms dans un cercle magique",
    "6 aug",
    "(1 ms, aug) x 6",
    "1 ml, tourner, 20 ms",
    "dim, 10 ms, dim",
    "12 ms",
    "1 ml, tourner, 9 ms, laisser les 11 m restantes",
    "sauter 3 m, rejoindre le fil, 9 ms",
    "Monter 31 ml",
    "10 ms, 20 ml, sauter 5 m, 10 ms, 20 ml, sauter 5 m",
    "3 ml, 2 br dans un cercle magique",
    "répéter le rang 2 jusqu'à 160 cm",
    "(2 br, 2 ml, 2 br) dans l'espace de 2 ml",
    "1 ms dans la 2e ml à partir du crochet, 20 ms, de l'autre côté de la chaînette 20 ms",
    "mc sur 5 m, 10 ms",
    "selon l'humeur du jour",
)
NAMES = ("Tête", "Manche (x2)", "Devant", "Sac", "Oreille", "", "Corps" * 20, "<b>&\u202e")
line = st.tuples(
    st.sampled_from(BODIES),
    st.sampled_from((1, 1, 1, 1, 2, 40, 999, 100_000)),
    st.sampled_from(("", *(f" [{count}]" for count in (0, 1, 2, 6, 12, 18, 24, 30, 60, 228, 5000, 999_999)))),
)
piece = st.tuples(st.sampled_from(NAMES), st.sampled_from(("Tour", "Rang")), st.lists(line, min_size=1, max_size=12))
gauge = st.sampled_from(("", "18 m x 20 rangs", "5 m x 4 rangs", "0,5 m x 60 rangs", "40 m x 24 rangs"))


def text_of(gauge: str, pieces: list[tuple[str, str, list[tuple[str, int, str]]]]) -> str:
    lines = [f"Échantillon : {gauge} = 10 cm"] if gauge else []
    for name, unit, rounds in pieces:
        lines.append(f"### {name}")
        first = 1
        for body, times, count in rounds:
            label = f"{unit} {first}" if times == 1 else f"{unit}s {first}-{first + times - 1}"
            lines.append(f"{label} : {body}{count}")
            first += times
    return "\n".join(lines)


@settings(max_examples=80, deadline=None)
@given(
    gauge,
    st.lists(piece, min_size=1, max_size=5),
    st.sampled_from((None, *PatternType)),
    st.sampled_from(list(Format)),
    st.sampled_from(("fr", "en")),
)
def test_any_soup_of_rounds_is_drawn_soundly(
    gauge: str,
    pieces: list[tuple[str, str, list[tuple[str, int, str]]]],
    type_: PatternType | None,
    format_: Format,
    language: str,
) -> None:
    study = Study.of(parse(text_of(gauge, pieces), type_=type_))

    svg = picture(study, judge(study), language, format_=format_)

    assert_is_sound(Drawing(svg))
    assert len(svg.encode()) < 300_000
