"""Builds the texts of small patterns for tests: hats, scarves and toys of given counts."""

from collections.abc import Iterable, Iterator


def numbered(unit: str, rounds: Iterable[tuple[str, int]]) -> Iterator[str]:
    """Rounds under consecutive numbers, each with its count."""
    for number, (text, count) in enumerate(rounds, start=1):
        yield f"{unit} {number} : {text} [{count}]"


def crown(step: int, rounds: int) -> list[tuple[str, int]]:
    """A flat circle that grows by ``step`` stitches a round."""
    made = [(f"{step} ms dans un cercle magique", step), (f"{step} aug", 2 * step)]
    made += [(f"({k} ms, aug) x {step}", (k + 2) * step) for k in range(1, rounds - 1)]
    return made


def hat(stitches: int, gauge: str, *, step: int = 6, sides: int = 20) -> str:
    """A hat from the crown down: a circle, then straight sides."""
    top = crown(step, stitches // step)
    lines = list(numbered("Tour", top))
    lines.append(f"Tours {len(top) + 1}-{len(top) + sides} : {stitches} ms [{stitches}]")
    return "\n".join([f"Échantillon : {gauge} = 10 cm", *lines])


def scarf(chain: int, rows: int, gauge: str, extra: str = "") -> str:
    """A scarf in single crochet."""
    wide = chain - 1
    return "\n".join(
        [
            f"Échantillon : {gauge} = 10 cm",
            extra,
            f"Monter {chain} ml.",
            f"Rang 1 : 1 ms dans la 2e ml à partir du crochet, 1 ms dans chaque ml [{wide}]",
            f"Rangs 2-{rows} : 1 ml, tourner, 1 ms dans chaque m [{wide}]",
        ]
    )
